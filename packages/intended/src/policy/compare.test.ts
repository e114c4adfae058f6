import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANY, CHARACTER, clean, HOLE, ONE, STAR, symbolTable } from './alphabet.ts';
import { compareArn, comparePiece, MAYBE, NONE, PART, segments, WHOLE } from './compare.ts';
import type { Coverage } from './compare.ts';

const symbols = symbolTable();
const A = symbols.generated('A');
const B = symbols.generated('B');
const P = symbols.opaque('P');
const Q = symbols.opaque('Q');

describe('one segment', () => {
  const cases: readonly [string, string, Coverage][] = [
    ['a', 'a', WHOLE],
    ['a', 'b', NONE],
    ['', '', WHOLE],
    ['', P, NONE],
    ['', ANY, PART],
    [STAR, '', WHOLE],
    [STAR, ANY, WHOLE],
    [`a${STAR}`, 'abc', WHOLE],
    [`a${STAR}c`, 'abc', WHOLE],
    [`a${STAR}c`, 'abd', NONE],
    [`${STAR}b${STAR}`, 'abc', WHOLE],
    [`${STAR}x${STAR}`, 'abc', NONE],
    [`a${ONE}c`, 'abc', WHOLE],
    [`a${ONE}c`, 'ac', NONE],
    [`a${ONE}`, 'abc', NONE],
    [`a${STAR}`, `a/${ANY}`, WHOLE],
    [`a/${STAR}`, `a/${ANY}`, WHOLE],
    [`a/x${STAR}`, `a/${ANY}`, PART],
    ['a/x', `a/${ANY}`, PART],
    ['a', `a/${ANY}`, NONE],
    [`a/${HOLE}`, `a/${ANY}`, { some: 2, all: 1 }],
    [`${HOLE}/x`, `a/${ANY}`, { some: 1, all: 0 }],
    [`${P}/x${STAR}`, `a/${ANY}`, { some: 1, all: 0 }],
    [`${P}${STAR}`, `a/${ANY}`, { some: 1, all: 1 }],
    [`dev/${STAR}`, `${P}/${ANY}`, { some: 1, all: 1 }],
    [`${P}-files/${STAR}`, `${A}/${ANY}`, { some: 1, all: 0 }],
    [A, A, WHOLE],
    [A, B, NONE],
    [`${A}/${STAR}`, `${B}/${ANY}`, NONE],
    [`${A}/${STAR}`, `${A}/${ANY}`, WHOLE],
    ['name', A, NONE],
    [`na${STAR}`, A, MAYBE],
    [`${STAR}me`, A, NONE],
    [`na${STAR}me`, A, NONE],
    [`na/${STAR}`, A, NONE],
    [`n${ONE}${STAR}`, A, MAYBE],
    [`na${P}`, A, MAYBE],
    [`${A}${STAR}`, `${A}`, WHOLE],
    [A, P, NONE],
    [P, A, MAYBE],
    [P, P, WHOLE],
    [P, Q, MAYBE],
    [P, 'name', MAYBE],
    ['name', P, MAYBE],
    [HOLE, HOLE, MAYBE],
    [HOLE, 'name', MAYBE],
    [`${P}-users`, `${P}-users`, WHOLE],
    [`${P}-users`, `${P}-riders`, NONE],
    [`${P}-users`, `${P}-admin-users`, NONE],
    [`${P}-users`, `${Q}-users`, MAYBE],
    [`${P}-users`, `${Q}-riders`, NONE],
    [`dev-users`, `${P}-users`, MAYBE],
    [`dev-users`, `${P}-riders`, NONE],
    [`name-${ONE.repeat(6)}`, `name-${CHARACTER.repeat(6)}`, WHOLE],
    [`name-abcdef`, `name-${CHARACTER.repeat(6)}`, MAYBE],
    [`name-${STAR}`, `name-${CHARACTER.repeat(6)}`, WHOLE],
    [`name-abc`, `name-${CHARACTER.repeat(6)}`, NONE],
  ];
  test.each(cases)('%j on %j', (pattern, text, expected) => {
    expect(comparePiece(pattern, text)).toEqual(expected);
  });
});

