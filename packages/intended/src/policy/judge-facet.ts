import { allowed, bounded, coverageOn, eitherOf } from './evaluate.ts';
import type { Allowed } from './evaluate.ts';
import type { Ground, RowRules } from './ground.ts';
import { itemAt } from './item-at.ts';
import { judgeParts } from './judge-parts.ts';
import type { Rule } from './rules.ts';

/** Judges one facet: identity and resource statements, boundaries, and for keys and trust the resource's consent. */
export function judgeFacet(row: RowRules, facet: number, ground: Ground): Allowed {
  const { kind, node, texts } = itemAt(ground.facets, facet);
  const policy = ground.gathered.policies.get(node);
  const rules = [...row.rules, ...(policy?.anyone ?? []).map((source) => source.rule)];
  const account = (policy?.account ?? []).map((source) => source.rule);
  const consents = policy !== undefined && CONSENTING.has(kind.service);
  const spot = { texts, coverage: (rule: Rule) => coverageOn(rule, kind.index, facet) };
  return judgeParts([rules, account, ...row.boundaries], spot, (strength) => {
    const judge = (some: readonly Rule[]): Allowed =>
      allowed(
        some.map((rule) => ({ rule, strength: strength(rule) })),
        kind,
      );
    const own = consents ? withConsent(rules, account, judge) : judge(rules);
    return row.boundaries.reduce((sum, boundary) => bounded(sum, judge(boundary)), own);
  });
}

/** A key or a role must itself let the account's policies decide, or name the identity. */
const CONSENTING: ReadonlySet<string> = new Set(['kms', 'sts']);

function withConsent(
  rules: readonly Rule[],
  account: readonly Rule[],
  judge: (rules: readonly Rule[]) => Allowed,
): Allowed {
  const own = judge(rules.filter((rule) => rule.effect === 'Deny' || !rule.onResource));
  const named = judge(rules.filter((rule) => rule.effect === 'Deny' || rule.onResource));
  return eitherOf(bounded(own, judge(account)), named);
}
