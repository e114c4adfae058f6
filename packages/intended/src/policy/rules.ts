import type { Place } from '#source/place';
import type { Encoder } from './encode.ts';
import type { Coverage } from './compare.ts';
import { compareArn, NONE, WHOLE } from './compare.ts';
import { HOLE, isOpaque, STAR } from './alphabet.ts';
import type { Caller } from './condition-keys.ts';
import { evaluateConditions, passedServices, viaServices } from './conditions.ts';
import type { FacetIndex } from './facet-index.ts';
import type { Facet, FacetKind } from './facets.ts';
import { matchActions, mayConcern } from './match-actions.ts';
import type { ActionMatch, ActionPattern } from './match-actions.ts';
import type { Elements, Statement } from './statement.ts';
import { isEmpty } from './words.ts';

/** A statement ready for evaluation, without its provenance: equal statements of many policies are one rule. */
export interface Rule {
  readonly id: number;
  readonly effect: 'Allow' | 'Deny';
  readonly certain: boolean;
  /** Do all conditions hold: for some member or request, and for all. */
  readonly condition: Coverage;
  readonly because: readonly string[];
  readonly reach: Reach;
  /** From the policy of a resource, about that resource. */
  readonly onResource: boolean;
  /** Resource patterns in the alphabet; empty where the statement has none. */
  readonly resources: readonly string[];
  /** Services through which alone a key may be used, as patterns. */
  readonly via: readonly string[] | undefined;
  /** Services to which alone a role may be passed, as patterns. */
  readonly passedTo: readonly string[] | undefined;
  /** Actions by kind; undefined for kinds that it does not concern. */
  actionsOf(kind: FacetKind): ActionMatch | undefined;
}

/** Where a rule was written. */
export interface Source {
  readonly rule: Rule;
  readonly grant: string;
  readonly label: string;
  readonly sid: string | undefined;
  readonly at: Place;
  /** Stands in a policy of the resource, not of the identity. */
  readonly onResource: boolean;
}

/** Coverage of facets by the resource patterns of a rule: `base` for all that are not listed. */
export interface Reach {
  readonly base: Coverage;
  readonly byKind: ReadonlyMap<number, ReadonlyMap<number, Coverage>>;
}

export interface RuleMaker {
  /** Interns a statement. `within`: facets of the holder, for policies of a resource. */
  make(statement: Statement, scope: string, within?: readonly number[], caller?: Caller): Rule;
}

export function ruleMaker(encoder: Encoder, facets: readonly Facet[], index: FacetIndex): RuleMaker {
  const rules = new Map<string, Rule>();
  const reaches = new Map<string, Reach>();
  const coverages = new Map<string, ReadonlyMap<number, Coverage>>();
  const matches = new Map<string, Map<number, ActionMatch | undefined>>();
  const cover = (pattern: string): ReadonlyMap<number, Coverage> => {
    let known = coverages.get(pattern);
    if (known === undefined) {
      known = coverageOf(pattern, index, facets);
      coverages.set(pattern, known);
    }
    return known;
  };
  return {
    make(statement, scope, within, caller) {
      const actions = encodeActions(statement.actions, scope, encoder);
      const resources = encodePatterns(statement.resources, scope, encoder);
      const conditions = evaluateConditions(statement, scope, encoder, caller);
      const via = viaServices(statement, scope, encoder);
      const actionKey = `${statement.actions.negated ? '!' : ''}${actions
        .map((one) => `${one.text}${one.certain ? '' : '\u0001'}`)
        .sort()
        .join('\u0000')}`;
      const reachKey = `${within === undefined ? '' : `@${within.join()}`}|${statement.resources?.negated === true ? '!' : ''}${resources
        .map((one) => `${one.text}${one.certain ? '' : '\u0001'}`)
        .sort()
        .join('\u0000')}`;
      const key = [
        statement.effect,
        statement.certain,
        conditions.coverage.some,
        conditions.coverage.all,
        via?.join() ?? '',
        passedServices(statement, scope, encoder)?.join() ?? '',
        conditions.because.join('\u0003'),
        actionKey,
        reachKey,
      ].join('\u0002');
      const known = rules.get(key);
      if (known !== undefined) return known;
      let reach = reaches.get(reachKey);
      if (reach === undefined) {
        reach = reachOf(resources, statement, within, cover, facets);
        reaches.set(reachKey, reach);
      }
      const byKind = matches.get(actionKey) ?? new Map<number, ActionMatch | undefined>();
      matches.set(actionKey, byKind);
      const rule: Rule = {
        id: rules.size,
        effect: statement.effect,
        certain: statement.certain,
        condition: conditions.coverage,
        because: conditions.because,
        reach,
        onResource: within !== undefined,
        resources: resources.map((one) => one.text),
        via,
        passedTo: passedServices(statement, scope, encoder),
        actionsOf: (kind) => actionsOf(actions, statement.actions.negated, kind, byKind),
      };
      rules.set(key, rule);
      return rule;
    },
  };
}

function actionsOf(
  patterns: readonly ActionPattern[],
  negated: boolean,
  kind: FacetKind,
  byKind: Map<number, ActionMatch | undefined>,
): ActionMatch | undefined {
  if (byKind.has(kind.index)) return byKind.get(kind.index);
  const match = mayConcern(patterns, negated, kind.service) ? matchActions(patterns, negated, kind) : undefined;
  const kept = match === undefined || isEmpty(match.maybe) ? undefined : match;
  byKind.set(kind.index, kept);
  return kept;
}

