import type { Capability, DecidingStatement, Explanation, Verdict } from './access.ts';
import { capabilityBit } from './capabilities.ts';
import { coverageOn, strengthOf } from './evaluate.ts';
import type { FacetKind } from './facets.ts';
import type { Holding } from './gather-grants.ts';
import { judgeFacet, rowRules } from './rows.ts';
import type { Ground } from './rows.ts';
import type { Source } from './rules.ts';
import { hasWord } from './words.ts';

export const NOTHING: Explanation = { verdict: 'no', actions: [], statements: [], because: [] };

/** Explains the actions of a node that `chosen` picks: the best verdict, and every statement that bears on it. */
export function explainActions(
  holding: Holding,
  node: number,
  ground: Ground,
  chosen: (kind: FacetKind, position: number) => boolean,
): Explanation {
  const row = rowRules(holding);
  const actions = new Set<string>();
  const because = new Set<string>();
  const sources = new Map<Source, number>();
  let verdict: Verdict = 'no';
  for (const facet of ground.facetsOfNode[node] ?? []) {
    const kind = ground.facets[facet]?.kind;
    const judged = judgeFacet(row, facet, ground);
    if (kind === undefined || judged === undefined) continue;
    for (const [position, name] of kind.actions.entries()) {
      if (!chosen(kind, position)) continue;
      note(holding, kind, position, facet, node, ground, sources, because);
      if (!hasWord(judged.possible, position)) continue;
      actions.add(`${kind.service}:${name}`);
      if (kind.curated[position] === false)
        because.add(`\`${kind.service}:${name}\` is judged by the provider's access level`);
      if (hasWord(judged.certain, position)) verdict = 'yes';
      else if (verdict === 'no') verdict = 'maybe';
    }
  }
  const statements = [...sources].sort((left, right) => right[1] - left[1]).map(([source]) => deciding(source));
  return { verdict, actions: [...actions], statements, because: verdict === 'yes' ? [] : [...because] };
}

export function chooseCapability(capability: Capability): (kind: FacetKind, position: number) => boolean {
  const bit = capabilityBit(capability);
  return (kind, position) => ((kind.masks[position] ?? 0) & bit) !== 0;
}

export function chooseAction(action: string): (kind: FacetKind, position: number) => boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  return (kind, position) => kind.service === service && kind.positions.get(name) === position;
}

function note(
  holding: Holding,
  kind: FacetKind,
  position: number,
  facet: number,
  node: number,
  ground: Ground,
  sources: Map<Source, number>,
  because: Set<string>,
): void {
  for (const source of [
    ...holding.sources,
    ...(ground.gathered.policies.get(node)?.anyone ?? []),
    ...holding.boundaries.flat(),
  ]) {
    const match = source.rule.actionsOf(kind);
    if (match === undefined || !hasWord(match.maybe, position)) continue;
    const coverage = coverageOn(source.rule, kind.index, facet);
    const strength = strengthOf(source.rule, coverage);
    if (strength.some === 0) continue;
    const certain = hasWord(match.yes, position) ? strength.some : 1;
    sources.set(source, Math.max(sources.get(source) ?? 0, certain));
    for (const reason of source.rule.because) because.add(reason);
    if (!source.rule.certain) because.add('the statement stands in an undecided condition');
    if (coverage.some === 1) because.add('the resource pattern is not wholly known');
  }
}

function deciding(source: Source): DecidingStatement {
  return { grant: source.grant, label: source.label, effect: source.rule.effect, sid: source.sid, at: source.at };
}
