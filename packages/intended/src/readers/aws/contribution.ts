import type { Resource, Unresolved } from '#model/application';
import type { Route, Schema, Wire } from '#model/flow';
import type { Grant } from '#model/grant';
import type { Actor, Compute, Gate, Identity, Store } from '#model/node';
import type { Reading } from './reading.ts';

/** What one resource adds to the application. */
export interface Contribution {
  readonly computes?: readonly Compute[];
  readonly stores?: readonly Store[];
  readonly gates?: readonly Gate[];
  readonly actors?: readonly Actor[];
  readonly identities?: readonly Identity[];
  readonly grants?: readonly Grant[];
  readonly routes?: readonly Route[];
  readonly wires?: readonly Wire[];
  readonly schemas?: readonly Schema[];
  readonly unresolved?: readonly Unresolved[];
}

/** Reads one resource of one provider type; looks at others only through the reading's indexes. */
export type Mapper = (resource: Resource, reading: Reading) => Contribution;

export type Whole = Required<Contribution>;

/**
 * Joins contributions in order. Nodes and identities are kept once per id, the first wins,
 * so that several resources may name the same referenced role or actor; grants once per id and document.
 */
export function join(contributions: readonly Contribution[]): Whole {
  return {
    computes: onceById(contributions.flatMap((one) => one.computes ?? [])),
    stores: onceById(contributions.flatMap((one) => one.stores ?? [])),
    gates: onceById(contributions.flatMap((one) => one.gates ?? [])),
    actors: onceById(contributions.flatMap((one) => one.actors ?? [])),
    identities: onceById(contributions.flatMap((one) => one.identities ?? [])),
    grants: distinct(contributions.flatMap((one) => one.grants ?? [])),
    routes: contributions.flatMap((one) => one.routes ?? []),
    wires: contributions.flatMap((one) => one.wires ?? []),
    schemas: contributions.flatMap((one) => one.schemas ?? []),
    unresolved: contributions.flatMap((one) => one.unresolved ?? []),
  };
}

/** A policy that names one holder in two ways is one grant of it; other texts under one id are all kept, numbered. */
function distinct(grants: readonly Grant[]): readonly Grant[] {
  const byId = new Map<string, Grant[]>();
  return grants.flatMap((grant) => {
    const same = byId.get(grant.id);
    if (same?.some((one) => one.document === grant.document && one.side === grant.side)) return [];
    if (same === undefined) byId.set(grant.id, [grant]);
    else same.push(grant);
    return [same === undefined ? grant : { ...grant, id: `${grant.id} ${same.length}` }];
  });
}

function onceById<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  const kept = new Map<string, T>();
  for (const item of items) if (!kept.has(item.id)) kept.set(item.id, item);
  return [...kept.values()];
}
