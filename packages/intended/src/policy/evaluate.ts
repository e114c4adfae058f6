import type { Coverage } from './compare.ts';
import type { FacetKind } from './facets.ts';
import type { Rule } from './rules.ts';
import type { Words } from './words.ts';
import { addWords, common, noWords, union, without } from './words.ts';

/** Actions that rules allow on one facet: for certain; at least possibly; and on all of its members. */
export interface Allowed {
  readonly certain: Words;
  /** Includes `certain`. */
  readonly possible: Words;
  /** Possible on every member. */
  readonly whole: Words;
}

/** A rule and how strongly it applies to the facet in question. */
export interface Applied {
  readonly rule: Rule;
  readonly strength: Coverage;
}

/** Coverage of one facet by a rule. */
export function coverageOn(rule: Rule, kind: number, facet: number): Coverage {
  return rule.reach.byKind.get(kind)?.get(facet) ?? rule.reach.base;
}

/**
 * Allows without denies in Kleene logic, action by action: possible = some Allow at least maybe and no Deny certain on
 * all members; certain = an Allow certain and every Deny certainly not applying.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-combined.html
 */
export function allowed(applied: readonly Applied[], kind: FacetKind): Allowed {
  const count = kind.actions.length;
  const tally = {
    allowSome: noWords(count),
    allowMaybe: noWords(count),
    allowAll: noWords(count),
    allowAllMaybe: noWords(count),
    denySome: noWords(count),
    denyMaybe: noWords(count),
    denyAll: noWords(count),
    denyAllMaybe: noWords(count),
  };
  for (const { rule, strength } of applied) {
    const match = rule.actionsOf(kind);
    if (match === undefined) continue;
    const [some, maybe, all, allMaybe] =
      rule.effect === 'Allow'
        ? [tally.allowSome, tally.allowMaybe, tally.allowAll, tally.allowAllMaybe]
        : [tally.denySome, tally.denyMaybe, tally.denyAll, tally.denyAllMaybe];
    if (strength.some === 2) addWords(some, match.yes);
    if (strength.some >= 1) addWords(maybe, match.maybe);
    if (strength.all === 2) addWords(all, match.yes);
    if (strength.all >= 1) addWords(allMaybe, match.maybe);
  }
  return {
    certain: union(without(tally.allowSome, tally.denyMaybe), without(tally.allowAll, tally.denyAllMaybe)),
    possible: without(tally.allowMaybe, tally.denyAll),
    whole: without(tally.allowAllMaybe, tally.denySome),
  };
}

/** Kleene and of coverage, conditions and the statement's own certainty. */
export function strengthOf(rule: Rule, coverage: Coverage): Coverage {
  const most = rule.certain ? 2 : 1;
  return {
    some: least(least(coverage.some, rule.condition.some), most),
    all: least(least(coverage.all, rule.condition.all), most),
  };
}

/** And, in Kleene logic. */
export function least(left: 0 | 1 | 2, right: 0 | 1 | 2): 0 | 1 | 2 {
  return left < right ? left : right;
}

/** Permission boundaries intersect: what both allow. */
export function bounded(left: Allowed, right: Allowed): Allowed {
  return {
    certain: common(left.certain, right.certain),
    possible: common(left.possible, right.possible),
    whole: common(left.whole, right.whole),
  };
}

/** Two grounds for access, either of which suffices. */
export function eitherOf(left: Allowed, right: Allowed): Allowed {
  return {
    certain: union(left.certain, right.certain),
    possible: union(left.possible, right.possible),
    whole: union(left.whole, right.whole),
  };
}

/** Members of one facet, judged one by one: what is allowed on one of them is allowed on some, `whole` is allowed on each. */
export function eachMember(members: readonly Allowed[]): Allowed {
  return members.reduce((left, right) => ({
    certain: union(left.certain, right.certain),
    possible: union(left.possible, right.possible),
    whole: common(left.whole, right.whole),
  }));
}

/** Cases of one request, of which one holds and nobody knows which: only what all of them allow is certain. */
export function eachCase(cases: readonly Allowed[]): Allowed {
  return cases.reduce((left, right) => ({
    certain: common(left.certain, right.certain),
    possible: union(left.possible, right.possible),
    whole: common(left.whole, right.whole),
  }));
}
