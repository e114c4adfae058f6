import { expect, test } from 'vitest';
import { ANY, ONE, STAR, STRANGE, symbolTable } from './alphabet.ts';
import { tellingEnds } from './members.ts';

const FAMILY = `arn:aws:s3:::site/${ANY}`;
const P = symbolTable().opaque('P');
const on = (...ends: readonly string[]): readonly string[] => ends.map((end) => `arn:aws:s3:::site/${end}`);

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing tells them apart', [], ['']],
  ['one name', on('ab'), ['', STRANGE, 'a', 'ab']],
  ['a beginning', on(`a${STAR}`), ['', STRANGE, 'a']],
  ['one character', on(ONE), ['', STRANGE, STRANGE + STRANGE]],
  ['two beginnings', on(`a${STAR}`, `b${STAR}`), ['', STRANGE, 'a', 'b']],
  ['an end', on(`${STAR}a`), ['', 'a']],
  ['a wildcard before the family ends', [`arn:aws:s3:::s${STAR}`], ['']],
  ['a pattern with fewer colons', [`arn:aws:s3${STAR}`], ['']],
  ['another bucket', ['arn:aws:s3:::other/a'], ['']],
  // It may be any of them, or all.
  ['a parameter', on(P), ['']],
])('members are told apart by %s', (_name, patterns, expected) => {
  expect([...(tellingEnds(patterns, [FAMILY]) ?? [])].sort()).toEqual([...expected].sort());
});

test('without a family there is one member', () => {
  expect(tellingEnds(on('a'), [])).toEqual(['']);
});

test('more than can be told apart are not', () => {
  expect(tellingEnds(on('x'.repeat(300)), [FAMILY])).toBeUndefined();
});
