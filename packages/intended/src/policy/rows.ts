import type { AccessRow, Atom } from './access.ts';
import { allowed, bounded, coverageOn } from './evaluate.ts';
import type { Allowed } from './evaluate.ts';
import type { FacetKind } from './facets.ts';
import { joinMasks, masksOf, NO_MASKS } from './facet-masks.ts';
import type { Masks } from './facet-masks.ts';
import type { Ground, RowRules } from './ground.ts';
import { itemAt } from './item-at.ts';
import { judgeFacet } from './judge-facet.ts';
import { judgeParts, partsMeet } from './judge-parts.ts';
import type { Spot } from './judge-parts.ts';
import { throughKeys } from './key-gate.ts';
import type { Rule } from './rules.ts';

/** Nodes with the same facet kinds and nothing of their own before them: without a rule that names one, all are alike. */
interface Shape {
  readonly kinds: readonly number[];
  readonly nodes: readonly number[];
}

/** Splits the nodes into shapes and those that must be judged one by one. */
export interface Layout {
  readonly shapesOfKind: ReadonlyMap<number, readonly Shape[]>;
  readonly specialOfKind: ReadonlyMap<number, readonly number[]>;
  readonly isSpecial: readonly boolean[];
  /** Special nodes whose own policy allows somebody something: they concern rows that never name them. */
  readonly open: readonly number[];
}

export function layOut(ground: Ground): Layout {
  const groups = new Map<string, { kinds: number[]; nodes: number[] }>();
  const specialOfKind = new Map<number, number[]>();
  const isSpecial: boolean[] = [];
  const open: number[] = [];
  for (const node of ground.nodes) {
    const kinds = itemAt(ground.facetsOfNode, node.index).map((facet) => itemAt(ground.facets, facet).kind.index);
    const policy = ground.gathered.policies.get(node.index);
    const special = node.keys.length > 0 || policy !== undefined;
    isSpecial.push(special);
    if (policy?.anyone.some((source) => source.rule.effect === 'Allow') === true) open.push(node.index);
    if (special) for (const kind of kinds) (specialOfKind.get(kind) ?? start(specialOfKind, kind)).push(node.index);
    else {
      const group = groups.get(kinds.join()) ?? { kinds, nodes: [] };
      groups.set(kinds.join(), group);
      group.nodes.push(node.index);
    }
  }
  const shapesOfKind = new Map<number, Shape[]>();
  for (const group of groups.values())
    for (const kind of group.kinds) (shapesOfKind.get(kind) ?? start<Shape>(shapesOfKind, kind)).push(group);
  return { shapesOfKind, specialOfKind, isSpecial, open };
}

function start<T>(map: Map<number, T[]>, key: number): T[] {
  const made: T[] = [];
  map.set(key, made);
  return made;
}

/** Computes the atoms of a row: disjoint sets of nodes with equal masks. */
export function atomsOf(row: RowRules, ground: Ground, layout: Layout): AccessRow['atoms'] {
  const base = new Map<number, Masks>();
  const touched = new Map<number, Masks>();
  const kinds = kindsOf(row.rules, ground);
  for (const kind of kinds) judgeKind(kind, row, ground, base, touched);
  const groups = new Map<number, number[]>();
  const apart = new Set<number>();
  for (const facet of touched.keys()) apart.add(itemAt(ground.facets, facet).node);
  for (const kind of base.keys()) for (const node of layout.specialOfKind.get(kind) ?? []) apart.add(node);
  for (const node of layout.open) apart.add(node);
  const memo = new Map<string, 0 | 1 | 2>();
  for (const node of apart) {
    const masks = nodeMasks(node, row, ground, base, touched);
    put(groups, throughKeys(masks, node, row, ground, memo), node);
  }
  const atoms: Atom[] = [];
  const seen = new Set<Shape>();
  for (const kind of base.keys())
    for (const shape of layout.shapesOfKind.get(kind) ?? []) {
      if (seen.has(shape)) continue;
      seen.add(shape);
      const masks = shape.kinds.reduce((sum, one) => joinMasks(sum, base.get(one) ?? NO_MASKS), NO_MASKS);
      const rest = shape.nodes.some((node) => apart.has(node))
        ? shape.nodes.filter((node) => !apart.has(node))
        : shape.nodes;
      if (masks.maybe !== 0 && rest.length > 0) atoms.push(atom(rest, masks));
    }
  for (const [key, nodes] of groups) if (key !== 0) atoms.push(atom(nodes, unpack(key)));
  return atoms;
}

