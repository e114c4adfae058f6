import type { Place } from '#source/place';
import { wholeFile } from '#source/place';
import type { Resource } from '#model/application';
import type { Compute } from '#model/node';
import type { Contribution, Whole } from './contribution.ts';
import { computeOf } from './nodes.ts';

/**
 * Resources that a wire, a route or a policy names although nothing here knows their type: they get a plain node, so that
 * what flows there is seen; so do functions that are only named. What names an identity is left to the identities.
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
  const places = new Map<string, Place>();
  for (const wire of whole.wires) for (const id of [wire.from, wire.to]) if (!places.has(id)) places.set(id, wire.at);
  for (const route of whole.routes) if (route.to !== undefined && !places.has(route.to)) places.set(route.to, route.at);
  const computes = [...new Set(named)].flatMap((id): readonly Compute[] => {
    if (known.has(id)) return [];
    const resource = resources.get(id);
    if (resource !== undefined) return [computeOf(resource, serviceOf(resource.type), 'other')];
    return [functionElsewhere(id, places.get(id) ?? wholeFile(''))];
  });
  return computes.length === 0 ? {} : { computes };
}

/** A function that another stack or account defines: what it does is unknown. */
function functionElsewhere(id: string, at: Place): Compute {
  return {
    kind: 'compute',
    id,
    service: 'lambda',
    type: 'AWS::Lambda::Function',
    resources: [],
    at,
    origin: 'referenced',
    role: 'function',
    identities: [],
    code: { kind: 'absent', why: 'no template here defines this function', at },
    environment: [],
    logs: undefined,
    runs: [],
    network: { egress: 'unknown', vpc: false },
  };
}

// Most IAM prefixes are the type's own middle word; those that are not have a mapper.
function serviceOf(type: string): string {
  return type.split('::')[1]?.toLowerCase() ?? '';
}
