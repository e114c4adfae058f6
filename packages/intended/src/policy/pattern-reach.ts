import { codePoint, HOLE, isOpaque, STAR } from './alphabet.ts';
import { compareArn, NONE, WHOLE } from './compare.ts';
import type { Coverage } from './compare.ts';
import type { FacetIndex } from './facet-index.ts';
import type { Facet, FacetText } from './facets.ts';
import { itemAt } from './item-at.ts';
import type { Statement } from './statement.ts';

/** Coverage of facets by the resource patterns of a rule: `base` for all that are not listed. */
export interface Reach {
  readonly base: Coverage;
  readonly byKind: ReadonlyMap<number, ReadonlyMap<number, Coverage>>;
}

/** A resource pattern in the alphabet, and whether it certainly stands in the policy. */
export interface ResourcePattern {
  readonly text: string;
  readonly certain: boolean;
}

/** Coverage of every facet that a pattern reaches; facets without a text are reached by `*` alone. */
export function coverageOf(
  pattern: string,
  index: FacetIndex,
  facets: readonly Facet[],
): ReadonlyMap<number, Coverage> {
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

/** Coverage of one member, whose texts are known to their end, by the patterns of a rule. */
export function coverageOfTexts(
  patterns: readonly ResourcePattern[],
  negated: boolean,
  texts: readonly FacetText[],
): Coverage {
  let coverage = NONE;
  for (const pattern of patterns)
    for (const { text, identity } of texts) {
      if (identity !== undefined && !pattern.text.includes(identity)) continue;
      const one = compareArn(pattern.text, text);
      coverage = either(coverage, pattern.certain ? one : atMostMaybe(one));
    }
  return negated ? inverse(coverage) : coverage;
}

/** Nothing but holes and parameters: it may be `*`. */
function isUnknownWhole(pattern: string): boolean {
  return pattern !== '' && Array.from(pattern).every((one) => one === HOLE || isOpaque(codePoint(one)));
}

function either(left: Coverage, right: Coverage): Coverage {
  return { some: left.some > right.some ? left.some : right.some, all: left.all > right.all ? left.all : right.all };
}

export function reachOf(
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
    const kind = itemAt(facets, facet).kind.index;
    const there = byKind.get(kind);
    if (there === undefined) byKind.set(kind, new Map([[facet, coverage]]));
    else there.set(facet, coverage);
  }
  return byKind;
}
