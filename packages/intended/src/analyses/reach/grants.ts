import type { Compute } from '#model/node';
import type { Access, Capability, CapabilityMask } from '#policy/access';
import type { Landscape } from './landscape.ts';
import type { Uses } from './uses.ts';
import { has, maskOf } from './uses.ts';

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
      for (const index of atom.nodes) {
        const node = access.nodes[index];
        if (node === undefined) continue;
        const masked = isForeignLog(compute, node, landscape, uses) ? ~WRITE : ~0;
        const maybe = atom.maybe & masked;
        if (maybe !== 0) grants.push({ identity, node, yes: atom.yes & masked, maybe, partial: atom.partial & masked });
      }
  }
  return grants;
}

function isForeignLog(compute: Compute, node: string, landscape: Landscape, uses: Uses): boolean {
  return (
    landscape.storeById.get(node)?.holds === 'logs' &&
    compute.logs !== node &&
    !has(uses.mask(compute.id, node), 'write')
  );
}

export function grantsCapability(grant: Granted, capability: Capability): boolean {
  return has(grant.maybe, capability);
}
