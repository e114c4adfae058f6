import type { Capability, DecidingStatement, Explanation, Verdict } from './access.ts';
import { capabilityBit } from './capabilities.ts';
import { coverageOn, strengthOf } from './evaluate.ts';
import type { Allowed } from './evaluate.ts';
import type { Coverage } from './compare.ts';
import type { FacetKind } from './facets.ts';
import type { Holding } from './gather-grants.ts';
import type { ActionMatch } from './match-actions.ts';
import { throughKeys } from './key-gate.ts';
import { rowRules } from './ground.ts';
import type { Ground } from './ground.ts';
import { itemAt } from './item-at.ts';
import { judgeFacet } from './judge-facet.ts';
import type { Source } from './rules.ts';
import { hasWord } from './words.ts';

export const NOTHING: Explanation = { verdict: 'no', actions: [], statements: [], because: [] };

/** Positions of the actions of a kind that are asked for. */
export type Choice = (kind: FacetKind) => readonly number[];

/** Explains what a holder may do to a node: the best verdict, and every statement that bears on it. */
export function explainHolding(holding: Holding, node: number, ground: Ground, chosen: Choice): Explanation {
  const row = rowRules(holding);
  const anyone = ground.gathered.policies.get(node)?.anyone ?? [];
  return explainWith(node, ground, chosen, {
    sources: [...holding.sources, ...anyone, ...holding.boundaries.flat()],
    judge: (facet) => judgeFacet(row, facet, ground),
  });
}

/** The same for a capability, which customer keys may take away. */
export function explainCapability(holding: Holding, capability: Capability, node: number, ground: Ground): Explanation {
  const alike = keyOfAlike(holding, node, ground);
  if (alike === undefined) return explainApart(holding, capability, node, ground);
  const byKey = explainedOf.get(holding) ?? new Map<string, Explanation>();
  explainedOf.set(holding, byKey);
  const key = capability + alike;
  const known = byKey.get(key) ?? explainApart(holding, capability, node, ground);
  byKey.set(key, known);
  return known;
}

/** Explanations of nodes that a holder's statements cover alike: a role with `*` asks for the same one a thousand times. */
const explainedOf = new WeakMap<Holding, Map<string, Explanation>>();

/**
 * The kinds of a node's facets and which statements cover each wholly. Undefined where something of the node's own
 * decides: its policy, its keys, or a statement that covers a part of it.
 */
function keyOfAlike(holding: Holding, node: number, ground: Ground): string | undefined {
  if (ground.gathered.policies.has(node) || itemAt(ground.nodes, node).keys.length !== 0) return undefined;
  let key = '';
  for (const facet of itemAt(ground.facetsOfNode, node)) {
    const kind = itemAt(ground.facets, facet).kind.index;
    key += `|${kind}`;
    for (const sources of [holding.sources, ...holding.boundaries]) {
      key += ';';
      for (const [position, { rule }] of sources.entries()) {
        const { some, all } = coverageOn(rule, kind, facet);
        if (some !== 0 && all !== 2) return undefined;
        key += some === 0 ? '' : `,${position}`;
      }
    }
  }
  return key;
}

function explainApart(holding: Holding, capability: Capability, node: number, ground: Ground): Explanation {
  const bit = capabilityBit(capability);
  const found = explainHolding(holding, node, ground, chooseCapability(capability));
  if (found.verdict === 'no') return found;
  const open = { yes: found.verdict === 'yes' ? bit : 0, maybe: bit, full: 0 };
  const gated = throughKeys(open, node, rowRules(holding), ground, new Map());
  const verdict: Verdict = gated.yes !== 0 ? 'yes' : gated.maybe !== 0 ? 'maybe' : 'no';
  if (verdict === found.verdict) return found;
  const keys = itemAt(ground.nodes, node)
    .keys.map((key) => `\`${key}\``)
    .join(', ');
  return {
    ...found,
    verdict,
    because: [...found.because, `the key ${keys} ${verdict === 'no' ? 'does not let it' : 'may not let it'}`],
  };
}

