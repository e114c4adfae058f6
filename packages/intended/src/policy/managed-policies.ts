import type { Place } from '#source/place';
import type { Value } from '#model/value';
import type { Tables } from './tables.ts';
import type { Policy } from './statement.ts';

/** Documents of the provider's own policies, read only when one is used. */
export interface ManagedPolicies {
  /** By name or ARN, as a template gives it; what has no document here is unknown, never empty. */
  find(document: Value, at: Place): { readonly policies: readonly Policy[]; readonly unknown: Policy['unknown'] };
}

export function managedPolicies(_tables: Tables): ManagedPolicies {
  return { find: (_document, at) => ({ policies: [], unknown: [{ what: 'managed policy', at }] }) };
}
