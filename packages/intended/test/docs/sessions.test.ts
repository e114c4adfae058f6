import { expect, test } from 'vitest';
import { anchorsOf, blocksOf, linksOf } from './markdown.ts';
import { commandsOf, matches, renewed, wordsOf } from './sessions.ts';

test.each<[string, readonly string[], readonly string[], boolean]>([
  ['the same lines', ['a', 'b'], ['a', 'b'], true],
  ['a word that changed', ['3 services'], ['4 services'], false],
  ['a line that is gone', ['a', 'b'], ['a'], false],
  ['a line more', ['a'], ['a', 'b'], false],
  ['any lines in between', ['a', '…', 'd'], ['a', 'b', 'c', 'd'], true],
  ['no line in between', ['a', '…', 'b'], ['a', 'b'], true],
  ['any lines, and then another end', ['a', '…', 'd'], ['a', 'b', 'c'], false],
  ['any text within a line', ['took … ms'], ['took 12 ms'], true],
  ['any text, but not a line more', ['took …'], ['took 12 ms', 'b'], false],
  ['signs that mean something elsewhere', ['a.c (x|y) [z]* $1'], ['abc x zz $1'], false],
  ['an elision that is a part of a word only', ['charging…'], ['charging'], true],
])('a page that shows %s', (_, expected, actual, isMatch) => {
  expect(matches(expected, actual)).toBe(isMatch);
});

test.each<[string, readonly string[], readonly string[], readonly string[] | undefined]>([
  ['all of it', ['old'], ['new', 'newer'], ['new', 'newer']],
  ['what stands between elisions', ['…', 'b', 'c 1', '…'], ['a', 'b', 'c 2', 'd'], ['…', 'b', 'c 2', '…']],
  ['nothing, where the part cannot be found', ['…', 'b', '…'], ['a', 'c'], undefined],
])('renews %s', (_, expected, actual, fresh) => {
  expect(renewed(expected, actual)).toEqual(fresh);
});

test('a block is split into commands and what they print', () => {
  const [block] = blocksOf('p.md', 'text\n```sh\n$ a "b c"\n\nx\n\n$ d\n```\n');
  expect(block).toMatchObject({ line: 3, language: 'sh' });
  expect(block && commandsOf(block)).toEqual([
    { command: 'a "b c"', line: 3, expected: ['x'] },
    { command: 'd', line: 7, expected: undefined },
  ]);
});

test('a block without an end is reported', () => {
  expect(() => blocksOf('p.md', '```sh\n$ a\n')).toThrow('p.md:2');
});

test('quotes hold words together', () => {
  expect(wordsOf(`accept x --because "a b" --in 'T'`)).toEqual(['accept', 'x', '--because', 'a b', '--in', 'T']);
});

test('links are those of the text, not of blocks and other sites', () => {
  expect(linksOf('[a](b.md#c) [d](https://e)\n```md\n[f](g.md)\n```\n')).toEqual(['b.md#c']);
  expect([...anchorsOf('# How stars are counted\n## `data`')]).toEqual(['how-stars-are-counted', 'data']);
});