/** Kinds on which some Allow has actions. */
function kindsOf(rules: readonly Rule[], ground: Ground): readonly FacetKind[] {
  return ground.kinds.filter((kind) =>
    rules.some((rule) => rule.effect === 'Allow' && rule.actionsOf(kind) !== undefined),
  );
}

function judgeKind(
  kind: FacetKind,
  row: RowRules,
  ground: Ground,
  base: Map<number, Masks>,
  touched: Map<number, Masks>,
): void {
  const concerned = (rules: readonly Rule[]): readonly Rule[] =>
    rules.filter((rule) => rule.actionsOf(kind) !== undefined);
  const own = concerned(row.rules);
  const relevant = [own, ...row.boundaries.map(concerned)];
  const facets = new Set<number>();
  for (const rules of relevant)
    for (const rule of rules) for (const facet of rule.reach.byKind.get(kind.index)?.keys() ?? []) facets.add(facet);
  if (own.some((rule) => rule.effect === 'Allow' && rule.reach.base.some > 0)) {
    const masks = judgeLists(relevant, kind, { texts: [], coverage: (rule) => rule.reach.base }, ground);
    if (masks.maybe !== 0) base.set(kind.index, masks);
  }
  for (const facet of facets) {
    const { texts } = itemAt(ground.facets, facet);
    touched.set(
      facet,
      judgeLists(relevant, kind, { texts, coverage: (rule) => coverageOn(rule, kind.index, facet) }, ground),
    );
  }
}

/** Masks of rules on a spot; the same constellation of actions is judged once for all rows. */
function judgeLists(lists: readonly (readonly Rule[])[], kind: FacetKind, spot: Spot, ground: Ground): Masks {
  const covering = lists.map((list) => list.filter((rule) => spot.coverage(rule).some > 0));
  const constellation = `${kind.index}|${covering.map((list) => list.map((rule) => constellate(rule, spot)).join()).join('|')}`;
  const known = ground.judged.get(constellation);
  if (known !== undefined) return known;
  const result = judgeParts(covering, spot, (strength) => {
    const apply = (list: readonly Rule[]): Allowed =>
      allowed(
        list.map((rule) => ({ rule, strength: strength(rule) })),
        kind,
      );
    return covering.map(apply).reduce(bounded);
  });
  const masks = masksOf(result, kind);
  // Where parts meet, their patterns decide, which the constellation does not have.
  if (!partsMeet(covering, spot)) ground.judged.set(constellation, masks);
  return masks;
}

function constellate(rule: Rule, spot: Spot): string {
  const { some, all } = spot.coverage(rule);
  return `${rule.essence}.${some}${all}`;
}

function nodeMasks(
  node: number,
  row: RowRules,
  ground: Ground,
  base: ReadonlyMap<number, Masks>,
  touched: ReadonlyMap<number, Masks>,
): Masks {
  const policied = ground.gathered.policies.has(node);
  let masks = NO_MASKS;
  for (const facet of itemAt(ground.facetsOfNode, node)) {
    const { kind } = itemAt(ground.facets, facet);
    masks = joinMasks(
      masks,
      policied
        ? masksOf(judgeFacet(row, facet, ground), kind)
        : (touched.get(facet) ?? base.get(kind.index) ?? NO_MASKS),
    );
  }
  return masks;
}

function put(groups: Map<number, number[]>, masks: Masks, node: number): void {
  const key = masks.maybe === 0 ? 0 : masks.yes + masks.maybe * 512 + masks.full * 262_144;
  (groups.get(key) ?? start(groups, key)).push(node);
}

function unpack(key: number): Masks {
  return { yes: key % 512, maybe: Math.floor(key / 512) % 512, full: Math.floor(key / 262_144) };
}

function atom(nodes: readonly number[], masks: Masks): Atom {
  return { nodes, yes: masks.yes, maybe: masks.maybe, partial: masks.maybe & ~masks.full };
}
