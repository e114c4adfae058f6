import type { Facet, FacetKind } from './facets.ts';
import type { Masks } from './facet-masks.ts';
import type { Gathered, Holding } from './gather-grants.ts';
import type { Rule } from './rules.ts';
import type { AccessNode } from './subjects.ts';

/** All that a row is computed from. */
export interface Ground {
  readonly nodes: readonly AccessNode[];
  readonly facets: readonly Facet[];
  readonly facetsOfNode: readonly (readonly number[])[];
  readonly kinds: readonly FacetKind[];
  readonly gathered: Gathered;
  readonly nodeById: ReadonlyMap<string, number>;
  /** `AWS::Region` in the alphabet. */
  readonly region: string;
  /** Masks by constellation of statements, for all rows. */
  readonly judged: Map<string, Masks>;
}

/** Rules of one row. */
export interface RowRules {
  readonly rules: readonly Rule[];
  readonly boundaries: readonly (readonly Rule[])[];
}

export function rowRules(holding: Holding): RowRules {
  const known = rulesByHolding.get(holding);
  if (known !== undefined) return known;
  const rules: RowRules = {
    rules: unique(holding.sources.map((one) => one.rule)),
    boundaries: holding.boundaries.map((one) => unique(one.map((source) => source.rule))),
  };
  rulesByHolding.set(holding, rules);
  return rules;
}

const rulesByHolding = new WeakMap<Holding, RowRules>();

function unique(rules: readonly Rule[]): readonly Rule[] {
  return [...new Set(rules)].sort((left, right) => left.id - right.id);
}
