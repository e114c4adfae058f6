import type { HandlerFacts, Target } from '#handlers/facts';
import type { Intent, RouteIntent } from '#intent/intent';
import type { Application } from '#model/application';
import type { Route, Schema, Wire } from '#model/flow';
import type { Actor, Compute, Gate, Store } from '#model/node';
import { literal, valueAt } from '#model/read-value';
import { soleGranted } from './granted-target.ts';
import type { Value } from '#model/value';

/** How names in values and code become node ids. The reader of the provider knows. */
export interface Names {
  /** The node that a value names by reference, physical name or ARN. */
  nodeOf(value: Value, service?: string): string | undefined;
  /** The node of a service that has this physical name or ARN. */
  nodeNamed(name: string, service?: string): string | undefined;
}

/** The application with everything looked up once: nodes by id, wires and routes by end, facts by compute. */
export interface Landscape {
  readonly application: Application;
  readonly intent: Intent;
  readonly computes: readonly Compute[];
  readonly stores: readonly Store[];
  readonly gates: readonly Gate[];
  readonly actors: readonly Actor[];
  readonly computeById: ReadonlyMap<string, Compute>;
  readonly storeById: ReadonlyMap<string, Store>;
  readonly gateById: ReadonlyMap<string, Gate>;
  /** Stores that a key encrypts. */
  readonly storesByKey: ReadonlyMap<string, readonly string[]>;
  readonly wiresInto: ReadonlyMap<string, readonly Wire[]>;
  readonly wiresFrom: ReadonlyMap<string, readonly Wire[]>;
  readonly routesOf: ReadonlyMap<string, readonly Route[]>;
  readonly routesInto: ReadonlyMap<string, readonly Route[]>;
  /** Routes whose callers a function judges, by that function. */
  readonly routesJudgedBy: ReadonlyMap<string, readonly Route[]>;
  readonly schemasOn: ReadonlyMap<string, readonly Schema[]>;
  readonly routeIntentById: ReadonlyMap<string, RouteIntent>;
  readonly factsByCompute: ReadonlyMap<string, HandlerFacts>;
  /** Computes with the authority of an identity. */
  readonly computesByIdentity: ReadonlyMap<string, readonly Compute[]>;
  /** Computes of which some definition was not read or names what nothing defines. */
  readonly openDefinitions: ReadonlySet<string>;
  /** Computes that run what a store holds. */
  readonly runnersOf: ReadonlyMap<string, readonly string[]>;
  /**
   * The node a call of `compute`'s code names, or undefined where the code leaves it open. Where `actions` are told,
   * a name that is open means the only node on which the compute may do any of them.
   */
  targetOf(compute: Compute, target: Target, service?: string, actions?: readonly string[]): string | undefined;
  /** The node of a third-party host. */
  hostNode(host: string): string | undefined;
}

export function buildLandscape(
  application: Application,
  handlers: readonly HandlerFacts[],
  intent: Intent,
  names: Names,
  declared: readonly (Store | Compute)[],
): Landscape {
  const hosts = hostStores(handlers, intent);
  const computes = [...application.computes, ...declared.filter((node) => node.kind === 'compute')];
  const stores = [...application.stores, ...declared.filter((node) => node.kind === 'store'), ...hosts.stores];
  const wiresInto = groupBy(application.wires, (wire) => wire.to);
  const grantsByHolder = groupBy(application.grants, (grant) => grant.holder);
  const known = new Map<string, string | undefined>();
  const granted = (compute: Compute, actions: readonly string[]): string | undefined => {
    const key = `${compute.id}\u0000${actions.join()}`;
    if (!known.has(key))
      known.set(
        key,
        soleGranted(compute, actions, names, landscape, (identity) => grantsByHolder.get(identity) ?? []),
      );
    return known.get(key);
  };
  const landscape: Landscape = {
    application,
    intent,
    computes,
    stores,
    gates: application.gates,
    actors: application.actors,
    computeById: new Map(computes.map((compute) => [compute.id, compute])),
    storeById: new Map(stores.map((store) => [store.id, store])),
    gateById: new Map(application.gates.map((gate) => [gate.id, gate])),
    storesByKey: byKey(stores),
    wiresInto,
    wiresFrom: groupBy(application.wires, (wire) => wire.from),
    routesOf: groupBy(application.routes, (route) => route.api),
    routesInto: groupBy(
      application.routes.filter((route) => route.to !== undefined),
      (route) => route.to ?? '',
    ),
    routesJudgedBy: groupBy(
      application.routes.filter((route) => deciderOf(route) !== undefined),
      (route) => deciderOf(route) ?? '',
    ),
    schemasOn: groupBy(application.schemas, (schema) => schema.on),
    routeIntentById: new Map(intent.routes.map((route) => [route.route, route])),
    factsByCompute: new Map(handlers.map((facts) => [facts.compute, facts])),
    computesByIdentity: byIdentity(computes),
    openDefinitions: new Set(
      application.unresolved.flatMap((unresolved) => (unresolved.of === undefined ? [] : [unresolved.of])),
    ),
    runnersOf: runners(computes),
    targetOf: (compute, target, service, actions = []) =>
      nodeOfTarget(compute, target, service, names, landscape) ??
      (target.kind === 'none' || target.kind === 'literal' ? undefined : granted(compute, actions)),
    hostNode: (host) => hosts.idByHost.get(host.toLowerCase()),
  };
  return landscape;
}