export interface Ruling {
  readonly sources: readonly Source[];
  readonly judge: (facet: number) => Allowed;
}

export function explainWith(node: number, ground: Ground, chosen: Choice, ruling: Ruling): Explanation {
  const actions = new Set<string>();
  const because = new Set<string>();
  const strengths = new Map<Source, number>();
  let verdict: Verdict = 'no';
  for (const facet of itemAt(ground.facetsOfNode, node)) {
    const { kind } = itemAt(ground.facets, facet);
    const positions = chosen(kind);
    if (positions.length === 0) continue;
    const judged = ruling.judge(facet);
    const bearing = ruling.sources.flatMap((source) => bearingOn(source, kind, facet));
    for (const position of positions) {
      for (const one of bearing) note(one, position, strengths, because);
      if (!hasWord(judged.possible, position)) continue;
      const action = `${kind.service}:${itemAt(kind.actions, position)}`;
      actions.add(action);
      if (kind.curated[position] === false) because.add(`\`${action}\` is judged by the provider's access level`);
      if (hasWord(judged.certain, position)) verdict = 'yes';
      else if (verdict === 'no') verdict = 'maybe';
    }
  }
  const statements = [...strengths].sort((left, right) => right[1] - left[1]).map(([source]) => deciding(source));
  return { verdict, actions: [...actions], statements, because: [...because] };
}

export const chooseEvery: Choice = (kind) => [...kind.actions.keys()];

function chooseCapability(capability: Capability): Choice {
  const bit = capabilityBit(capability);
  return (kind) => {
    const byBit = chosenByKind.get(kind) ?? new Map<number, readonly number[]>();
    chosenByKind.set(kind, byBit);
    const known =
      byBit.get(bit) ??
      [...kind.masks.entries()].filter(([, mask]) => (mask & bit) !== 0).map(([position]) => position);
    byBit.set(bit, known);
    return known;
  };
}

/** Positions by capability: every node of a kind is asked about with the same few. */
const chosenByKind = new WeakMap<FacetKind, Map<number, readonly number[]>>();

export function chooseAction(action: string): Choice {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  return (kind) => {
    const position = kind.service === service ? kind.positions.get(name) : undefined;
    return position === undefined ? [] : [position];
  };
}

/** A statement that says something about actions of a facet. */
interface Bearing {
  readonly source: Source;
  readonly match: ActionMatch;
  readonly coverage: Coverage;
  readonly some: 1 | 2;
}

function bearingOn(source: Source, kind: FacetKind, facet: number): readonly Bearing[] {
  const match = source.rule.actionsOf(kind);
  if (match === undefined) return [];
  const coverage = coverageOn(source.rule, kind.index, facet);
  const { some } = strengthOf(source.rule, coverage);
  return some === 0 ? [] : [{ source, match, coverage, some }];
}

/** Notes a statement that bears on an action of a facet, how strongly, and what makes it uncertain. */
function note(
  { source, match, coverage, some }: Bearing,
  position: number,
  strengths: Map<Source, number>,
  because: Set<string>,
): void {
  if (!hasWord(match.maybe, position)) return;
  const { rule } = source;
  const certain = hasWord(match.yes, position) ? some : 1;
  strengths.set(source, Math.max(strengths.get(source) ?? 0, certain));
  for (const reason of rule.because) because.add(reason);
  if (!rule.certain) because.add('the statement stands in an undecided condition');
  if (coverage.some === 1) because.add('the resource pattern is not wholly known');
  if (!hasWord(match.yes, position)) because.add('the action pattern is not wholly known');
}

function deciding(source: Source): DecidingStatement {
  return { grant: source.grant, label: source.label, effect: source.rule.effect, sid: source.sid, at: source.at };
}
