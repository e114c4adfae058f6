import type { CapabilityMask } from '#policy/access';
import { CAPABILITIES } from '#policy/access';
import type { ClassSet } from './class-set.ts';
import type { Picture } from './judge.ts';
import { maskOf } from './masks.ts';

/** What there is to lose on a node, whoever gets at it. */
export interface Stake {
  /** What lies on the node or is declared to lie there; for a key, what it encrypts. */
  readonly classes: ClassSet;
  /** The same, and what is gained with a compute. */
  readonly underAuthority: ClassSet;
  /** Greatest value of the classes, 0–4. */
  readonly worth: number;
  readonly worthOfAuthority: number;
  /** Capabilities that are no excess there, whoever has them. */
  readonly besideThePoint: CapabilityMask;
  readonly service: string;
}

/** Worked out once for each node: a role with `*` is asked about all of them. */
export function stakeOf(node: string, picture: Picture): Stake {
  const byNode = stakes.get(picture) ?? new Map<string, Stake>();
  stakes.set(picture, byNode);
  const known = byNode.get(node);
  if (known !== undefined) return known;
  const { holdings, landscape } = picture;
  const classes = classesOn(node, picture);
  const underAuthority = landscape.computeById.has(node) ? holdings.own(node) | classes : classes;
  const stake: Stake = {
    classes,
    underAuthority,
    worth: worthOf(classes, picture),
    worthOfAuthority: worthOf(underAuthority, picture),
    besideThePoint: besideThePoint(node, picture),
    service: (landscape.storeById.get(node) ?? landscape.computeById.get(node))?.service ?? '*',
  };
  byNode.set(node, stake);
  return stake;
}

const stakes = new WeakMap<Picture, Map<string, Stake>>();

export function worthOf(classes: ClassSet, { index }: Picture): number {
  return index
    .each(classes)
    .reduce((most, { value }) => Math.max(most, value.confidentiality, value.integrity, value.availability), 0);
}

function classesOn(node: string, { wired, intended, landscape }: Picture): ClassSet {
  const held = wired.held(node);
  if (landscape.computeById.has(node)) return held;
  const gate = landscape.gateById.get(node);
  if (gate !== undefined)
    return (landscape.storesByKey.get(gate.id) ?? []).reduce((sum, store) => sum | wired.possible(store), held);
  return held | intended.column(node);
}

/**
 * Names and sizes alone touch no class; identities are gained by control edges; appending to logs shows nothing; a key
 * opens only what its holder may also read; and what anyone may do by a public policy is a fault of that policy, not of
 * whoever else may do it.
 */
function besideThePoint(node: string, { landscape, publicAccess }: Picture): CapabilityMask {
  const store = landscape.storeById.get(node);
  if (landscape.gateById.has(node)) return maskOf('list', 'read', 'write', 'invoke');
  if (store === undefined && !landscape.computeById.has(node)) return ~0;
  const byNature = store?.holds === 'logs' ? maskOf('list', 'write') : maskOf('list');
  const byEverybody = CAPABILITIES.filter((capability) => publicAccess.may(node, capability));
  return byNature | maskOf(...byEverybody);
}