function encodeActions(elements: Elements, scope: string, encoder: Encoder): readonly ActionPattern[] {
  return elements.patterns.map((pattern) => ({
    text: encoder.pattern(pattern.parts, scope).toLowerCase(),
    certain: pattern.certain,
  }));
}

interface ResourcePattern {
  readonly text: string;
  readonly certain: boolean;
}

function encodePatterns(elements: Elements | undefined, scope: string, encoder: Encoder): readonly ResourcePattern[] {
  return (elements?.patterns ?? []).map((pattern) => ({
    text: encoder.pattern(pattern.parts, scope),
    certain: pattern.certain,
  }));
}

/** Coverage of every facet that a pattern reaches; facets without a text are reached by `*` alone. */
function coverageOf(pattern: string, index: FacetIndex, facets: readonly Facet[]): ReadonlyMap<number, Coverage> {
  const found = new Map<number, Coverage>();
  for (const { facet, text } of index.candidates(pattern)) {
    if (text.identity !== undefined && !pattern.includes(text.identity)) continue;
    const coverage = compareArn(pattern, text.text);
    if (coverage.some === 0) continue;
    found.set(facet, either(found.get(facet) ?? NONE, coverage));
  }
  if (isUnknownWhole(pattern))
    for (const [number, facet] of facets.entries())
      if (facet.texts.length === 0) found.set(number, { some: 1, all: 1 });
  return found;
}

/** Nothing but holes and parameters: it may be `*`. */
function isUnknownWhole(pattern: string): boolean {
  return pattern !== '' && Array.from(pattern).every((one) => one === HOLE || isOpaque(one.codePointAt(0) ?? 0));
}

function either(left: Coverage, right: Coverage): Coverage {
  return { some: left.some > right.some ? left.some : right.some, all: left.all > right.all ? left.all : right.all };
}

function reachOf(
  patterns: readonly ResourcePattern[],
  statement: Statement,
  within: readonly number[] | undefined,
  cover: (pattern: string) => ReadonlyMap<number, Coverage>,
  facets: readonly Facet[],
): Reach {
  if (within !== undefined) return reachWithin(patterns, statement, within, cover, facets);
  const all = patterns.some((pattern) => pattern.text === STAR && pattern.certain);
  if (all) return { base: statement.resources?.negated === true ? NONE : WHOLE, byKind: new Map() };
  const found = new Map<number, Coverage>();
  let base = NONE;
  for (const pattern of patterns) {
    if (pattern.text === STAR) base = { some: 1, all: 1 };
    else
      for (const [facet, coverage] of cover(pattern.text))
        found.set(facet, either(found.get(facet) ?? base, pattern.certain ? coverage : atMostMaybe(coverage)));
  }
  const raised =
    base === NONE ? found : new Map([...found].map(([facet, coverage]) => [facet, either(base, coverage)] as const));
  return statement.resources?.negated === true
    ? negate(raised, base, facets)
    : { base, byKind: groupByKind(raised, facets) };
}

/** A policy of a resource concerns that resource alone; without `Resource` all of it. */
function reachWithin(
  patterns: readonly ResourcePattern[],
  statement: Statement,
  within: readonly number[],
  cover: (pattern: string) => ReadonlyMap<number, Coverage>,
  facets: readonly Facet[],
): Reach {
  const found = new Map<number, Coverage>();
  for (const facet of within) {
    let coverage: Coverage = statement.resources === undefined ? WHOLE : NONE;
    for (const pattern of patterns) {
      const one = pattern.text === STAR ? WHOLE : (cover(pattern.text).get(facet) ?? NONE);
      coverage = either(coverage, pattern.certain ? one : atMostMaybe(one));
    }
    found.set(facet, statement.resources?.negated === true ? inverse(coverage) : coverage);
  }
  return { base: NONE, byKind: groupByKind(found, facets) };
}

function atMostMaybe(coverage: Coverage): Coverage {
  return { some: coverage.some === 0 ? 0 : 1, all: coverage.all === 0 ? 0 : 1 };
}

const INVERSE = [2, 1, 0] as const;

/** What a pattern does not cover: of all of them none, of some of them the others. */
function inverse(coverage: Coverage): Coverage {
  return { some: INVERSE[coverage.all], all: INVERSE[coverage.some] };
}

function negate(found: ReadonlyMap<number, Coverage>, base: Coverage, facets: readonly Facet[]): Reach {
  const inverted = new Map([...found].map(([facet, coverage]) => [facet, inverse(coverage)] as const));
  return { base: inverse(base), byKind: groupByKind(inverted, facets) };
}

function groupByKind(
  found: ReadonlyMap<number, Coverage>,
  facets: readonly Facet[],
): ReadonlyMap<number, ReadonlyMap<number, Coverage>> {
  const byKind = new Map<number, Map<number, Coverage>>();
  for (const [facet, coverage] of found) {
    const kind = facets[facet]?.kind.index ?? -1;
    const there = byKind.get(kind);
    if (there === undefined) byKind.set(kind, new Map([[facet, coverage]]));
    else there.set(facet, coverage);
  }
  return byKind;
}
