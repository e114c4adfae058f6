import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, 'routes');
const out = mkdtempSync(join(tmpdir(), 'locked-routes-'));
/** The Node that runs the tests, the one that the repository installs, and the system's. */
const NODES = [
  ...new Set(
    [process.execPath, join(import.meta.dirname, '../../../node_modules/.bin/node'), '/usr/bin/node']
      .filter((file) => existsSync(file))
      .map((file) => realpathSync(file)),
  ),
];
const run = promisify(execFile);

interface Form {
  readonly name: string;
  readonly file: string;
  readonly options: BuildOptions;
}

const bundled = (format: 'esm' | 'cjs', entry: 'run' | 'before', minify: boolean): Form => {
  const name = `${format} bundle${minify ? ', minified' : ''}, guard loaded ${entry === 'run' ? 'after' : 'before'} the rest`;
  const file = join(out, `${format}-${entry}-${minify}.${format === 'esm' ? 'mjs' : 'cjs'}`);
  return {
    name,
    file,
    options: { entryPoints: [join(FOLDER, `${entry}.mjs`)], bundle: true, format, minify, outfile: file },
  };
};

/** Not bundled: files of the handler beside one file of the guard, as a package in node_modules is. */
const loose = (format: 'esm' | 'cjs', entry: 'run' | 'before'): Form => {
  const folder = join(out, `loose-${format}`);
  const names = ['run', 'before', 'routes'].map((name) => join(FOLDER, `${name}.mjs`));
  return {
    name: `${format}, guard loaded ${entry === 'run' ? 'after' : 'before'} the rest`,
    file: join(folder, `${entry}.${format === 'esm' ? 'mjs' : 'js'}`),
    options: {
      entryPoints: names,
      format,
      outdir: folder,
      ...(format === 'esm' ? { outExtension: { '.js': '.mjs' } } : {}),
    },
  };
};

const FORMS: readonly Form[] = [
  loose('esm', 'run'),
  loose('esm', 'before'),
  loose('cjs', 'run'),
  loose('cjs', 'before'),
  bundled('esm', 'run', false),
  bundled('cjs', 'run', false),
  bundled('esm', 'before', true),
  bundled('cjs', 'before', true),
  bundled('esm', 'run', true),
  bundled('cjs', 'run', true),
];

beforeAll(async () => {
  const shared = {
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
  } as const;
  for (const { options } of FORMS) await build({ ...shared, ...options });
  for (const format of ['esm', 'cjs'] as const) {
    const folder = join(out, `loose-${format}`);
    const outfile = join(folder, `world.${format === 'esm' ? 'mjs' : 'js'}`);
    await build({ ...shared, entryPoints: [join(FOLDER, 'world.mjs')], bundle: true, format, outfile });
  }
  // In the loose CommonJS form `./routes.mjs` means the compiled `routes.js`.
  const endings = `const Module = require('module'); const resolve = Module._resolveFilename;
Module._resolveFilename = (name, parent, ...rest) =>
  resolve.call(Module, parent?.filename?.endsWith('.js') && /^[.].*[.]mjs$/.test(name) ? name.replace(/mjs$/, 'js') : name, parent, ...rest);`;
  writeFileSync(join(out, 'endings.cjs'), endings);
  const before = "if (process.env.GUARD !== 'off') require('./world.mjs').guardedWorld({});\nrequire('./run.mjs');";
  writeFileSync(join(out, 'loose-cjs/before.js'), before);
});

async function outcomeOf(
  node: string,
  file: string,
  environment: Record<string, string>,
): Promise<Record<string, string>> {
  const hook = join(out, 'endings.cjs');
  const { stdout } = await run(node, ['--require', hook, file], {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    cwd: out,
  });
  const { outcome }: { outcome: Record<string, string> } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
  return outcome;
}

describe.each(NODES)('on %s', (node) => {
  test('without the guard every route works', async () => {
    const outcome = await outcomeOf(node, FORMS[0]!.file, { GUARD: 'off' });
    expect(Object.entries(outcome).filter(([, how]) => how !== 'ran')).toEqual([]);
    expect(Object.keys(outcome).length).toBeGreaterThan(50);
  });

  test.each(FORMS)('every route is blocked: $name', async ({ file }) => {
    const outcome = await outcomeOf(node, file, {});
    expect(Object.entries(outcome).filter(([, how]) => how !== 'blocked')).toEqual([]);
    expect(Object.keys(outcome).length).toBeGreaterThan(50);
  });
});
