import type { MatrixFact } from '#finding/finding';
import type { DataClass } from '#intent/intent';
import { NOTHING_AT_RISK, worse } from './stars.ts';
import type { Rating } from './stars.ts';

/** Data of a node that no class describes: never dropped, since it may be anything. */
export const UNCLASSIFIED: DataClass = {
  id: 'unclassified',
  title: 'Unclassified data',
  value: { confidentiality: 1, integrity: 1, availability: 1 },
  kind: 'business',
  fields: [],
  requires: [],
  evidence: [],
  at: undefined,
};

/** One fact for each class that an access touches, and the worst of their ratings. */
export interface RatedFacts {
  readonly rating: Rating;
  readonly facts: readonly MatrixFact[];
}

/** Rates an access class by class; one that touches no class is one fact about unclassified data. */
export function rateFacts(
  data: readonly DataClass[],
  access: Omit<MatrixFact, 'data' | 'stars'>,
  rateOf: (dataClass: DataClass) => Rating,
): RatedFacts {
  const touched = data.length === 0 ? [UNCLASSIFIED] : data;
  const ratings = touched.map(rateOf);
  return {
    rating: ratings.reduce(worse, NOTHING_AT_RISK),
    facts: touched.map(({ id }, position) => ({ data: id, ...access, stars: ratings[position]?.most ?? 0 })),
  };
}
