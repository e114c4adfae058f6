import type { Hop } from '#finding/finding';
import type { Access } from '#policy/access';
import { NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import type { Control } from './controls.ts';
import { eventOf, responseOf } from './flow.ts';
import type { Granted } from './grants.ts';
import type { Landscape } from './landscape.ts';
import { has } from './uses.ts';
import type { Wired } from './wired.ts';

/** Capabilities that bring what lies on a node to whoever holds them. */
export const READS = ['read', 'tap', 'admin'] as const;

/** Everything a path can go through. */
export interface FaultContext {
  readonly landscape: Landscape;
  readonly wired: Wired;
  readonly access: Access;
  readonly held: (node: string) => ClassSet;
  readonly own: (node: string) => ClassSet;
  readonly grants: (compute: string) => readonly Granted[];
  readonly controls: (node: string) => readonly Control[];
  readonly senders: (node: string) => readonly string[];
}

/**
 * Hops by which a class comes to a node when something misbehaves: wired first, then by own grants, by control, and
 * by senders, the fewest faults first. Empty only where the class is out of reach.
 */
export function faultPath(node: string, bit: ClassSet, context: FaultContext): readonly Hop[] {
  const own = ownPath(node, bit, context);
  if (own !== undefined) return own;
  const receiverOf = new Map<string, string>();
  const waiting = [node];
  for (let at = 0; at < waiting.length; at++) {
    const receiver = waiting[at] ?? '';
    for (const sender of context.senders(receiver)) {
      if (sender === node || receiverOf.has(sender)) continue;
      receiverOf.set(sender, receiver);
      if ((context.own(sender) & bit) !== NONE)
        return [...(ownPath(sender, bit, context) ?? []), ...sentHops(sender, receiverOf, context)];
      waiting.push(sender);
    }
  }
  return [];
}

function sentHops(first: string, receiverOf: ReadonlyMap<string, string>, { landscape }: FaultContext): readonly Hop[] {
  const hops: Hop[] = [];
  for (let from = first, to = receiverOf.get(from); to !== undefined; from = to, to = receiverOf.get(from)) {
    const at = landscape.computeById.get(from)?.at;
    hops.push({ from, to, how: 'may send what it holds, once it misbehaves', at });
  }
  return hops;
}

function ownPath(node: string, bit: ClassSet, context: FaultContext): readonly Hop[] | undefined {
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

function wiredPath(node: string, bit: ClassSet, { wired }: FaultContext): readonly Hop[] | undefined {
  for (const point of [node, eventOf(node), responseOf(node)])
    if ((wired.possible(point) & bit) !== NONE) return wired.path(point, bit);
  return undefined;
}

function grantedPath(node: string, bit: ClassSet, context: FaultContext): readonly Hop[] | undefined {
  for (const grant of context.grants(node)) {
    const capability = READS.find((candidate) => has(grant.maybe, candidate));
    if (capability === undefined || (context.held(grant.node) & bit) === NONE) continue;
    const explanation = context.access.explain(grant.identity, capability, grant.node);
    const statement = explanation.statements[0];
    const how = `may ${capability} it: ${explanation.actions.slice(0, 3).join(', ')} (${statement?.label ?? grant.identity})`;
    const at = statement?.at ?? context.landscape.computeById.get(node)?.at;
    return [...(wiredPath(grant.node, bit, context) ?? []), { from: grant.node, to: node, how, at }];
  }
  return undefined;
}
