import type { Hop, MatrixFact, MatrixRow } from '#finding/finding';

export type FactKind = 'leak' | 'excess' | 'missing' | 'drift';

/** Facts of one row that differ in their data class alone: one line of a report. */
export interface AccessGroup {
  readonly kind: FactKind;
  readonly capability: string;
  readonly store: string;
  readonly bulk: boolean;
  readonly certainty: 'yes' | 'maybe';
  /** Class ids, in the order of the row. */
  readonly data: readonly string[];
  readonly actions: readonly string[];
  readonly stars: number;
  readonly path: readonly Hop[];
}

const KINDS: readonly FactKind[] = ['leak', 'excess', 'missing', 'drift'];

/** Every departure from intent of one row, leaks first, then the worst. */
export function accessGroups(row: MatrixRow): readonly AccessGroup[] {
  return KINDS.flatMap((kind) => groupsOf(kind, row[kind]));
}

/** `read all of RidesTable`; what the row could do, does, lacks or never does. */
export function accessPhrase(group: AccessGroup, service: string): string {
  const object = group.store === service ? 'itself' : group.store;
  const verb = VERBS.get(group.capability) ?? group.capability;
  const doubt = group.certainty === 'maybe' ? 'maybe ' : '';
  switch (group.kind) {
    case 'excess':
      return `${doubt}${verb}${group.bulk ? ' all of' : ''} ${object}`;
    case 'leak':
      return group.store === service ? `${doubt}receives undeclared` : `${doubt}undeclared: ${verb} ${object}`;
    case 'missing':
      return `lacks the grant to ${verb} ${object}`;
    case 'drift':
      return `declared, never used: ${verb} ${object}`;
    default:
      return group.kind satisfies never;
  }
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ['delete', 'delete from'],
  ['write', 'write to'],
  ['admin', 'administer'],
  ['pass', 'take over'],
]);

function groupsOf(kind: FactKind, facts: readonly MatrixFact[]): readonly AccessGroup[] {
  const groups = new Map<string, AccessGroup>();
  for (const fact of facts) {
    const { capability, store, bulk, certainty, actions, stars, path } = fact;
    const key = JSON.stringify([capability, store, bulk, certainty]);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { kind, capability, store, bulk, certainty, data: [fact.data], actions, stars, path });
    } else {
      // The path shown is that of the worst class: it is the one that decides the stars.
      const worst = stars > group.stars ? { stars, path, actions } : {};
      groups.set(key, { ...group, ...worst, data: [...group.data, fact.data] });
    }
  }
  return [...groups.values()].sort((a, b) => b.stars - a.stars);
}
