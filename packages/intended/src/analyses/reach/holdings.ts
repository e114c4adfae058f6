import type { Hop } from '#finding/finding';
import type { Compute } from '#model/node';
import type { Access } from '#policy/access';
import { NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import { eventOf, responseOf } from './flow.ts';
import type { Granted } from './grants.ts';
import { grantsOf } from './grants.ts';
import type { Landscape } from './landscape.ts';
import { push } from './landscape.ts';
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

export interface Control {
  readonly compute: string;
  readonly hop: Hop;
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
  const held = (node: string): ClassSet =>
    wired.possible(node) | wired.possible(eventOf(node)) | wired.possible(responseOf(node));
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
  const context: Context = { landscape, wired, access, held, own, grants, controls, senders };
  return {
    own,
    potential,
    capability: (compute) => grants(compute).reduce((sum, grant) => sum | held(grant.node), NONE),
    grants,
    controls,
    senders,
    path: (node, bit) => pathTo(node, bit, context),
  };
}

const READS = ['read', 'tap', 'admin'] as const;

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

/** Ctl: by control edges of the policies, by writing what another compute runs, and by holding what it runs. */
function collectControls(
  landscape: Landscape,
  access: Access,
  grants: (id: string) => readonly Granted[],
): Map<string, Control[]> {
  const direct = new Map<string, Control[]>();
  const add = (node: string, compute: string, how: string, at: Hop['at']): void => {
    if (node !== compute) push(direct, node, { compute, hop: { from: node, to: compute, how, at } });
  };
  for (const store of landscape.stores)
    for (const runner of landscape.runnersOf.get(store.id) ?? [])
      add(store.id, runner, 'runs the code it holds', store.at);
  for (const wire of landscape.application.wires)
    if (wire.kind === 'origin')
      for (const runner of landscape.runnersOf.get(wire.to) ?? [])
        add(wire.from, runner, 'runs the code it delivers', wire.at);
  for (const compute of landscape.computes)
    for (const grant of grants(compute.id)) {
      if (!has(grant.maybe, 'write') && !has(grant.maybe, 'admin')) continue;
      for (const runner of landscape.runnersOf.get(grant.node) ?? [])
        add(compute.id, runner, `may change the code in ${grant.node} that it runs`, compute.at);
    }
  for (const edge of access.control)
    for (const compute of landscape.computesByIdentity.get(edge.identity) ?? [])
      for (const gained of gainedBy(edge.gains, landscape))
        add(compute.id, gained, edge.how, edge.explanation.statements[0]?.at ?? compute.at);
  return closeControls(direct);
}

function gainedBy(gains: string, landscape: Landscape): readonly string[] {
  if (gains === '*') return landscape.computes.map((compute) => compute.id);
  if (landscape.computeById.has(gains)) return [gains];
  return (landscape.computesByIdentity.get(gains) ?? []).map((compute) => compute.id);
}

function closeControls(direct: ReadonlyMap<string, readonly Control[]>): Map<string, Control[]> {
  const closed = new Map<string, Control[]>();
  for (const start of direct.keys()) {
    const seen = new Map<string, Control>();
    const waiting = [...(direct.get(start) ?? [])];
    for (let at = 0; at < waiting.length; at++) {
      const control = waiting[at];
      if (control === undefined || control.compute === start || seen.has(control.compute)) continue;
      seen.set(control.compute, control);
      waiting.push(...(direct.get(control.compute) ?? []));
    }
    closed.set(start, [...seen.values()]);
  }
  return closed;
}

interface Context {
  readonly landscape: Landscape;
  readonly wired: Wired;
  readonly access: Access;
  readonly held: (node: string) => ClassSet;
  readonly own: (node: string) => ClassSet;
  readonly grants: (compute: string) => readonly Granted[];
  readonly controls: (node: string) => readonly Control[];
  readonly senders: (node: string) => readonly string[];
}

function pathTo(node: string, bit: ClassSet, context: Context): readonly Hop[] {
  const own = ownPath(node, bit, context);
  if (own !== undefined) return own;
  const sender = context.senders(node).find((candidate) => (context.own(candidate) & bit) !== NONE);
  if (sender === undefined) return [];
  const at = context.landscape.computeById.get(sender)?.at;
  return [
    ...(ownPath(sender, bit, context) ?? []),
    { from: sender, to: node, how: 'may send what it holds, once it misbehaves', at },
  ];
}

function ownPath(node: string, bit: ClassSet, context: Context): readonly Hop[] | undefined {
  const wired = wiredPath(node, bit, context);
  if (wired !== undefined) return wired;
  const granted = grantedPath(node, bit, context);
  if (granted !== undefined) return granted;
  for (const control of context.controls(node)) {
    const inner = wiredPath(control.compute, bit, context) ?? grantedPath(control.compute, bit, context);
    if (inner !== undefined)
      return [
        ...inner,
        {
          ...control.hop,
          from: control.compute,
          to: node,
          how: `${node} controls ${control.compute}: ${control.hop.how}`,
        },
      ];
  }
  return undefined;
}

function wiredPath(node: string, bit: ClassSet, { wired }: Context): readonly Hop[] | undefined {
  for (const point of [node, eventOf(node), responseOf(node)])
    if ((wired.possible(point) & bit) !== NONE) return wired.path(point, bit);
  return undefined;
}

function grantedPath(node: string, bit: ClassSet, context: Context): readonly Hop[] | undefined {
  for (const grant of context.grants(node)) {
    const capability = READS.find((candidate) => has(grant.maybe, candidate));
    if (capability === undefined || (context.held(grant.node) & bit) === NONE) continue;
    const explanation = context.access.explain(grant.identity, capability, grant.node);
    const statement = explanation.statements[0];
    const how = `may ${capability} it: ${explanation.actions.slice(0, 3).join(', ')} (${statement?.label ?? grant.identity})`;
    return [...(wiredPath(grant.node, bit, context) ?? []), { from: grant.node, to: node, how, at: statement?.at }];
  }
  return undefined;
}
