import { expect, test } from 'vitest';
import { computeAccess } from './compute-access.ts';
import { largeApplication } from './test/make-large.ts';

test('in a large application every node stands in one atom of a row at most', () => {
  const access = computeAccess(largeApplication(60, 100));
  expect(access.rows.length).toBeGreaterThan(0);
  for (const row of access.rows) {
    const nodes = row.atoms.flatMap((atom) => atom.nodes);
    expect(new Set(nodes).size).toBe(nodes.length);
    expect(row.atoms.every((atom) => (atom.yes & ~atom.maybe) === 0)).toBe(true);
  }
});
