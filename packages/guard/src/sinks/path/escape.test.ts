import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepare } from '../taint.ts';
import { pathBreach } from './escape.ts';

const ROOT = '/var/task/files';
const usual = { declared: [], usual: ['/var/task', '/tmp'] };
const declared = { declared: [ROOT], usual: ['/var/task', '/tmp'] };
const taintsOf = (...values: readonly string[]) =>
  prepare(values.map((value, at) => ({ where: 'query' as const, name: `file${at}`, value })));

describe('an input that leaves its folder is an attack', () => {
  test.each<[string, (value: string) => string, string]>([
    ['dots, joined', (v) => join(ROOT, v), '../../../etc/passwd'],
    ['dots, concatenated', (v) => `${ROOT}/${v}`, '../../../etc/passwd'],
    ['dots with an ending added', (v) => join(ROOT, `${v}.json`), '../../secret'],
    ['dots after a folder', (v) => join(ROOT, v), 'a/../../../secret.txt'],
    ['dots after a prefix', (v) => join(ROOT, `user-${v}`), '/../../../etc/passwd'],
    ['dots percent-encoded', (v) => join(ROOT, decodeURIComponent(v)), '%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
    ['dots encoded twice', (v) => join(ROOT, decodeURIComponent(decodeURIComponent(v))), '%252e%252e%252fsecret'],
    ['windows separators', (v) => join(ROOT, v.replaceAll('\\', '/')), '..\\..\\secret'],
    ['an absolute path', (v) => v, '/etc/passwd'],
    ['an absolute path, resolved', (v) => resolve(ROOT, v), '/proc/self/environ'],
    ['a file address', (v) => v.slice('file://'.length), 'file:///etc/passwd'],
    ['a NUL', (v) => `${ROOT}/${v}.png`, 'a.txt\0'],
    ['only dots', (v) => join(ROOT, v), '../..'],
    ['dots of which a filter leaves some', (v) => join(ROOT, v.replaceAll('../', '')), '....//....//....//etc/passwd'],
  ])('%s', (_name, sink, value) => {
    expect(pathBreach(sink(value), taintsOf(value), usual)?.code).toBe('sink-path');
  });

  test('two inputs that climb together', () => {
    expect(
      pathBreach(join(ROOT, '../../..', 'etc', 'passwd'), taintsOf('../../..', 'etc/passwd'), usual),
    ).toBeDefined();
  });
});

describe('an input that names a file in its folder passes', () => {
  test.each<[string, string, string]>([
    ['a name', join(ROOT, 'a.txt'), 'a.txt'],
    ['a folder and a name', join(ROOT, 'a/b.txt'), 'a/b.txt'],
    ['dots that stay inside', join(ROOT, 'a/../b.txt'), 'a/../b.txt'],
    ['a leading slash, joined', join(ROOT, '/a.txt'), '/a.txt'],
    ['dots in a name', join(ROOT, 'v1..2.txt'), 'v1..2.txt'],
    ['a sentence with dots elsewhere', '/var/task/config.json', 'well... see ../docs'],
    ['a path of the request that is no file', '/root/.aws/config', '/orders/7'],
  ])('%s', (_name, path, value) => {
    expect(pathBreach(path, taintsOf(value), usual)).toBeUndefined();
  });

  test('dots and absolute paths that end inside a declared folder', () => {
    expect(pathBreach(`${ROOT}/b.txt`, taintsOf('../files/b.txt'), declared)).toBeUndefined();
    expect(pathBreach(`${ROOT}/b.txt`, taintsOf(`${ROOT}/b.txt`), declared)).toBeUndefined();
    expect(pathBreach('/var/task/filesystem/b', taintsOf('../filesystem/b'), declared)).toBeDefined();
  });
});

describe('laws', () => {
  const segment = fc.stringMatching(/^[a-z]{1,6}$/);

  test('any climb past the root, with any tail, is flagged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 9 }), fc.array(segment, { minLength: 1, maxLength: 4 }), (ups, tail) => {
        const value = '../'.repeat(ups) + tail.join('/');
        expect(pathBreach(join(ROOT, value), taintsOf(value), usual)).toBeDefined();
      }),
    );
  });

  test('a value without dots and leading slash is never flagged', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (parts) => {
        expect(pathBreach(join(ROOT, parts.join('/')), taintsOf(parts.join('/')), usual)).toBeUndefined();
      }),
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, value) => {
        pathBreach(path, taintsOf(value, `../${value}`), usual);
      }),
    );
  });
});
