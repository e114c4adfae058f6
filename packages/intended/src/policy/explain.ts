import type { Capability, DecidingStatement, Explanation, Verdict } from './access.ts';
import { capabilityBit } from './capabilities.ts';
import { coverageOn, strengthOf } from './evaluate.ts';
import type { Allowed } from './evaluate.ts';
import type { FacetKind } from './facets.ts';
import type { Holding } from './gather-grants.ts';
import { throughKeys } from './key-gate.ts';
import { judgeFacet, rowRules } from './rows.ts';
import type { Ground } from './rows.ts';
import type { Source } from './rules.ts';
import { hasWord } from './words.ts';

export const NOTHING: Explanation = { verdict: 'no', actions: [], statements: [], because: [] };

/** Which actions of a kind are asked for. */
export type Choice = (kind: FacetKind, position: number) => boolean;

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
  const bit = capabilityBit(capability);
  const found = explainHolding(holding, node, ground, chooseCapability(capability));
  if (found.verdict === 'no') return found;
  const open = { yes: found.verdict === 'yes' ? bit : 0, maybe: bit, full: 0 };
  const gated = throughKeys(open, node, rowRules(holding), ground, new Map());
  const verdict: Verdict = gated.yes !== 0 ? 'yes' : gated.maybe !== 0 ? 'maybe' : 'no';
  if (verdict === found.verdict) return found;
  const keys = (ground.nodes[node]?.keys ?? []).map((key) => `\`${key}\``).join(', ');
  return {
    ...found,
    verdict,
    because: [...found.because, `the key ${keys} ${verdict === 'no' ? 'does not let it' : 'may not let it'}`],
  };
}

export interface Ruling {
  readonly sources: readonly Source[];
  readonly judge: (facet: number) => Allowed | undefined;
}

export function explainWith(node: number, ground: Ground, chosen: Choice, ruling: Ruling): Explanation {
  const actions = new Set<string>();
  const because = new Set<string>();
  const strengths = new Map<Source, number>();
  let verdict: Verdict = 'no';
  for (const facet of ground.facetsOfNode[node] ?? []) {
    const kind = ground.facets[facet]?.kind;
    const judged = ruling.judge(facet);
    if (kind === undefined || judged === undefined) continue;
    for (const [position, name] of kind.actions.entries()) {
      if (!chosen(kind, position)) continue;
      for (const source of ruling.sources) note(source, kind, position, facet, strengths, because);
      if (!hasWord(judged.possible, position)) continue;
      actions.add(`${kind.service}:${name}`);
      if (kind.curated[position] === false)
        because.add(`\`${kind.service}:${name}\` is judged by the provider's access level`);
      if (hasWord(judged.certain, position)) verdict = 'yes';
      else if (verdict === 'no') verdict = 'maybe';
    }
  }
  const statements = [...strengths].sort((left, right) => right[1] - left[1]).map(([source]) => deciding(source));
  return { verdict, actions: [...actions], statements, because: [...because] };
}

export function chooseCapability(capability: Capability): Choice {
  const bit = capabilityBit(capability);
  return (kind, position) => ((kind.masks[position] ?? 0) & bit) !== 0;
}

export function chooseAction(action: string): Choice {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  return (kind, position) => kind.service === service && kind.positions.get(name) === position;
}

/** Notes a statement that bears on an action of a facet, how strongly, and what makes it uncertain. */
function note(
  source: Source,
  kind: FacetKind,
  position: number,
  facet: number,
  strengths: Map<Source, number>,
  because: Set<string>,
): void {
  const { rule } = source;
  const match = rule.actionsOf(kind);
  if (match === undefined || !hasWord(match.maybe, position)) return;
  const coverage = coverageOn(rule, kind.index, facet);
  const { some } = strengthOf(rule, coverage);
  if (some === 0) return;
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
