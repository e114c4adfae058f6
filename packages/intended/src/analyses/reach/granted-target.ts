import type { Compute } from '#model/node';
import { itemsOf, literal, referencesIn, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Landscape, Names } from './landscape.ts';

/** Policies of the provider that touch no store of the app but logs and traces. */
const TOUCHES_NOTHING =
  /(?:^|\/)(?:AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole|AWSX-?[Rr]ay(?:DaemonWriteAccess|WriteOnlyAccess)|CloudWatchLambdaInsightsExecutionRolePolicy|CloudWatchLambdaApplicationSignalsExecutionRolePolicy)$/;

/**
 * The node that a call must mean whose code leaves it open: the only one on which the compute may do it.
 * On any other the call would be refused. Undefined where a grant is wider than one store, or not wholly known.
 */
export function soleGranted(
  compute: Compute,
  actions: readonly string[],
  names: Names,
  landscape: Pick<Landscape, 'application' | 'storeById'>,
  grantsOf: (identity: string) => Landscape['application']['grants'],
): string | undefined {
  if (compute.identities.length === 0 || actions.length === 0) return undefined;
  const found = new Set<string>();
  for (const identity of compute.identities)
    for (const grant of grantsOf(identity)) {
      if (grant.side === 'managed' && !TOUCHES_NOTHING.test(literal(grant.document) ?? '')) return undefined;
      if (grant.side !== 'identity') continue;
      for (const statement of itemsOf(valueAt(grant.document, 'Statement'))) {
        const nodes = nodesOf(statement, actions, names, landscape);
        if (nodes === undefined) return undefined;
        for (const node of nodes) found.add(node);
      }
    }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** Stores on which a statement allows one of the actions; undefined where that is not known. */
function nodesOf(
  statement: Value,
  actions: readonly string[],
  names: Names,
  { storeById }: Pick<Landscape, 'storeById'>,
): readonly string[] | undefined {
  if (statement.kind !== 'dictionary') return undefined;
  if (literal(valueAt(statement, 'Effect')) === 'Deny') return [];
  const patterns = itemsOf(valueAt(statement, 'Action')).map((action) => literal(action));
  if (statement.entries.has('NotAction') || patterns.includes(undefined)) return undefined;
  if (!patterns.some((pattern) => actions.some((action) => matches(pattern ?? '*', action)))) return [];
  if (statement.entries.has('NotResource')) return undefined;
  const nodes = itemsOf(valueAt(statement, 'Resource')).map((resource) => {
    const stores = referencesIn(resource).filter((id) => storeById.has(id));
    return stores.length === 1 ? stores[0] : names.nodeOf(resource);
  });
  const known = nodes.filter((node) => node !== undefined);
  return known.length === nodes.length ? known : undefined;
}

function matches(pattern: string, action: string): boolean {
  const glob = pattern.toLowerCase().replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(action.toLowerCase());
}
