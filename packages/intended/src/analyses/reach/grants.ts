import type { Compute } from '#model/node';
import type { Access, AccessRow, CapabilityMask } from '#policy/access';
import type { Landscape } from './landscape.ts';
import type { Uses } from './uses.ts';
import { maskOf } from './masks.ts';
import { has } from './uses.ts';

/** What one identity of a compute may do to one node. */
export interface Granted {
  readonly identity: string;
  readonly node: string;
  readonly yes: CapabilityMask;
  readonly maybe: CapabilityMask;
  readonly partial: CapabilityMask;
}

const WRITE = maskOf('write');

/**
 * Grants of a compute, one for each node and identity.
 * Appending to log groups is left out unless it is the compute's own or exercised: every function's basic
 * policy allows it on every log group of the account, and it shows nobody anything. See docs/decisions.
 */
export function grantsOf(compute: Compute, access: Access, landscape: Landscape, uses: Uses): readonly Granted[] {
  const grants: Granted[] = [];
  for (const identity of compute.identities) {
    const row = access.rows[access.rowByIdentity.get(identity) ?? -1];
    for (const atom of row?.atoms ?? [])
      for (const index of worthAsking(atom, compute, access, landscape, uses)) {
        const node = access.nodes[index];
        if (node === undefined) continue;
        const foreign = isForeignLog(compute, node, landscape, uses) ? ~WRITE : ~0;
        const masked = foreign & ~deliveryMask(compute, identity, node, access, landscape);
        const maybe = atom.maybe & masked;
        if (maybe !== 0) grants.push({ identity, node, yes: atom.yes & masked, maybe, partial: atom.partial & masked });
      }
  }
  return grants;
}

/**
 * Nodes of an atom, less the log groups that would be left out one by one. Atoms that name no node share their lists, so
 * the basic policy of ten thousand functions does not look at ten thousand log groups each.
 */
function worthAsking(
  atom: AccessRow['atoms'][number],
  compute: Compute,
  access: Access,
  landscape: Landscape,
  uses: Uses,
): readonly number[] {
  if ((atom.maybe & ~WRITE) !== 0) return atom.nodes;
  const byNodes = splits.get(landscape) ?? new WeakMap<readonly number[], Split>();
  splits.set(landscape, byNodes);
  const split = byNodes.get(atom.nodes) ?? splitLogs(atom.nodes, access, landscape);
  byNodes.set(atom.nodes, split);
  if (split.positionOfLog.size === 0) return atom.nodes;
  const own = new Set([compute.logs, ...uses.ofCompute(compute.id).map((use) => use.node)]);
  const logs = [...own].flatMap((node) => split.positionOfLog.get(node ?? '') ?? []);
  return [...split.others, ...logs].sort((one, other) => one - other).map((position) => atom.nodes[position] ?? -1);
}

/** Positions in a list of nodes. */
interface Split {
  readonly others: readonly number[];
  readonly positionOfLog: ReadonlyMap<string, number>;
}

const splits = new WeakMap<Landscape, WeakMap<readonly number[], Split>>();

function splitLogs(nodes: readonly number[], access: Access, landscape: Landscape): Split {
  const others: number[] = [];
  const positionOfLog = new Map<string, number>();
  for (const [position, index] of nodes.entries()) {
    const node = access.nodes[index] ?? '';
    if (landscape.storeById.get(node)?.holds === 'logs') positionOfLog.set(node, position);
    else others.push(position);
  }
  return { others, positionOfLog };
}

/**
 * A state machine or pipe that logs sets its delivery up with its own role, on all log groups: there is no narrower grant.
 * Source: AWS Step Functions Developer Guide, "Using CloudWatch Logs to log execution history", IAM policies.
 */
function deliveryMask(
  compute: Compute,
  identity: string,
  node: string,
  access: Access,
  landscape: Landscape,
): CapabilityMask {
  if (!DELIVERS_LOGS.has(compute.role) || compute.logs === undefined) return 0;
  if (landscape.storeById.get(node)?.holds !== 'logs') return 0;
  return GAINED_BY_DELIVERY.reduce((mask, capability) => {
    const actions = access.actions(identity, capability, node);
    const isDelivery = actions.length > 0 && actions.every((action) => action === 'logs:PutResourcePolicy');
    return isDelivery ? mask | maskOf(capability) : mask;
  }, 0);
}

const DELIVERS_LOGS: ReadonlySet<Compute['role']> = new Set(['workflow', 'pipe']);
const GAINED_BY_DELIVERY = ['read', 'delete', 'admin'] as const;

function isForeignLog(compute: Compute, node: string, landscape: Landscape, uses: Uses): boolean {
  return (
    compute.logs !== node &&
    landscape.storeById.get(node)?.holds === 'logs' &&
    !has(uses.mask(compute.id, node), 'write')
  );
}
