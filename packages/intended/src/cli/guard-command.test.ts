import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guardBuild } from './guard-command.ts';
import type { Io, Out } from './io.ts';

function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), 'intended-guard-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

function ioOf(cwd: string): { readonly io: Io; readonly said: string[] } {
  const said: string[] = [];
  const out: Out = { isTerminal: false, columns: undefined, write: (text) => said.push(text) };
  const io: Io = {
    stdout: out,
    stderr: out,
    interactive: false,
    environment: {},
    cwd,
    platform: 'linux',
    today: () => '2026-11-24',
    readFile: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
    exists: existsSync,
    writeFile: (path, text) => writeFileSync(path, text),
  };
  return { io, said };
}

const intended = 'version: 1\nguard: { routes: { GET /a: { allow: public, input: none } } }\n';

test('a policy is built with its types, and `--check` says when it is old', async () => {
  const cwd = folder({ 'intended.yaml': intended });
  const { io, said } = ioOf(cwd);
  expect(await guardBuild('.', { check: true }, io)).toBe(1);
  expect(await guardBuild('.', {}, io)).toBe(0);
  expect(readFileSync(join(cwd, 'intended.guard.js'), 'utf8')).toContain(`"GET /a": { allow: 'public' }`);
  expect(readFileSync(join(cwd, 'intended.guard.d.ts'), 'utf8')).toContain('Policy');
  expect(await guardBuild('.', { check: true }, io)).toBe(0);
  expect(said.at(-1)).toBe('intended.guard.js: 1 route, everything else is denied\n');
});

test('what is not said is named with its place, and nothing is written', async () => {
  const cwd = folder({ 'intended.yaml': 'version: 1\nguard: { routes: { POST /a: { allow: public } } }\n' });
  const { io, said } = ioOf(cwd);
  expect(await guardBuild('.', {}, io)).toBe(1);
  expect(said.join('')).toMatch(
    /^intended\.yaml:2:\d+ error: `POST \/a` has no schema; .*\nno policy was written: 1 thing is not said\n$/,
  );
  expect(existsSync(join(cwd, 'intended.guard.js'))).toBe(false);
});

test('a folder with nothing to build from cannot be judged', async () => {
  await expect(guardBuild('.', {}, ioOf(folder({})).io)).rejects.toThrow('there is no `intended.yaml`');
  await expect(guardBuild('nope', {}, ioOf(folder({})).io)).rejects.toThrow('`nope` does not exist');
});
