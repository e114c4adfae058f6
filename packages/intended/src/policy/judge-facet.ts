import { allowed, bounded, coverageOn, eitherOf } from './evaluate.ts';
import type { Allowed, Applied } from './evaluate.ts';
import type { FacetKind } from './facets.ts';
import type { Ground, RowRules } from './ground.ts';
import type { NodePolicy } from './resource-policy.ts';
import type { Rule } from './rules.ts';

/** Judges one facet: identity and resource statements, boundaries, and for keys and trust the resource's consent. */
export function judgeFacet(row: RowRules, facet: number, ground: Ground): Allowed | undefined {
  const found = ground.facets[facet];
  if (found === undefined) return undefined;
  const { kind, node } = found;
  const policy = ground.gathered.policies.get(node);
  const apply = (rules: readonly Rule[]): Applied[] =>
    rules.map((rule) => ({ rule, coverage: coverageOn(rule, kind.index, facet) }));
  const open = (policy?.anyone ?? []).map((source) => source.rule);
  let result =
    policy !== undefined && CONSENTING.has(kind.service)
      ? withConsent([...row.rules, ...open], policy, apply, kind)
      : allowed(apply([...row.rules, ...open]), kind);
  for (const boundary of row.boundaries) result = bounded(result, allowed(apply(boundary), kind));
  return result;
}

/** A key or a role must itself let the account's policies decide, or name the identity. */
const CONSENTING: ReadonlySet<string> = new Set(['kms', 'sts']);

function withConsent(
  rules: readonly Rule[],
  policy: NodePolicy,
  apply: (rules: readonly Rule[]) => Applied[],
  kind: FacetKind,
): Allowed {
  const own = allowed(apply(rules.filter((rule) => rule.effect === 'Deny' || !rule.onResource)), kind);
  const named = allowed(apply(rules.filter((rule) => rule.effect === 'Deny' || rule.onResource)), kind);
  const consent = allowed(apply(policy.account.map((source) => source.rule)), kind);
  return eitherOf(bounded(own, consent), named);
}
