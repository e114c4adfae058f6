import type { Capability } from '#policy/access';
import type { Candidate } from './excess.ts';

/** More stores than this for one capability of one row say no more: the worst are kept and the rest counted. */
const MOST_STORES = 50;

export interface WorstPerCapability {
  offer(candidate: Candidate): void;
  /** The worst of each capability, worst first; of equals by the node's id, then as they were offered. */
  kept(): readonly Candidate[];
  omitted(): number;
}

interface Offered {
  readonly candidate: Candidate;
  readonly at: number;
}

/** Keeps the worst while they come: a role with `*` offers thousands, and a sorted list of all of them helps nobody. */
export function worstPerCapability(): WorstPerCapability {
  const byCapability = new Map<Capability, Offered[]>();
  let offered = 0;
  return {
    offer(candidate) {
      const one = { candidate, at: offered++ };
      const kept = byCapability.get(candidate.capability);
      if (kept === undefined) byCapability.set(candidate.capability, [one]);
      else insert(one, kept);
    },
    kept: () =>
      [...byCapability.values()]
        .flat()
        .sort(compare)
        .map(({ candidate }) => candidate),
    omitted: () => offered - [...byCapability.values()].reduce((sum, { length }) => sum + length, 0),
  };
}

function insert(one: Offered, kept: Offered[]): void {
  let at = kept.length;
  if (at === MOST_STORES) {
    const last = kept[at - 1];
    if (last !== undefined && compare(one, last) > 0) return;
    kept.pop();
    at--;
  }
  for (let before = kept[at - 1]; before !== undefined && compare(one, before) < 0; before = kept[at - 1]) at--;
  kept.splice(at, 0, one);
}

function compare(one: Offered, other: Offered): number {
  return (
    other.candidate.worth - one.candidate.worth ||
    compareCodeUnits(one.candidate.grant.node, other.candidate.grant.node) ||
    one.at - other.at
  );
}

function compareCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
