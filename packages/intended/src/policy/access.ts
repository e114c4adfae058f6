import type { Diagnostic, Place } from '#source/place';

/** Three-valued truth of Kleene. */
export type Verdict = 'no' | 'maybe' | 'yes';

/** r w d i l t a p of the design, by their words. */
export type Capability = 'read' | 'write' | 'delete' | 'invoke' | 'list' | 'tap' | 'admin' | 'pass';

/** Order fixes the bit of each capability in a mask. */
export const CAPABILITIES: readonly Capability[] = [
  'read',
  'write',
  'delete',
  'invoke',
  'list',
  'tap',
  'admin',
  'pass',
] as const;

/** A set of capabilities, bit i for `CAPABILITIES[i]`; bit 8 says that `read` reaches everything at once (Scan, Select). */
export type CapabilityMask = number;
export const BULK_READ: CapabilityMask = 1 << 8;

/**
 * What the identities of one row may do. Identities with equal statements share a row.
 * The atoms of a row are disjoint sets of nodes; a node in no atom is out of reach.
 */
export interface AccessRow {
  readonly identities: readonly string[];
  readonly atoms: readonly Atom[];
  /** Managed policies or documents that could not be read: the row may be wider than shown. */
  readonly unknown: readonly { readonly what: string; readonly at: Place }[];
}

export interface Atom {
  /** Indexes into `Access.nodes`. */
  readonly nodes: readonly number[];
  readonly yes: CapabilityMask;
  /** Includes `yes`. */
  readonly maybe: CapabilityMask;
  /** Covers only part of each node (a prefix, an index, leading keys). */
  readonly partial: CapabilityMask;
}

/** Why a capability is held: the actions granted and the statements that decide, strongest first. */
export interface Explanation {
  readonly verdict: Verdict;
  readonly actions: readonly string[];
  readonly statements: readonly DecidingStatement[];
  /** Conditions and unknowns that make it `maybe`, in words. */
  readonly because: readonly string[];
}

export interface DecidingStatement {
  readonly grant: string;
  readonly label: string;
  readonly effect: 'Allow' | 'Deny';
  readonly sid: string | undefined;
  readonly at: Place;
}

/** Access of a principal that is not an identity of the app: the internet, another account, a service. */
export interface OutsideAccess {
  readonly principal: 'anyone' | 'account' | 'service' | 'federated' | 'unknown';
  /** Account id, service name or provider. */
  readonly name: string;
  readonly node: number;
  readonly yes: CapabilityMask;
  readonly maybe: CapabilityMask;
  readonly explanation: Explanation;
}

/** One way to become, or to change the code of, another compute or identity. */
export interface ControlEdge {
  readonly identity: string;
  /** Id of the identity or compute gained; `*` for one that could be made new (create a function with a passed role names the role). */
  readonly gains: string;
  readonly how: string;
  readonly actions: readonly string[];
  readonly verdict: 'maybe' | 'yes';
  readonly explanation: Explanation;
}

export interface Access {
  /** Ids of the nodes (stores, computes, gates) and identities that can be objects, in index order. */
  readonly nodes: readonly string[];
  readonly rows: readonly AccessRow[];
  readonly rowByIdentity: ReadonlyMap<string, number>;
  readonly outside: readonly OutsideAccess[];
  readonly control: readonly ControlEdge[];
  /** What is wrong with the policies' documents, in reading order, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** Explains one cell; computed on demand. */
  explain(identity: string, capability: Capability, node: string): Explanation;
  /** Does the identity hold this one IAM action on the node? For `missing` and for wires that need a grant. */
  allows(identity: string, action: string, node: string): Explanation;
  /** Granted actions that give this capability on the node, for capability excess. */
  actions(identity: string, capability: Capability, node: string): readonly string[];
}
