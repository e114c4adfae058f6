import type { Store } from '#model/node';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { itemsOf, valueAt } from '#model/read-value';
import type { Contribution, Whole } from './contribution.ts';
import { parseArn, textOf } from './name-index.ts';
import { nodeIndex } from './node-index.ts';
import type { Reading } from './reading.ts';
import { referencedStore } from './referenced.ts';

/**
 * Stores that only policies name: a table of another stack, a bucket given as a parameter. Names with a wildcard name
 * no one store, and a policy's own statement still covers whatever they match.
 */
export function policyStores(whole: Whole, resources: ReadonlyMap<string, Resource>, reading: Reading): Contribution {
  const index = nodeIndex({ ...whole, resources });
  const stores = new Map<string, Store>();
  for (const grant of whole.grants) {
    if (grant.side !== 'identity') continue;
    for (const value of resourcesOf(grant.document)) {
      const parts = textOf(value);
      if (parts === undefined || parseArn(parts) === undefined || index.resolveNode(value) !== undefined) continue;
      const store = referencedStore(parts, undefined, value.at, reading);
      if (store !== undefined && !stores.has(store.id)) stores.set(store.id, store);
    }
  }
  return { stores: [...stores.values()] };
}

function resourcesOf(document: Value): readonly Value[] {
  const statements = itemsOf(valueAt(document, 'Statement')).flatMap((one) =>
    one.kind === 'choice' ? one.branches : [one],
  );
  return statements.flatMap((statement) => flat(valueAt(statement, 'Resource')));
}

function flat(value: Value | undefined): readonly Value[] {
  return itemsOf(value).flatMap((item) =>
    item.kind === 'choice' ? item.branches.flatMap((one) => flat(one)) : [item],
  );
}
