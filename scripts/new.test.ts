import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

/** Test runs inside of tests take seconds each, more on a busy machine. */
const PATIENCE_MS = 120_000;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = 'packages/intended/src';
const READERS = `${SOURCE}/readers`;
const CONTROLS = `${SOURCE}/analyses/controls`;
const folder = mkdtempSync(join(tmpdir(), 'intended-new-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A repository to make things in: its own copies of what the scripts write to, links to all the rest. */
function makeRepository(): void {
  const link = (path: string): void => symlinkSync(join(ROOT, path), join(folder, path));
  const linkAll = (path: string, own: string): void => {
    mkdirSync(join(folder, path), { recursive: true });
    for (const name of readdirSync(join(ROOT, path))) if (name !== own) link(`${path}/${name}`);
  };
  for (const file of ['package.json', 'vitest.config.ts', '.oxlintrc.json', '.oxfmtrc.json', 'tsconfig.base.json'])
    cpSync(join(ROOT, file), join(folder, file));
  link('node_modules');
  mkdirSync(join(folder, SOURCE), { recursive: true });
  cpSync(join(ROOT, 'packages/intended/data'), join(folder, 'packages/intended/data'), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json'])
    if (existsSync(join(ROOT, 'packages/intended', file))) link(`packages/intended/${file}`);
  linkAll(SOURCE, '');
  for (const own of ['readers', 'model', 'analyses', 'source']) rmSync(join(folder, SOURCE, own));
  linkAll(READERS, '');
  // `source` finds the tables beside itself: a link would find those of this repository.
  for (const own of ['model', 'source'])
    cpSync(join(ROOT, SOURCE, own), join(folder, SOURCE, own), { recursive: true });
  cpSync(join(ROOT, CONTROLS), join(folder, CONTROLS), { recursive: true });
}

makeRepository();

function make(script: string, ...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const ran = spawnSync(process.execPath, [join(ROOT, 'scripts', script), ...args], { cwd: folder, encoding: 'utf8' });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

/** Runs a tool of the repository in the made one, and returns what it said if it was not content. */
function complaint(tool: string, ...args: readonly string[]): string {
  const ran = spawnSync(join(ROOT, 'node_modules/.bin', tool), args, { cwd: folder, encoding: 'utf8' });
  return ran.status === 0 ? '' : ran.stdout + ran.stderr;
}

describe('new:reader', () => {
  test(
    'makes a reader whose test, lint and format pass at once',
    () => {
      expect(make('new-reader.mjs', 'open-tofu')).toMatchObject({ status: 0 });
      const made = `${READERS}/open-tofu`;
      expect(readdirSync(join(folder, made)).sort()).toEqual(['cases', 'read-open-tofu.test.ts', 'read-open-tofu.ts']);
      expect(complaint('vitest', 'run', made)).toBe('');
      expect(complaint('oxlint', '--deny-warnings', made)).toBe('');
      expect(complaint('oxfmt', '--check', made)).toBe('');
      expect(readFileSync(join(folder, made, 'read-open-tofu.ts'), 'utf8')).not.toMatch(/todo/i);
    },
    PATIENCE_MS,
  );

  test('teaches the model the new dialect, once', () => {
    const model = (): string => readFileSync(join(folder, SOURCE, 'model/application.ts'), 'utf8');
    expect(model().match(/\| 'open-tofu'/g)).toHaveLength(1);
    expect(make('new-reader.mjs', 'oracle').status).toBe(0);
    expect(model().match(/\| 'oracle'/g)).toHaveLength(1);
  });

  test.each([
    ['nothing', [], /usage: npm run new:reader NAME/],
    ['a name with capitals', ['OpenTofu'], /`OpenTofu` is not in kebab-case/],
    ['a path', ['../open'], /is not in kebab-case/],
    ['a name that ends in a dash', ['open-'], /is not in kebab-case/],
    ['two names', ['open', 'tofu'], /usage/],
    ['a reader that exists', ['sam'], /readers\/sam` exists already/],
  ])('refuses %s', (_, args, expected) => {
    const { status, said } = make('new-reader.mjs', ...args);
    expect([status, said]).toEqual([1, expect.stringMatching(expected)]);
  });
});

describe('new:control', () => {
  test(
    'makes controls that the law test runs, and whose test, lint and format pass at once',
    () => {
      expect(make('new-control.mjs', 'demo-control')).toMatchObject({ status: 0 });
      const sqs = ['sqs/queue-without-dead-letter', 'AWS::SQS::Queue', 'RedrivePolicy'];
      expect(make('new-control.mjs', ...sqs)).toMatchObject({ status: 0 });
      const made = ['demo/demo-control.ts', 'sqs/queue-without-dead-letter.ts'];
      for (const file of made) {
        expect(existsSync(join(folder, CONTROLS, file))).toBe(true);
        expect(readFileSync(join(folder, CONTROLS, file), 'utf8')).not.toMatch(/todo/i);
      }
      // The whole room has two thousand tests; those of the new ones, and of the lists they stand in, are enough.
      const own = 'demo-control|queue-without-dead-letter|the registry|no two controls|no properties|written|decides';
      const law = ['run', `${CONTROLS}/law.test.ts`, `${CONTROLS}/demo`, `${CONTROLS}/sqs/queue-without`, '-t', own];
      const ran = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), [...law, '--reporter=verbose'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
      });
      expect([ran.status, ran.status === 0 ? '' : ran.stdout]).toEqual([0, '']);
      expect(ran.stdout).toMatch(/law\.test\.ts > queue-without-dead-letter > its example `undetermined`/);
      expect(complaint('oxlint', '--deny-warnings', CONTROLS)).toBe('');
      expect(complaint('oxfmt', '--check', CONTROLS)).toBe('');
    },
    PATIENCE_MS,
  );

  test.each([
    ['nothing', [], /usage: npm run new:control/],
    ['a name with capitals', ['sqs/Queue'], /is not in kebab-case/],
    ['a path upwards', ['../queue'], /is not in kebab-case/],
    ['a deeper path', ['sqs/a/b'], /is not in kebab-case/],
    ['a type that is none', ['sqs/queue', 'Queue'], /`Queue` is not a type of CloudFormation/],
    ['a property that is none', ['sqs/queue', 'AWS::SQS::Queue', 'a-b'], /`a-b` is not a property/],
    ['a control that exists', ['demo/demo-control'], /demo-control\.ts` exists already/],
  ])('refuses %s', (_, args, expected) => {
    const { status, said } = make('new-control.mjs', ...args);
    expect([status, said]).toEqual([1, expect.stringMatching(expected)]);
  });
});
