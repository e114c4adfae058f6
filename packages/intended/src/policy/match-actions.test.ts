import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOLE, ONE, STAR, symbolTable } from './alphabet.ts';
import type { FacetKind } from './facets.ts';
import { matchActions, mayConcern } from './match-actions.ts';
import type { ActionPattern } from './match-actions.ts';
import { hasWord } from './words.ts';

const VERB = symbolTable().opaque('Verb');
/** More than 32 actions, so that they take two words. */
const NAMES = ['GetItem', 'PutItem', ...Array.from({ length: 38 }, (_none, index) => `Do${index}`)];
const KIND: FacetKind = {
  index: 0,
  service: 'dynamodb',
  actions: NAMES,
  masks: [],
  curated: [],
  positions: new Map(NAMES.map((name, position) => [name.toLowerCase(), position])),
  main: [],
};

/** 0 no, 1 maybe, 2 yes, for every action. */
function verdicts(patterns: readonly ActionPattern[], negated: boolean): readonly number[] {
  const { yes, maybe } = matchActions(patterns, negated, KIND);
  return NAMES.map((_name, position) => Number(hasWord(yes, position)) + Number(hasWord(maybe, position)));
}

const named = (pattern: string, name: string, certain = true): number =>
  verdicts([{ text: pattern, certain }], false)[NAMES.indexOf(name)] ?? -1;

describe('actions that a pattern names', () => {
  test.each([
    ['dynamodb:getitem', 'GetItem', 2],
    ['dynamodb:getitem', 'PutItem', 0],
    ['dynamodb:nosuch', 'GetItem', 0],
    ['dynamo:getitem', 'GetItem', 0],
    ['s3:getitem', 'GetItem', 0],
    ['getitem', 'GetItem', 0],
    ['', 'GetItem', 0],
    [STAR, 'GetItem', 2],
    [STAR, 'Do37', 2],
    [`dynamodb:${STAR}`, 'Do32', 2],
    [`dynamodb:${STAR}item`, 'PutItem', 2],
    [`dynamodb:${STAR}item`, 'Do3', 0],
    [`dynamodb:${ONE}etitem`, 'GetItem', 2],
    [`dynamodb:do3${ONE}`, 'Do31', 2],
    [`dynamodb:do3${ONE}`, 'Do3', 0],
    [`dynamo${STAR}:getitem`, 'GetItem', 2],
    [`${ONE}3:getitem`, 'GetItem', 0],
    [`s3:${STAR}`, 'GetItem', 0],
    [`dynamodb:${VERB}item`, 'GetItem', 1],
    [`dynamodb:${VERB}item`, 'Do3', 0],
    [`dynamodb:${HOLE}`, 'Do3', 1],
    [`${VERB}:getitem`, 'GetItem', 1],
    [HOLE, 'GetItem', 1],
  ])('%j and %s', (pattern, name, expected) => {
    expect(named(pattern, name)).toBe(expected);
    expect(named(pattern, name, false)).toBe(Math.min(expected, 1));
  });
});

const pieces = fc.constantFrom('dynamodb:', 's3:', 'getitem', 'putitem', 'do3', 'item', STAR, ONE, VERB, HOLE);
const patterns = fc.array(
  fc.record({ text: fc.array(pieces, { maxLength: 4 }).map((list) => list.join('')), certain: fc.boolean() }),
  { maxLength: 3 },
);

test('NotAction names what Action does not, and maybe stays maybe', () => {
  fc.assert(
    fc.property(patterns, (list) => {
      expect(verdicts(list, true)).toEqual(verdicts(list, false).map((verdict) => 2 - verdict));
    }),
  );
});

test('a list that names an action of a service may concern the service', () => {
  fc.assert(
    fc.property(patterns, fc.boolean(), (list, negated) => {
      const some = verdicts(list, negated).some((verdict) => verdict > 0);
      expect(!some || mayConcern(list, negated, 'dynamodb')).toBe(true);
    }),
  );
});

test.each([
  ['s3:getobject', false, false],
  ['s3:getobject', true, true],
  ['dynamodb:nosuch', false, true],
  [`${STAR}:x`, false, true],
  ['nothing', false, true],
])('%j, negated %s, may concern a service: %s', (pattern, negated, expected) => {
  expect(mayConcern([{ text: pattern, certain: true }], negated, 'dynamodb')).toBe(expected);
});
