import { expect, test } from 'vitest';
import { emptyReport } from '#finding/cases/empty-report';
import { wildRydes } from '#reporters/test/wild-rydes';
import { runWith } from './test/make-io.ts';

const clean = { check: () => Promise.resolve(emptyReport) };
const complete = { check: () => Promise.resolve({ ...wildRydes, complete: true }) };

test('findings at the gate exit with 1, none with 0, an incomplete picture with 2 in any case', async () => {
  expect((await runWith(['check'], { engine: complete })).code).toBe(1);
  expect((await runWith(['check'], { engine: clean })).code).toBe(0);
  expect((await runWith(['check'])).code).toBe(2);
});

test('the gate can be moved', async () => {
  expect((await runWith(['check', '--fail-on', 'stars=5'], { engine: complete })).code).toBe(0);
  expect((await runWith(['check', '--fail-on', 'severity=high'], { engine: complete })).code).toBe(1);
  expect((await runWith(['check', '--fail-on', 'never'], { engine: clean })).code).toBe(0);
});

test.each(['json', 'sarif'])('%s alone goes to standard output; diagnostics go to standard error', async (format) => {
  const { out, err } = await runWith(['check', '--format', format]);
  expect(() => JSON.parse(out)).not.toThrow();
  expect(err).toContain('admin.yaml:4:3: error: not YAML');
});

test.each([
  ['junit', '<?xml'],
  ['markdown', '## '],
  ['html', '<!doctype html>'],
  ['github', '::error file=wild-rydes/template.yaml'],
])('%s goes to standard output', async (format, start) => {
  expect((await runWith(['check', '--format', format, '--quiet'])).out.startsWith(start)).toBe(true);
});

test('several formats go to files, and the terminal report still to standard output', async () => {
  const { out, files } = await runWith(['check', '--output', 'json=out/report.json', '-o', 'html=report.html']);
  expect([...files.keys()]).toEqual(['/apps/wild-rydes/out/report.json', '/apps/wild-rydes/report.html']);
  expect(out).toContain('Not yet: 4 of 8 services');
});

test('quiet prints nothing, and the exit code tells', async () => {
  expect(await runWith(['check', '--quiet'], { engine: complete })).toMatchObject({ code: 1, out: '', err: '' });
});

test.each([
  ['a terminal', true, {}, [], true],
  ['a pipe', false, {}, [], false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, [], false],
  ['an empty NO_COLOR', true, { NO_COLOR: '' }, [], true],
  ['FORCE_COLOR in a pipe', false, { FORCE_COLOR: '1' }, [], true],
  ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, [], false],
  ['--no-color', true, {}, ['--no-color'], false],
  ['a dumb terminal', true, { TERM: 'dumb' }, [], false],
])('colours with %s: %s', async (_, isTerminal, environment, flags, expected) => {
  const { out } = await runWith(['check', ...flags], { isTerminal, environment });
  expect(out.includes('\u001b[')).toBe(expected);
});

test('what the command line says reaches the engine', async () => {
  const argv = ['check', 'app', '--template', 'a.yaml', '--stack', 'S', '--environment', 'prod', '--faults', 'all'];
  const more = ['--intent', 'x.yaml', '--parameters', 'A=1', 'B=c=d'];
  const [request] = (await runWith([...argv, ...more])).requests;
  expect(request).toEqual({
    path: '/apps/wild-rydes/app',
    template: '/apps/wild-rydes/a.yaml',
    stack: 'S',
    environment: 'prod',
    parameters: new Map([
      ['A', '1'],
      ['B', 'c=d'],
    ]),
    intent: '/apps/wild-rydes/x.yaml',
    faults: 'all',
    today: '2026-11-23',
  });
});

test.each([
  ['a parameter', ['--parameters', 'A=b', './app']],
  ['two parameters', ['--parameters', 'A=b', 'C=d', './app']],
  ['a parameter given twice', ['--parameters', 'A=b', '--parameters', 'C=d', 'app']],
  ['a parameter in one word', ['--parameters=A=b', 'app']],
  ['an environment', ['--environment', 'prod', './app']],
  ['an environment and a parameter', ['--environment', 'prod', '--parameters', 'A=b', 'app']],
])('the path may follow %s', async (_, words) => {
  const { requests } = await runWith(['check', ...words]);
  expect(requests[0]?.path).toBe('/apps/wild-rydes/app');
  expect(requests[0]?.parameters.get('A')).toBe(words.some((word) => word.includes('A=b')) ? 'b' : undefined);
});

test('a written baseline makes the same run pass, and a worse one fail', async () => {
  const argv = ['check', '--baseline', 'known.json'];
  const written = await runWith([...argv, '--write-baseline', '--quiet'], { engine: complete });
  const text = written.files.get('/apps/wild-rydes/known.json') ?? '';
  expect(text).toContain('"reach-leak"');
  const files = { '/apps/wild-rydes/known.json': text };
  expect((await runWith(argv, { files, engine: complete })).code).toBe(0);
  const worse = wildRydes.findings.map((one) => ({ ...one, stars: 5, starsMax: 5 }));
  const engine = { check: () => Promise.resolve({ ...wildRydes, complete: true, findings: worse }) };
  expect((await runWith(argv, { files, engine })).code).toBe(1);
});

test('the steps count what the baseline does not know', async () => {
  const argv = ['check', '--baseline', 'known.json'];
  const written = await runWith([...argv, '--write-baseline', '--format', 'json'], { engine: complete });
  const { steps } = JSON.parse(written.out);
  expect(steps.map((step: { findings: number }) => step.findings)).toEqual(steps.map(() => 0));
});

test('a baseline that is fixed says so', async () => {
  const files = {
    '/apps/wild-rydes/b.json': '{"version":1,"findings":[{"fingerprint":"0","control":"a","resource":"b","stars":1}]}',
  };
  const { out } = await runWith(['check', '--baseline', 'b.json', '--verbose'], { files });
  expect(out).toContain('`a` on `b` matches nothing any more');
});

test.each([
  ['missing', undefined, '--write-baseline'],
  ['broken', 'x', 'version 1'],
])('a %s baseline cannot be judged by: 2', async (_, text, expected) => {
  const files = text === undefined ? {} : { '/apps/wild-rydes/b.json': text };
  const { code, err } = await runWith(['check', '--baseline', 'b.json'], { files });
  expect(code).toBe(2);
  expect(err).toContain(expected);
});

test('what to run next names the path that was typed', async () => {
  expect((await runWith(['check', 'examples/rides'])).out).toMatch(
    /`intended\s+(init|explain\s+\w+)\s+examples\/rides`/,
  );
  expect((await runWith(['check'])).out).toMatch(/`intended\s+(init|explain\s+\w+)`/);
});
