import { execFile } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, postgresPrograms, startPostgres } from './postgres.ts';

const programs = postgresPrograms();
if (programs === undefined)
  console.warn('skipped: no Postgres server in /usr/lib/postgresql (Debian: `apt install postgresql`)');

const out = mkdtempSync(join(tmpdir(), 'postgres-routes-'));
const run = promisify(execFile);
const ATTACK = "x' or '1'='1";
const STACKED = "x'; drop table users; --";
const BENIGN = "O'Brien";
const NUMBER = '1 or 1=1';

describe.skipIf(programs === undefined)('statements of a real driver to a real server', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres(programs ?? '');
    const shared: BuildOptions = {
      entryPoints: [join(import.meta.dirname, 'routes/postgres.mjs')],
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      logLevel: 'error',
    };
    const banner = {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    };
    await build({
      ...shared,
      banner,
      external: ['pg-native', 'pg-cloudflare'],
      minify: true,
      outfile: join(out, 'bundled.mjs'),
    });
    await build({ ...shared, packages: 'external', outfile: join(out, 'loose.mjs') });
    const modules = join(createRequire(import.meta.url).resolve('pg'), '../../..');
    symlinkSync(modules, join(out, 'node_modules'));
  });
  afterAll(async () => server?.stop());

  test.each([
    ['plain', 'loose.mjs', 'off', 'off'],
    ['TLS', 'loose.mjs', 'on', 'off'],
    ['plain, bundled and minified', 'bundled.mjs', 'off', 'off'],
    ['TLS, bundled and minified', 'bundled.mjs', 'on', 'off'],
    ['a connection older than the guard', 'loose.mjs', 'off', 'on'],
    ['a TLS connection older than the guard', 'bundled.mjs', 'on', 'on'],
  ])('%s', async (_name, file, tls, early) => {
    const values = JSON.stringify([ATTACK, STACKED, BENIGN, NUMBER, 'id desc', 'ann']);
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      PG_PORT: String(server.port),
      PG_TLS: tls,
      PG_EARLY: early,
      PG_VALUES: values,
    };
    const { stdout } = await run(process.execPath, [join(out, file)], { env, cwd: out });
    const outcome: Record<string, string | number> = JSON.parse(stdout);
    const of = (query: string, value: string) => outcome[`${query} | ${value}`];
    for (const query of ['concatenated', 'concatenated and prepared', 'drizzle, raw'])
      for (const value of [ATTACK, STACKED]) expect(of(query, value)).toMatch(/^sink-sql, error: .*denied/);
    expect(of('concatenated number', NUMBER)).toMatch(/^sink-sql, error/);
    expect(of('drizzle, order by', NUMBER)).toMatch(/^sink-sql, error/);
    for (const value of [ATTACK, STACKED, NUMBER]) {
      expect(of('parameterised', value)).toBe('rows: 0');
      expect(of('escaped by hand', value)).toBe('rows: 0');
      expect(of('drizzle, parameterised', value)).toBe('rows: 0');
    }
    expect(of('parameterised', BENIGN)).toBe('rows: 1');
    expect(of('escaped by hand', BENIGN)).toBe('rows: 1');
    expect(of('concatenated', 'ann')).toBe('rows: 1');
    expect(of('drizzle, order by', 'id desc')).toBe('rows: 2');
    expect(outcome['after']).toBe(2);
  });
});
