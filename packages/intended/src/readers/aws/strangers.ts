import type { Resource } from '#model/application';
import type { Compute } from '#model/node';
import type { Contribution, Whole } from './contribution.ts';
import { computeOf } from './nodes.ts';

/**
 * Resources that a wire, a route or a policy names although nothing here knows their type: they get a plain node, so that
 * what flows there is seen. What names an identity is left to the identities.
 */
export function strangers(whole: Whole, resources: ReadonlyMap<string, Resource>): Contribution {
  const known = new Set(
    [...whole.computes, ...whole.stores, ...whole.gates, ...whole.actors, ...whole.identities].map((one) => one.id),
  );
  const named = [
    ...whole.wires.flatMap((wire) => [wire.from, wire.to]),
    ...whole.routes.flatMap((route) => (route.to === undefined ? [] : [route.to])),
    ...whole.grants.map((grant) => grant.holder),
    ...whole.computes.flatMap((compute) => [...compute.runs, ...(compute.logs === undefined ? [] : [compute.logs])]),
  ];
  const computes = [...new Set(named)].flatMap((id): readonly Compute[] => {
    const resource = known.has(id) ? undefined : resources.get(id);
    return resource === undefined ? [] : [computeOf(resource, serviceOf(resource.type), 'other')];
  });
  return computes.length === 0 ? {} : { computes };
}

// Most IAM prefixes are the type's own middle word; those that are not have a mapper.
function serviceOf(type: string): string {
  return type.split('::')[1]?.toLowerCase() ?? '';
}
