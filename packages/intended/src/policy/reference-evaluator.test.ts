import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from './test/reference-evaluator.ts';
import { accessOf, fromRoom, shown, worldsOf } from './test/reference-worlds.ts';

/** New worlds in every run; a failure prints its seed and the smallest world. */
const RUNS = { numRuns: 40 };

test('rows are what the reference says, yes and maybe, for every store and capability', () => {
  fc.assert(
    fc.property(worldsOf(true), (world) => {
      const room = fromRoom(accessOf(world));
      for (const [at, exact] of judge(world).entries()) expect([shown(world), room[at]]).toEqual([shown(world), exact]);
    }),
    RUNS,
  );
});

test('where parts of stores meet, nothing possible is hidden and nothing is certain that is not', () => {
  fc.assert(
    fc.property(worldsOf(false), (world) => {
      const exact = judge(world);
      for (const [at, [id, yes, maybe]] of fromRoom(accessOf(world)).entries()) {
        const [, certain, possible] = exact[at] ?? ['', 0, 0];
        expect([shown(world), id, 'hidden', possible & ~maybe]).toEqual([shown(world), id, 'hidden', 0]);
        expect([shown(world), id, 'certain', yes & ~certain]).toEqual([shown(world), id, 'certain', 0]);
      }
    }),
    RUNS,
  );
});
