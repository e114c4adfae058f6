import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY, CHARACTER, HOLE, ONE, STAR, symbolTable } from './alphabet.ts';
import { compareArn } from './compare.ts';
import { facetIndex } from './facet-index.ts';
import type { Facet, FacetKind } from './facets.ts';

const symbols = symbolTable();
const KIND: FacetKind = {
  index: 0,
  service: 's3',
  actions: [],
  masks: [],
  curated: [],
  positions: new Map(),
  main: [],
};
const facetOf = (texts: readonly string[]): Facet => ({
  node: 0,
  kind: KIND,
  texts: texts.map((text) => ({ text, identity: undefined })),
});

const names = ['a', 'b', 'ab', 'table/', '/', ':', 'x-', symbols.generated('A'), symbols.generated('B')];
const unknowns = [symbols.opaque('P'), symbols.opaque('Q'), HOLE];
const join = (pieces: readonly string[]): string => pieces.join('');
const heads = ['arn:aws:s3:::', 'arn:aws:sqs:r:1:', `arn:aws:sqs:${symbols.opaque('R')}:${symbols.opaque('N')}:`];
const texts = fc
  .tuple(
    fc.constantFrom(...heads),
    fc.array(fc.constantFrom(...names, ...unknowns, CHARACTER), { minLength: 1, maxLength: 4 }).map(join),
    fc.constantFrom('', '', `/${ANY}`, `:${ANY}`),
  )
  .map(join);
const patterns = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...heads, `arn:aws:s3:${STAR}:${STAR}:`, `arn:aws:${STAR}:::`, `arn:aws:sqs:${STAR}:1:`),
      fc.array(fc.constantFrom(...names, ...unknowns, STAR, STAR, ONE), { maxLength: 4 }).map(join),
    )
    .map(join),
  fc.constantFrom(STAR, HOLE, symbols.opaque('P'), `arn:aws:s3${STAR}`, `${symbols.opaque('P')}/a`, 'nonsense', ''),
  texts.map((text) => text.replace(ANY, STAR)),
);

test('whatever a pattern may cover is among the candidates', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(texts, { minLength: 1, maxLength: 2 }), { maxLength: 6 }),
      patterns,
      (list, pattern) => {
        const facets = list.map(facetOf);
        const found = new Set(
          [...facetIndex(facets).candidates(pattern)].map((one) => `${one.facet} ${one.text.text}`),
        );
        const matching = facets.flatMap((one, facet) =>
          one.texts.filter(({ text }) => compareArn(pattern, text).some > 0).map(({ text }) => `${facet} ${text}`),
        );
        expect(matching.filter((one) => !found.has(one))).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

test('texts that are no ARN are found by what may be anything', () => {
  const facets = [facetOf(['https://example.com'])];
  expect([...facetIndex(facets).candidates(HOLE)]).toHaveLength(1);
  expect([...facetIndex(facets).candidates('arn:aws:s3:::a')]).toEqual([]);
});

test('a pattern of a service that nothing belongs to has no candidates', () => {
  expect([...facetIndex([facetOf(['arn:aws:s3:::a'])]).candidates('arn:aws:sns:::a')]).toEqual([]);
});
