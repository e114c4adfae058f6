import { expect, test } from 'vitest';
import { wildRydes } from '#reporters/test/wild-rydes';
import { runWith } from './test/make-io.ts';

test('a service is explained hop by hop', async () => {
  const { code, out } = await runWith(['explain', 'RequestUnicorn']);
  expect(code).toBe(0);
  expect(out).toContain('3. RequestUnicorn → RidesTable: dynamodb:Scan');
  expect(out).toContain('template.yaml:80:17');
});

test.each([
  ['by its control', 'reach-leak'],
  ['by the start of its fingerprint', wildRydes.findings[1]!.fingerprint.slice(0, 8)],
])('a finding is explained %s', async (_, subject) => {
  const { code, out } = await runWith(['explain', subject]);
  expect(code).toBe(0);
  expect(out).toContain('Holds data that nobody declared');
  expect(out).not.toContain('Bulk read');
});

test('a name that is not there is answered with those that are', async () => {
  const { code, err } = await runWith(['explain', 'unicorn']);
  expect(code).toBe(3);
  expect(err).toContain('it knows `RequestUnicorn`, `RequestUnicorn logs`');
});

test('where there is no service at all, explain says why instead of blaming the name', async () => {
  const place = { file: 'template.yaml', line: 4, column: 3, endLine: 4, endColumn: 4 };
  const diagnostics = [{ severity: 'error', place, message: 'invalid YAML' } as const];
  const empty = { ...wildRydes, matrix: [], findings: [], diagnostics };
  const { code, err } = await runWith(['explain', 'X'], { engine: { check: () => Promise.resolve(empty) } });
  expect(code).toBe(2);
  expect(err).toBe('template.yaml:4:3: error: invalid YAML\nerror: there is no service to explain\n');
});

const intent = { '/apps/wild-rydes/intended.yaml': 'version: 1\n# mine\napp: wild-rydes\n' };
const accept = ['accept', 'reach-excess', '--on', 'RequestUnicorn', '--because', 'nightly export: all of it'];

test('an acceptance is added, and every other line stays', async () => {
  const { code, out, files } = await runWith([...accept, '--until', '2027-06-01'], { files: intent });
  expect(code).toBe(0);
  expect(out).toContain('is accepted until 2027-06-01');
  const text = files.get('/apps/wild-rydes/intended.yaml');
  expect(text).toContain('# mine\n');
  expect(text).toContain('nightly export: all of it');
});

test.each([
  ['without an intent file', accept, {}, 2, 'intended init'],
  ['with an impossible day', [...accept, '--until', '2027-02-30'], intent, 3, '2027-02-30'],
  ['of something that is no id', ['accept', 'a b', '--on', 'x', '--because', 'y'], intent, 3, 'no finding'],
])('an acceptance %s is refused', async (_, argv, files, expected, message) => {
  const ran = await runWith(argv, { files });
  expect(ran.code).toBe(expected);
  expect(ran.err).toContain(message);
});

const proposal = {
  root: '/apps/wild-rydes',
  text: 'version: 1\n',
  file: 'intended.yaml',
  exists: false,
  classes: [{ id: 'pii', title: 'Riders', value: 3 }],
  services: 4,
  added: [],
  trouble: undefined,
  diagnostics: [],
  refine: () => 'refined',
};
const proposing = (fields: Partial<typeof proposal> | { trouble: string } | { added: string[] } = {}) => ({
  engine: { propose: () => Promise.resolve({ ...proposal, ...fields }) },
});

test('`init --yes` writes the proposal', async () => {
  const { code, out, files } = await runWith(['init', '--yes'], proposing());
  expect(code).toBe(0);
  expect(files.get('/apps/wild-rydes/intended.yaml')).toBe('version: 1\n');
  expect(out).toContain('1 data classes, 4 services');
});

test('without a terminal `init` prints the proposal and writes nothing', async () => {
  const { code, out, files } = await runWith(['init'], proposing());
  expect({ code, out, files: files.size }).toEqual({ code: 0, out: 'version: 1\n', files: 0 });
});

test('a file that mentions everything is left alone', async () => {
  const { code, out, files } = await runWith(['init', '--yes'], proposing({ exists: true }));
  expect({ code, files: files.size }).toEqual({ code: 0, files: 0 });
  expect(out).toContain('nothing to add');
});

test.each([
  ['no app', { engine: { propose: () => Promise.resolve(undefined) } }, 'no serverless app found'],
  ['a file that cannot be merged', proposing({ trouble: 'line 3 is no YAML' }), 'line 3 is no YAML'],
])('`init` with %s says what to do: 2', async (_, world, message) => {
  const { code, err } = await runWith(['init', '--yes'], world);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('`init` writes a file for every app that was found', async () => {
  const { refine, ...rest } = proposal;
  const more = [{ ...rest, refine, file: 'orders/intended.yaml', text: 'version: 1\napp: orders\n' }];
  const { code, files } = await runWith(['init', '--yes'], proposing({ more } as object));
  expect(code).toBe(0);
  expect([...files.keys()]).toEqual(['/apps/wild-rydes/intended.yaml', '/apps/wild-rydes/orders/intended.yaml']);
});

test('of several files `init` writes those that it can, and says which it cannot', async () => {
  const more = [{ ...proposal, file: 'orders/intended.yaml', trouble: 'line 3 is no YAML' }];
  const { code, files, err } = await runWith(['init', '--yes'], proposing({ more } as object));
  expect({ code, files: [...files.keys()] }).toEqual({ code: 2, files: ['/apps/wild-rydes/intended.yaml'] });
  expect(err).toContain('orders/intended.yaml: line 3 is no YAML');
});
