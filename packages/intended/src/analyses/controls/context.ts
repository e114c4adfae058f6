import type { HandlerFacts } from '#handlers/facts';
import type { Intent } from '#intent/intent';
import type { Application, Resource } from '#model/application';
import type { Grant } from '#model/grant';
import type { Route } from '#model/flow';
import type { Compute, Gate, Store } from '#model/node';
import type { Value } from '#model/value';
import type { Access } from '#policy/access';
import { parsePolicy } from '#policy/parse-policy';
import type { Policy } from '#policy/statement';
import type { Tables } from '#policy/tables';
import { indexLinks } from './links.ts';
import { templateParts } from './template-parts.ts';
import type { DataAt } from './severity-by-data.ts';

/** What the engine knows of an app when controls are asked. */
export interface Known {
  readonly application: Application;
  readonly intent: Intent;
  readonly handlers: readonly HandlerFacts[];
  readonly access: Access;
  /** Classes that are meant to be, or wired to be, at the node that a resource is part of; undefined for no node. */
  dataOf(resource: string): DataAt | undefined;
  /** ISO date of the run. */
  readonly today: string;
  /** Facts about IAM's actions and the provider's policies. */
  readonly tables: Tables;
}

/** The app as controls ask about it: everything is looked up once, however many controls ask. */
export interface Context extends Known {
  /** Resources of these types, in template order. */
  ofType(...types: readonly string[]): readonly Resource[];
  /** The resource that a value names: by `Ref`, `GetAtt`, inside an ARN, or by its physical name; only of these types, if given. */
  find(value: Value | undefined, ...types: readonly string[]): Resource | undefined;
  /** Resources of these types that name this one in any property, by reference or by physical name. */
  naming(resource: Resource, ...types: readonly string[]): readonly Resource[];
  /** The node (function, table, API …) that a resource is the deciding part of. */
  nodeOf(resource: Resource): Compute | Store | Gate | undefined;
  /** Policies whose text stands in a resource. */
  grantsIn(resource: Resource): readonly Grant[];
  /** Policies of an identity or on a node, by its id. */
  grantsOf(holder: string): readonly Grant[];
  policyOf(grant: Grant): Policy;
  /** Routes of an API, function URL or distribution, by the id of its node. */
  routesOf(api: string): readonly Route[];
  handlerOf(compute: string): HandlerFacts | undefined;
}

/** Prepares an app for controls; each index is made when first asked for. */
export function createContext(known: Known): Context {
  const { application } = known;
  const links = once(() => indexLinks(application));
  const byType = once(() =>
    group([...application.resources.values(), ...templateParts(application)], ({ type }) => type),
  );
  const nodes = once(() => nodesByResource(application));
  const byText = once(() => group(application.grants, (grant) => grant.resource ?? ''));
  const byHolder = once(() => group(application.grants, (grant) => grant.holder));
  const routes = once(() => group(application.routes, (route) => route.api));
  const handlers = once(() => new Map(known.handlers.map((facts) => [facts.compute, facts])));
  const policies = new Map<Grant, Policy>();
  return {
    ...known,
    ofType: (...types) => types.flatMap((type) => byType().get(type) ?? []),
    find: (value, ...types) => links().find(value, types),
    naming: (resource, ...types) => links().naming(resource, types),
    nodeOf: (resource) => nodes().get(resource.id),
    grantsIn: (resource) => byText().get(resource.id) ?? [],
    grantsOf: (holder) => byHolder().get(holder) ?? [],
    policyOf(grant) {
      const policy = policies.get(grant) ?? parsePolicy(grant.document);
      policies.set(grant, policy);
      return policy;
    },
    routesOf: (api) => routes().get(api) ?? [],
    handlerOf: (compute) => handlers().get(compute),
  };
}

/** Two nodes may share a resource (a bucket and its site): the one that it decides goes first. */
function nodesByResource({ computes, stores, gates }: Application): ReadonlyMap<string, Compute | Store | Gate> {
  const found = new Map<string, Compute | Store | Gate>();
  const nodes = [...computes, ...stores, ...gates];
  for (const node of nodes) for (const id of node.resources.slice(0, 1)) if (!found.has(id)) found.set(id, node);
  for (const node of nodes) for (const id of node.resources) if (!found.has(id)) found.set(id, node);
  return found;
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const found = groups.get(keyOf(item));
    if (found === undefined) groups.set(keyOf(item), [item]);
    else found.push(item);
  }
  return groups;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
