import type { Access, Capability, OutsideAccess } from '#policy/access';
import { has } from './uses.ts';
import { push } from './landscape.ts';

/** What strangers may do by resource policies. */
export interface PublicAccess {
  /** May anyone on the internet surely do this? */
  may(node: string, capability: Capability): boolean;
  /** Access of strangers to a node: the internet, other accounts, principals that are not known. */
  strangers(node: string): readonly OutsideAccess[];
}

export function collectPublicAccess(access: Access): PublicAccess {
  const byNode = new Map<string, OutsideAccess[]>();
  for (const outside of access.outside) {
    const node = access.nodes[outside.node];
    // A service principal is the platform: what it pushes shows as a wire.
    if (node !== undefined && outside.principal !== 'service') push(byNode, node, outside);
  }
  const strangers = (node: string): readonly OutsideAccess[] => byNode.get(node) ?? [];
  return {
    strangers,
    may: (node, capability) =>
      strangers(node).some((outside) => outside.principal === 'anyone' && has(outside.yes, capability)),
  };
}
