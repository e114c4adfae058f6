import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const HERE = join(import.meta.dirname, '..');
const SHAPES = ['rest', 'http', 'url', 'alb'] as const;
const out = join(mkdtempSync(join(tmpdir(), 'lambhack-')), 'out');
const hasSqlite = process.getBuiltinModule?.('node:sqlite') !== undefined;

const children: ChildProcess[] = [];
const bases = new Map<string, string>();

/** Starts one server in a process of its own and waits for its address. */
function started(how: 'plain' | 'guarded', shape: string): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(out, 'serve.js'), how, '0', shape], { cwd: HERE, env: { ...process.env, NODE_OPTIONS: '' } });
  children.push(child);
  return new Promise((done, failed) => {
    let said = '';
    let wrong = '';
    child.stderr.on('data', (chunk) => (wrong += String(chunk)));
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const base = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (base !== undefined) done(base);
    });
    child.on('exit', (code) => failed(new Error(`${how} ended with ${code}: ${wrong}`)));
  });
}

beforeAll(async () => {
  await build({
    entryPoints: [join(HERE, 'serve.ts')],
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@intended/source'],
    outdir: out,
    outExtension: { '.js': '.js' },
    banner: { js: '' },
    logLevel: 'error',
  });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  for (const shape of SHAPES)
    for (const how of ['plain', 'guarded'] as const) bases.set(`${how} ${shape}`, await started(how, shape));
});
afterAll(() => {
  for (const child of children) child.kill();
});

interface Said {
  readonly status: number;
  readonly body: string;
}

async function ask(how: 'plain' | 'guarded', shape: string, path: string, body?: string): Promise<Said> {
  const init = body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${bases.get(`${how} ${shape}`)}${path}`, init);
  return { status: answer.status, body: await answer.text() };
}

const encoded = (route: string, name: string, value: string): string => `/lambhack/${route}?${name}=${encodeURIComponent(value)}`;

/** Name, request, what the exploit brings home. */
const EXPLOITS: readonly (readonly [string, string, string | undefined, RegExp])[] = [
  ['uname -a, by args', '/lambhack/c?args=uname+-a', undefined, /linux/i],
  ['uname -a, by command', '/lambhack/c?command=uname+-a', undefined, /linux/i],
  ['cat /proc/version', '/lambhack/c?command=cat+/proc/version', undefined, /linux version/i],
  ['ls -la /tmp', '/lambhack/c?command=ls+-la+/tmp', undefined, /total/],
  ['which sh', '/lambhack/c?command=which+sh', undefined, /\/sh/],
  ['a bare uname', '/lambhack/c?command=uname', undefined, /linux/i],
  ['a bare id', '/lambhack/c?command=id', undefined, /uid=/],
  ['a bare env', '/lambhack/c?command=env', undefined, /APP_SECRET=/],
  ['several commands', encoded('c', 'command', 'echo a; id'), undefined, /uid=/],
  ['a secret by eval', encoded('sum', 'sum', 'process.env.APP_SECRET'), undefined, /correct-horse/],
  ['a walk out of the folder', encoded('file', 'name', '../template.yaml'), undefined, /AWSTemplateFormatVersion/],
  ['an encoded walk out of the folder', '/lambhack/file?name=%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd', undefined, /root:/],
  ['a tag in a template', encoded('letter', 'name', '<%= process.env.APP_SECRET %>'), undefined, /correct-horse/],
  ['the rest of a filter', encoded('notes', 'filter', 'title = :x OR attribute_exists(title)'), undefined, /behind the clock/],
  ['a prototype', '/lambhack/settings', '{"__proto__":{"isAdmin":true}}', /administrator/],
  ['a prototype by its constructor', '/lambhack/settings', '{"constructor":{"prototype":{"isAdmin":true}}}', /administrator/],
];

describe.each(SHAPES)('with %s events', (shape) => {
  test.each(EXPLOITS)('%s succeeds without the guard and fails with it', async (_name, path, body, loot) => {
    const plain = await ask('plain', shape, path, body);
    expect(plain.body).toMatch(loot);
    const guarded = await ask('guarded', shape, path, body);
    // 400 is for names of fields that lead to a prototype: no schema could mean them.
    expect(guarded.status).toBe(body === undefined ? 403 : 400);
    expect(guarded.body).not.toMatch(loot);
  });

  test.skipIf(!hasSqlite)('a statement gives everybody away without the guard, nobody with it', async () => {
    const path = encoded('people', 'name', "' or '1'='1");
    expect((await ask('plain', shape, path)).body).toContain('zoe');
    const guarded = await ask('guarded', shape, path);
    expect([guarded.status, guarded.body.includes('zoe')]).toEqual([403, false]);
    const careful = await ask('guarded', shape, encoded('people/careful', 'name', "' or '1'='1"));
    expect(careful).toEqual({ status: 200, body: '[]' });
    expect((await ask('guarded', shape, encoded('people/careful', 'name', "O'Brien"))).body).toContain('80');
  });

  test('an address inside is fetched without the guard, not with it', async () => {
    // The other server's address stands for a service that only the function can reach.
    const inside = `${bases.get(`plain ${shape}`)}/lambhack/file?name=hours.txt`;
    expect((await ask('plain', shape, encoded('preview', 'url', inside))).body).toContain('Opening hours');
    const guarded = await ask('guarded', shape, encoded('preview', 'url', inside));
    expect([guarded.status, guarded.body.includes('Opening')]).toEqual([403, false]);
    const metadata = await ask('guarded', shape, encoded('preview', 'url', 'http://2852039166/latest/meta-data/'));
    expect(metadata.status).toBe(403);
  });

  test.each([
    ['a file of the folder', encoded('file', 'name', 'hours.txt'), undefined, /Opening hours/],
    ['a name in a letter', encoded('letter', 'name', "O'Brien & Sons"), undefined, /O'Brien/],
    ['a sum of one number', encoded('sum', 'sum', '42'), undefined, /^42$/],
    ['settings', '/lambhack/settings', '{"colour":"red; green","notify":{"by":"mail"}}', /^saved$/],
    ['notes without a filter', '/lambhack/notes', undefined, /milk/],
  ] as const)('%s passes the guard', async (_name, path, body, wanted) => {
    const guarded = await ask('guarded', shape, path, body);
    expect(guarded.status).toBe(200);
    expect(guarded.body).toMatch(wanted);
  });
});

test('a path that no route names is no path', async () => {
  expect((await ask('guarded', 'rest', '/.env')).status).toBe(404);
});
