import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'intended-ci-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly run: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}
const action = load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

/** Runs the action's own script as a runner does, with `npx` in front of this checkout's command. */
function runAction(inputs: Readonly<Record<string, string>>): { code: number | null; out: string; summary: string } {
  const [step] = action.runs.steps;
  if (step === undefined) throw new Error('the action has no step');
  const npx = join(work, 'npx');
  const main = join(ROOT, 'packages/intended/src/cli/main.ts');
  writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" --conditions=@intended/source "${main}" "$@"\n`);
  chmodSync(npx, 0o755);
  const valueOf = (expression: string): string => {
    const name = /inputs\.([\w-]+)/.exec(expression)?.[1] ?? '';
    return inputs[name] ?? action.inputs[name]?.default ?? '';
  };
  const given = Object.fromEntries(Object.entries(step.env).map(([key, expression]) => [key, valueOf(expression)]));
  const { status, stdout } = spawnSync('bash', ['-c', step.run], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...given,
      PATH: `${work}${delimiter}${process.env['PATH'] ?? ''}`,
      GITHUB_OUTPUT: join(work, 'output'),
      GITHUB_STEP_SUMMARY: join(work, 'summary'),
      RUNNER_TEMP: work,
    },
  });
  const summary = existsSync(join(work, 'summary')) ? readFileSync(join(work, 'summary'), 'utf8') : '';
  return { code: status, out: stdout, summary };
}

test('the action annotates, writes the summary and fails at its gate', () => {
  const { code, out, summary } = runAction({ path: 'examples/wild-rydes', sarif: join(work, 'intended.sarif') });
  expect(code).toBe(1);
  expect(out).toContain('::error file=');
  expect(summary).toContain('| Service | Intended |');
  expect(JSON.parse(readFileSync(join(work, 'intended.sarif'), 'utf8')).version).toBe('2.1.0');
});

test('with `never` the action reports only', () => {
  expect(runAction({ path: 'examples/wild-rydes', 'fail-on': 'never', sarif: join(work, 'x.sarif') }).code).toBe(0);
});

test('no input of the action reaches its script but through the environment', () => {
  for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  for (const [name, { description }] of Object.entries(action.inputs)) expect([name, description]).not.toContain('');
});

test('the pre-commit entry has what pre-commit asks for, and looks at the files that matter', () => {
  const [hook] = load(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Record<string, string>[];
  expect(hook).toMatchObject({
    id: 'intended',
    name: 'intended',
    entry: 'intended check',
    language: 'node',
    pass_filenames: false,
  });
  const files = new RegExp(hook?.['files'] ?? '');
  for (const file of [
    'template.yaml',
    'a/serverless.yml',
    'intended.yaml',
    'src/index.mts',
    'cdk.out/App.template.json',
  ])
    expect([file, files.test(file)]).toEqual([file, true]);
  expect(files.test('README.md')).toBe(false);
});
