import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diskFiles } from './disk-files.ts';
import { memoryFiles } from './memory-files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  mkdirSync(join(folder, 'app/src'), { recursive: true });
  writeFileSync(join(folder, 'outside.txt'), 'secret');
  writeFileSync(join(folder, 'app/template.yaml'), '\uFEFFa: 1\n');
  writeFileSync(join(folder, 'app/src/index.js'), 'x');
  writeFileSync(join(folder, 'app/binary'), Buffer.from([80, 75, 0, 1]));
  writeFileSync(join(folder, 'app/utf16.txt'), Buffer.from('\uFEFFhello', 'utf16le'));
  writeFileSync(join(folder, 'app/large'), '');
  truncateSync(join(folder, 'app/large'), 50 * 1024 * 1024);
  symlinkSync('loop-b', join(folder, 'app/loop-a'));
  symlinkSync('loop-a', join(folder, 'app/loop-b'));
  symlinkSync('../outside.txt', join(folder, 'app/escape'));
  symlinkSync('src', join(folder, 'app/link'));
  symlinkSync('.', join(folder, 'app/up'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('files on disk', () => {
  test('what links give several paths has one', () => {
    const files = diskFiles(join(folder, 'app'));
    const paths = ['link/index.js', 'src/index.js', 'link', 'escape', 'nowhere'];
    expect(paths.map((path) => files.realPath?.(path))).toEqual([
      'src/index.js',
      'src/index.js',
      'src',
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['template.yaml', 'a: 1\n'],
    ['./src/../template.yaml', 'a: 1\n'],
    ['src\\index.js', 'x'],
    ['link/index.js', 'x'],
    ['utf16.txt', 'hello'],
  ])('`%s` is read', (path, text) => {
    expect(diskFiles(join(folder, 'app')).read(path)).toMatchObject({ kind: 'text', text });
  });

  test.each([
    ['nowhere.yaml', 'missing'],
    ['template.yaml/x', 'missing'],
    ['src', 'folder'],
    ['', 'folder'],
    ['binary', 'binary'],
    ['large', 'too-large'],
    ['loop-a', 'loop'],
    ['../outside.txt', 'outside'],
    ['escape', 'outside'],
    ['/etc/passwd', 'missing'],
  ])('`%s` is %s', (path, why) => {
    const read = diskFiles(join(folder, 'app')).read(path);
    expect(read).toMatchObject({ kind: 'trouble', why });
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  test('a wider boundary lets a workspace be read', () => {
    const files = diskFiles(join(folder, 'app'), { boundary: folder });
    expect(files.read('../outside.txt')).toMatchObject({ kind: 'text', path: '../outside.txt' });
    expect(files.read('../../x')).toMatchObject({ kind: 'trouble', why: 'outside' });
  });

  test('kinds and names', () => {
    const files = diskFiles(join(folder, 'app'));
    expect(['template.yaml', 'src', 'link', 'up', 'nowhere', 'loop-a', '..'].map((path) => files.kind(path))).toEqual([
      'file',
      'folder',
      'folder',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(files.list('src')).toEqual(['index.js']);
    expect(files.list('nowhere')).toEqual([]);
  });
});

test('files in memory answer like files on disk', () => {
  const files = memoryFiles({ 'a/b.txt': 'x', 'a/c/d.txt': 'y' });
  expect(files.list('')).toEqual(['a']);
  expect(files.list('a')).toEqual(['b.txt', 'c']);
  expect(files.kind('a/c')).toBe('folder');
  expect(files.read('a/../a/b.txt')).toMatchObject({ kind: 'text', path: 'a/b.txt', text: 'x' });
  expect(files.read('a')).toMatchObject({ kind: 'trouble', why: 'folder' });
  expect(files.read('../x')).toMatchObject({ kind: 'trouble', why: 'outside' });
});
