import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataClass } from '#intent/intent';
import { CAPABILITIES } from '#policy/access';
import { NOTHING_AT_RISK, rate, STAR_SCALE, worse } from './stars.ts';
import type { EvidenceKind, Rating } from './stars.ts';

const classOf = (confidentiality: number, integrity = confidentiality, availability = confidentiality): DataClass => ({
  id: 'd',
  title: 'Data (of 2 kinds)',
  value: { confidentiality, integrity, availability },
  kind: 'business',
  fields: [],
  requires: [],
  evidence: [],
  at: undefined,
});
const at = (points: number) => ({ least: points, most: points, why: 'so' });

describe('the scale', () => {
  test.each([
    ['intended and used', 4, 0, 'intended', 3],
    ['perhaps, or by the fault of another', 3, -1, 'possible', 2],
    ['a certain grant that nobody uses', 3, -1, 'unused', 3],
    ['a leak', 3, -2, 'leak', 3],
    ['never above five', 4, 0, 'leak', 5],
    ['never below one', 1, -3, 'intended', 1],
    ['public data is no star', 0, 0, 'leak', 0],
  ] as const)('%s', (_, worth, exposure, evidence, expected) => {
    const rating = rate(classOf(worth), 'read', at(exposure), evidence);
    expect([rating.least, rating.most]).toEqual([expected, expected]);
  });

  test.each([
    ['read', 1],
    ['tap', 1],
    ['list', 1],
    ['invoke', 1],
    ['write', 2],
    ['delete', 3],
    ['admin', 3],
    ['pass', 3],
  ] as const)('%s touches the dimension of its own', (capability, worth) => {
    expect(rate(classOf(1, 2, 3), capability, at(0), 'possible').most).toBe(worth);
  });

  test('an exposure that is not known is a range of stars', () => {
    expect(rate(classOf(3), 'read', { least: -2, most: 0, why: 'who knows' }, 'possible')).toEqual({
      least: 1,
      most: 3,
      why: 'Data (of 2 kinds) 3 − 2…0 (who knows) + 0 (possible)',
    });
  });
});

const evidence = fc.constantFrom(...(Object.keys(STAR_SCALE.evidence) as EvidenceKind[]));
const exposure = fc
  .tuple(fc.integer({ min: -3, max: 0 }), fc.integer({ min: -3, max: 0 }))
  .map(([one, other]) => ({ least: Math.min(one, other), most: Math.max(one, other), why: 'so' }));
const rating: fc.Arbitrary<Rating> = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...CAPABILITIES), exposure, evidence)
  .map(([worth, capability, how, kind]) => rate(classOf(worth), capability, how, kind));

describe('laws of one rating', () => {
  test('the explanation adds up to the stars, at both ends of a range', () => {
    fc.assert(
      fc.property(rating, ({ least, most, why }) => {
        expect(sumOf(why)).toEqual([least, most]);
      }),
    );
  });

  test('the worse of two is at least each of them, and order does not matter to its stars', () => {
    fc.assert(
      fc.property(rating, rating, (one, other) => {
        const both = worse(one, other);
        const turned = worse(other, one);
        expect([both.least, both.most]).toEqual([Math.max(one.least, other.least), Math.max(one.most, other.most)]);
        expect([turned.least, turned.most]).toEqual([both.least, both.most]);
      }),
    );
  });
});

/** Reads the sum back from the sentence, as somebody with a pencil would. */
function sumOf(why: string): readonly [number, number] {
  if (why === NOTHING_AT_RISK.why) return [0, 0];
  const read =
    /^.+? (\d) ([+−]) (\d)(?:…(\d))? \(so\) ([+−]) (\d) \(\w+\)(?: = (-?\d)(?:…(-?\d))?, at (least|most) (\d))?$/.exec(
      why,
    );
  if (read === null) throw new Error(`cannot read: ${why}`);
  const [, worth, sign, from, to = from, evidenceSign, points, low, high = low, limit, edge] = read;
  const signed = (mark: string | undefined, number: string | undefined): number =>
    Number(number) * (mark === '−' ? -1 : 1);
  const rest = Number(worth) + signed(evidenceSign, points);
  const sum = [rest + signed(sign, from), rest + signed(sign, to)] as const;
  if (limit === undefined) return sum;
  expect(sum).toEqual([Number(low), Number(high)]);
  const cut = (value: number): number => Math.min(STAR_SCALE.most, Math.max(STAR_SCALE.least, value));
  expect(sum.map(cut)).toContain(Number(edge));
  return [cut(sum[0]), cut(sum[1])];
}
