import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';

const file = join(mkdtempSync(join(tmpdir(), 'guard-modes-')), 'modes.mjs');
const run = promisify(execFile);

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'routes/modes.mjs')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: file,
    logLevel: 'error',
  });
});

async function outcomeOf(name: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [file, name], { env: { ...process.env, NODE_OPTIONS: '' } });
  return JSON.parse(stdout);
}

test('a hook that cannot be installed stops the guard, now and at every later try', async () => {
  expect(await outcomeOf('fails closed')).toEqual(['HookError', 'HookError']);
});

test('importing the hooks changes nothing', async () => {
  expect(await outcomeOf('does nothing at import')).toEqual([true, true]);
});

test('programs and metadata are refused in every mode, a path only in `block`', async () => {
  expect(await outcomeOf('modes')).toEqual({
    learn: ['ran', 'blocked', 'blocked', 'sink-shell,egress-metadata', 'sink-path'],
    warn: ['ran', 'blocked', 'blocked', 'sink-shell,egress-metadata', 'sink-path'],
    block: ['blocked', 'blocked', 'blocked', 'sink-path,sink-shell,egress-metadata', ''],
  });
});

test('an exclusion is for its route, its parameter and its time', async () => {
  expect(await outcomeOf('exclusions')).toEqual(['ran', 'blocked', 'blocked', 'blocked']);
});

test('declared hosts, programs and folders pass, the rest does not', async () => {
  expect(await outcomeOf('declarations')).toEqual({
    'a declared host': 'ran',
    'another host': 'blocked',
    'a declared program': 'ran',
    'a declared program that input names too': 'blocked',
    'a declared program with an operator from input': 'blocked',
    'another program': 'blocked',
    'a declared folder': 'ran',
  });
});

test('the address that is connected to counts, not the name', async () => {
  expect(await outcomeOf('rebinding')).toEqual({
    'a name from input': 'blocked',
    'a name of the handler': 'ran',
    'a declared name that means metadata': 'blocked',
  });
});

test('without a request files and code are free, programs are not', async () => {
  expect(await outcomeOf('outside of requests')).toEqual(['ran', 'ran', 'blocked']);
});
