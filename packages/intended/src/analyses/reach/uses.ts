import type { HandlerFacts, SdkCall } from '#handlers/facts';
import type { Compute } from '#model/node';
import { BULK_READ } from '#policy/access';
import type { Capability, CapabilityMask } from '#policy/access';
import type { Place } from '#source/place';
import type { Landscape } from './landscape.ts';
import { push } from './landscape.ts';
import { maskOf } from './masks.ts';
import { usesOfWires } from './wire-uses.ts';

/** A capability that a compute exercises on a node: proved by its code, or by a wire that works with its authority. */
export interface Use {
  readonly compute: string;
  readonly node: string;
  readonly mask: CapabilityMask;
  readonly actions: readonly string[];
  /** The one object key that the call touches, where the code has it literally. */
  readonly key: string | undefined;
  readonly by: 'code' | 'wire';
  /** Done with credentials of another authority: no grant of the compute's own allows or explains it. */
  readonly isLent?: boolean;
  readonly call: SdkCall | undefined;
  readonly how: string;
  readonly at: Place;
}

export interface Uses {
  readonly all: readonly Use[];
  of(compute: string, node: string): readonly Use[];
  ofCompute(compute: string): readonly Use[];
  /** Everything exercised on a node by a compute, as one mask. */
  mask(compute: string, node: string): CapabilityMask;
  /** May the code use capabilities of this service (this one, where it is named) in ways that were not read? */
  isOpen(compute: string, service: string, capability?: Capability): boolean;
}

export type CapabilitiesOf = (action: string) => CapabilityMask;

// Asked millions of times in a large app: a record is read faster than a list is searched.
const BITS: Readonly<Record<Capability, CapabilityMask>> = {
  read: maskOf('read'),
  write: maskOf('write'),
  delete: maskOf('delete'),
  invoke: maskOf('invoke'),
  list: maskOf('list'),
  tap: maskOf('tap'),
  admin: maskOf('admin'),
  pass: maskOf('pass'),
};

export function has(mask: CapabilityMask, capability: Capability): boolean {
  return (mask & BITS[capability]) !== 0;
}

const NO_USES: readonly Use[] = [];

export function collectUses(landscape: Landscape, capabilitiesOf: CapabilitiesOf): Uses {
  const all = [
    ...landscape.computes.flatMap((compute) => usesOfCode(compute, landscape, capabilitiesOf)),
    ...usesOfWires(landscape, capabilitiesOf),
  ];
  const byPair = new Map<string, Map<string, Use[]>>();
  const byCompute = new Map<string, Use[]>();
  for (const use of all) {
    if (use.isLent !== true) {
      const byNode = byPair.get(use.compute) ?? new Map<string, Use[]>();
      byPair.set(use.compute, byNode);
      push(byNode, use.node, use);
    }
    push(byCompute, use.compute, use);
  }
  const of = (compute: string, node: string): readonly Use[] => byPair.get(compute)?.get(node) ?? NO_USES;
  return {
    all,
    of,
    ofCompute: (compute) => byCompute.get(compute) ?? [],
    mask: (compute, node) => of(compute, node).reduce((mask, use) => mask | use.mask, 0),
    isOpen(id, service, capability) {
      const compute = landscape.computeById.get(id);
      if (compute === undefined) return false;
      if (WITHOUT_CODE.has(compute.role)) return isUndefined(compute, landscape);
      const facts = landscape.factsByCompute.get(id);
      if (facts === undefined || isUnread(facts, service)) return true;
      return facts.calls.some(
        (call) =>
          call.service === service &&
          call.isLent !== true &&
          call.target.kind !== 'none' &&
          mayExercise(call, capability, capabilitiesOf) &&
          landscape.targetOf(compute, call.target, call.service, call.actions) === undefined,
      );
    },
  };
}

function usesOfCode(compute: Compute, landscape: Landscape, capabilitiesOf: CapabilitiesOf): Use[] {
  const uses: Use[] = [];
  for (const call of landscape.factsByCompute.get(compute.id)?.calls ?? []) {
    const node = landscape.targetOf(compute, call.target, call.service, call.actions);
    if (node === undefined) continue;
    const mask = call.actions.reduce((sum, action) => sum | capabilitiesOf(action), 0);
    const key = call.key?.kind === 'known' ? call.key.value : undefined;
    uses.push({
      compute: compute.id,
      node,
      mask,
      actions: call.actions,
      key,
      by: 'code',
      ...(call.isLent === true ? { isLent: true } : {}),
      call,
      how: `calls ${call.service}:${call.operation}`,
      at: call.at,
    });
  }
  return uses;
}

/** What these exercise is all in their wires, routes and definition; anything else without facts runs code unseen. */
const WITHOUT_CODE: ReadonlySet<Compute['role']> = new Set([
  'browser',
  'api',
  'distribution',
  'rule',
  'pipe',
  'workflow',
  'identity-pool',
]);

/** A definition that was not read, or a part of it that names nothing known, may exercise anything. */
function isUndefined(compute: Compute, landscape: Landscape): boolean {
  if (compute.role === 'workflow' && compute.service !== 'states') return true;
  return landscape.openDefinitions.has(compute.id);
}

/** Code that was not read leaves the use of its services open; so do calls that name no resource, for what they do. */
function isUnread(facts: HandlerFacts, service: string): boolean {
  if (facts.entry.kind === 'deferred') return true;
  return facts.unknowns.some((unknown) => unknown.service === '*' || unknown.service === service);
}

/** A `GetObject` on a bucket that the code leaves open explains a grant to read any bucket, but none to delete. */
function mayExercise(call: SdkCall, capability: Capability | undefined, capabilitiesOf: CapabilitiesOf): boolean {
  if (capability === undefined) return true;
  return call.actions.some((action) => {
    const mask = capabilitiesOf(action);
    return mask === 0 || has(mask, capability);
  });
}

/** Is everything read at once? */
export function isBulk(mask: CapabilityMask): boolean {
  return (mask & BULK_READ) !== 0;
}