function deciderOf({ authn }: Route): string | undefined {
  return authn.kind === 'known' && authn.value.kind === 'custom' ? authn.value.by : undefined;
}

function nodeOfTarget(
  compute: Compute,
  target: Target,
  service: string | undefined,
  names: Names,
  landscape: Landscape,
): string | undefined {
  if (target.kind === 'literal') return names.nodeNamed(target.name, service);
  if (target.kind === 'environment') {
    const value = compute.environment.find((entry) => entry.name === target.name)?.value;
    if (value === undefined) return undefined;
    const name = literal(value);
    return names.nodeOf(value, service) ?? (name === undefined ? undefined : names.nodeNamed(name, service));
  }
  if (target.kind !== 'event') return undefined;
  const property = customResourceProperty(compute, target.path ?? [], landscape);
  if (property !== undefined) return names.nodeOf(property, service);
  // The event names the resource it came from: the one wire of that service is meant, if there is just one.
  const sources = (landscape.wiresInto.get(compute.id) ?? [])
    .map((wire) => landscape.storeById.get(wire.from))
    .filter((store) => store?.service === service);
  const ids = new Set(sources.map((store) => store?.id));
  return ids.size === 1 ? sources[0]?.id : undefined;
}

/** `event.ResourceProperties.X` of a custom resource's function is property X of the resource that invokes it. */
function customResourceProperty(compute: Compute, path: readonly string[], landscape: Landscape): Value | undefined {
  const [first, ...rest] = path;
  if (first !== 'ResourceProperties' || rest.length === 0) return undefined;
  for (const wire of landscape.wiresInto.get(compute.id) ?? []) {
    const resource = landscape.application.resources.get(landscape.computeById.get(wire.from)?.resources[0] ?? '');
    const value = valueAt(resource?.properties, ...rest);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A third party is a store that keeps whatever it is sent: one node a host, under its declared name if it has one. */
function hostStores(
  handlers: readonly HandlerFacts[],
  intent: Intent,
): { stores: Store[]; idByHost: Map<string, string> } {
  const idByHost = new Map<string, string>();
  const stores: Store[] = [];
  for (const external of intent.external)
    if (external.host !== undefined) idByHost.set(external.host.toLowerCase(), external.id);
  for (const facts of handlers)
    for (const call of facts.hosts) {
      if (call.host.kind !== 'known') continue;
      const host = call.host.value.toLowerCase();
      if (idByHost.has(host)) continue;
      idByHost.set(host, host);
      stores.push({
        kind: 'store',
        id: host,
        service: 'host',
        type: 'host',
        resources: [],
        at: call.at,
        origin: 'referenced',
        holds: 'external',
        name: undefined,
        arn: undefined,
        keys: [],
        tags: [],
      });
    }
  return { stores, idByHost };
}

function byIdentity(computes: readonly Compute[]): Map<string, Compute[]> {
  const map = new Map<string, Compute[]>();
  for (const compute of computes) for (const identity of compute.identities) push(map, identity, compute);
  return map;
}

function byKey(stores: readonly Store[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const store of stores) for (const key of store.keys) push(map, key, store.id);
  return map;
}

function runners(computes: readonly Compute[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const compute of computes) for (const store of compute.runs) push(map, store, compute.id);
  return map;
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) push(map, key(item), item);
  return map;
}

export function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}
