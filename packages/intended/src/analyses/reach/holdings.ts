import type { Hop } from '#finding/finding';
import type { Compute } from '#model/node';
import type { Access } from '#policy/access';
import { NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import { responseOf } from './flow.ts';
import { collectControls } from './controls.ts';
import type { Control } from './controls.ts';
import { faultPath, READS } from './fault-path.ts';
import type { FaultContext } from './fault-path.ts';
import type { Granted } from './grants.ts';
import { grantsOf } from './grants.ts';
import type { Landscape } from './landscape.ts';
import type { Uses } from './uses.ts';
import { has } from './uses.ts';
import type { Wired } from './wired.ts';

/** How many components may misbehave at once. */
export type Faults = 1 | 2 | 'all';

/** Own and P of the design: what a node holds once it is taken over, and what arrives if one component misbehaves. */
export interface Holdings {
  own(node: string): ClassSet;
  potential(node: string): ClassSet;
  /** Classes on nodes that the grants of a compute touch at all. */
  capability(compute: string): ClassSet;
  grants(compute: string): readonly Granted[];
  /** Computes whose code or authority a node gains, itself left out. */
  controls(node: string): readonly Control[];
  /** Components that may write to or invoke a node. */
  senders(node: string): readonly string[];
  /** Hops by which a class comes to a node when something misbehaves, last hop into the node. */
  path(node: string, bit: ClassSet): readonly Hop[];
}

/** Relays run by the provider and the user's own browser do not turn against the app by themselves. */
const TRUSTED_ROLES: ReadonlySet<Compute['role']> = new Set(['api', 'distribution', 'rule', 'delivery', 'browser']);

export function computeHoldings(
  landscape: Landscape,
  wired: Wired,
  access: Access,
  uses: Uses,
  faults: Faults,
): Holdings {
  const grantsByCompute = new Map(
    landscape.computes.map((compute) => [compute.id, grantsOf(compute, access, landscape, uses)]),
  );
  const grants = (compute: string): readonly Granted[] => grantsByCompute.get(compute) ?? [];
  const controlsByNode = collectControls(landscape, access, grants);
  const controls = (node: string): readonly Control[] => controlsByNode.get(node) ?? [];
  const { held } = wired;
  const reads = readsByCompute(landscape, grants, held, wired);
  const ownByNode = new Map<string, ClassSet>();
  const own = (node: string): ClassSet => {
    const known = ownByNode.get(node);
    if (known !== undefined) return known;
    let classes = held(node) | (reads.get(node) ?? NONE);
    for (const control of controls(node)) classes |= held(control.compute) | (reads.get(control.compute) ?? NONE);
    ownByNode.set(node, classes);
    return classes;
  };
  const sendersByNode = collectSenders(landscape, uses, grants);
  const senders = (node: string): readonly string[] => sendersByNode.get(node) ?? [];
  const potential = potentialBy(faults, landscape, own, senders);
  const context: FaultContext = { landscape, wired, access, held, own, grants, controls, senders };
  return {
    own,
    potential,
    capability: (compute) => grants(compute).reduce((sum, grant) => sum | held(grant.node), NONE),
    grants,
    controls,
    senders,
    path: (node, bit) => faultPath(node, bit, context),
  };
}

function readsByCompute(
  landscape: Landscape,
  grants: (id: string) => readonly Granted[],
  held: (node: string) => ClassSet,
  wired: Wired,
): Map<string, ClassSet> {
  const reads = new Map<string, ClassSet>();
  for (const compute of landscape.computes) {
    let classes = NONE;
    for (const grant of grants(compute.id)) {
      if (READS.some((capability) => has(grant.maybe, capability))) classes |= held(grant.node);
      if (has(grant.maybe, 'invoke')) classes |= wired.possible(responseOf(grant.node));
    }
    reads.set(compute.id, classes);
  }
  return reads;
}

/** P at one fault is own holdings and those of every sender; each further fault goes one sender further back. */
function potentialBy(
  faults: Faults,
  landscape: Landscape,
  own: (node: string) => ClassSet,
  senders: (node: string) => readonly string[],
): (node: string) => ClassSet {
  const nodes = [...landscape.computes, ...landscape.stores].map((node) => node.id);
  let current = new Map(nodes.map((node) => [node, own(node)]));
  const most = faults === 'all' ? nodes.length : faults;
  for (let round = 0; round < most; round++) {
    let changed = false;
    const next = new Map<string, ClassSet>();
    for (const node of nodes) {
      const before = current.get(node) ?? NONE;
      const after = senders(node).reduce((sum, sender) => sum | (current.get(sender) ?? NONE), before);
      changed ||= after !== before;
      next.set(node, after);
    }
    current = next;
    if (!changed) break;
  }
  return (node) => current.get(node) ?? own(node);
}

function collectSenders(
  landscape: Landscape,
  uses: Uses,
  grants: (id: string) => readonly Granted[],
): Map<string, string[]> {
  const sets = new Map<string, Set<string>>();
  const add = (node: string, sender: string): void =>
    void (sets.get(node)?.add(sender) ?? sets.set(node, new Set([sender])));
  for (const compute of landscape.computes) {
    if (TRUSTED_ROLES.has(compute.role)) continue;
    if (compute.logs !== undefined) add(compute.logs, compute.id);
    for (const grant of grants(compute.id))
      if (
        grant.node !== compute.id &&
        (has(grant.maybe, 'write') || has(grant.maybe, 'invoke') || has(grant.maybe, 'admin'))
      )
        add(grant.node, compute.id);
    for (const use of uses.ofCompute(compute.id))
      if (has(use.mask, 'write') || has(use.mask, 'invoke')) add(use.node, compute.id);
    for (const host of landscape.factsByCompute.get(compute.id)?.hosts ?? []) {
      const node = host.host.kind === 'known' ? landscape.hostNode(host.host.value) : undefined;
      if (node !== undefined) add(node, compute.id);
    }
  }
  return new Map([...sets].map(([node, senders]) => [node, [...senders]]));
}