describe('whole ARNs', () => {
  const table = `arn:aws:dynamodb:${P}:${Q}:table/Rides`;
  const cases: readonly [string, string, Coverage][] = [
    [STAR, table, WHOLE],
    [table, table, WHOLE],
    [`arn:aws:dynamodb:${STAR}:${STAR}:${STAR}`, table, WHOLE],
    [`arn:aws:dynamodb:${STAR}`, table, WHOLE],
    [`arn:aws:dynamodb:${STAR}:Rides`, table, NONE],
    [`arn:aws:${STAR}:${P}:${Q}:table/Rides`, table, WHOLE],
    ['arn:aws-cn:dynamodb:x:y:table/Rides', table, MAYBE],
    ['arn:other:dynamodb:x:y:table/Rides', table, NONE],
    [HOLE, table, MAYBE],
    [`${P}/index/${STAR}`, table, MAYBE],
    [`${P}/index/${STAR}`, 'arn:aws:s3:::site', NONE],
    ['nonsense', table, NONE],
    [`arn:aws:${P}:::site/x${STAR}`, `arn:aws:s3:::site/${ANY}`, { some: 1, all: 0 }],
    [`arn:aws:dynamodb:${P}:${Q}:table/Rides`, 'nonsense', NONE],
    ['arn:aws:sqs:::x', table, NONE],
  ];
  test.each(cases)('%j on %j', (pattern, text, expected) => {
    expect(compareArn(pattern, text)).toEqual(expected);
  });

  test('fewer than six segments are no ARN', () => {
    expect(segments('a:b:c:d:e')).toBeUndefined();
    expect(segments('a:b:c:d:e:f:g')?.[5]).toBe('f:g');
  });
});

describe('laws', () => {
  const literal = fc.stringMatching(/^[ab/]{0,5}$/);
  const pattern = fc.array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 6 }).map((pieces) => pieces.join(''));
  const encode = (text: string): string => text.replaceAll(/\*+/g, STAR).replaceAll('?', ONE);
  const asRegExp = (text: string): RegExp => new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');

  test('on plain text it is the glob that a regular expression says', () => {
    fc.assert(
      fc.property(pattern, literal, (glob, text) => {
        expect(comparePiece(encode(glob), text)).toEqual(asRegExp(glob).test(text) ? WHOLE : NONE);
      }),
      { numRuns: 2000 },
    );
  });

  test('an unknown in the text is maybe wherever some value of it would match', () => {
    fc.assert(
      fc.property(pattern, literal, literal, literal, (glob, head, middle, tail) => {
        fc.pre(asRegExp(glob).test(head + middle + tail) && glob !== '');
        expect(comparePiece(encode(glob), head + P + tail).some).toBeGreaterThan(0);
        expect(comparePiece(encode(glob), head + HOLE + tail).some).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('a family is covered in part wherever some member matches, and whole only where all do', () => {
    fc.assert(
      fc.property(pattern, literal, literal, (glob, head, member) => {
        const found = comparePiece(encode(glob), head + ANY);
        const matches = asRegExp(glob).test(head + member);
        expect(!matches || found.some === 2).toBe(true);
        expect(matches || found.all !== 2).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('an unknown in the pattern never hides what some value of it would allow', () => {
    fc.assert(
      fc.property(literal, literal, literal, (head, middle, tail) => {
        fc.pre(head + tail !== '');
        expect(comparePiece(head + HOLE + tail, head + middle + tail).some).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the alphabet', () => {
  test('a person cannot write its code points', () => {
    expect(clean(`a${STAR}b${A}c`)).toBe('a\uFFFDb\uFFFDc');
    expect(clean('plain é 🦄')).toBe('plain é 🦄');
  });

  test('a symbol is one for each name, and knows it', () => {
    expect(symbols.generated('A')).toBe(A);
    expect(symbols.opaque('A')).not.toBe(A);
    expect(symbols.nameOf(A)).toBe('A');
  });

  test('when a plane is full, names become holes', () => {
    const table = symbolTable();
    let last = '';
    for (let count = 0; count <= 0xfffd + 1; count += 1) last = table.opaque(`name ${count}`);
    expect(last).toBe(HOLE);
  });
});
