import { compileEvents, type EventTable } from './access/events.ts';
import { compileRoutes, type RouteTable } from './access/routes.ts';
import { BOUNDS } from './inbound/bounds.ts';
import type { Layer } from './layer.ts';
import type { Bounds, Policy } from './policy.ts';

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A policy made ready: everything that can be computed before the first request. */
export interface Engine {
  readonly policy: Policy;
  readonly bounds: Bounds;
  readonly routes: RouteTable;
  readonly events: EventTable;
  readonly layers: Layers;
  readonly clock: Clock;
  /** Starts the layers once. */
  ready(): Promise<void> | undefined;
}

/** Layers by the moment at which they are asked: most have one. */
export interface Layers {
  readonly early: readonly Layer[];
  readonly late: readonly Layer[];
  readonly after: readonly Layer[];
}

function sorted(layers: readonly Layer[]): Layers {
  const asked = layers.filter((layer) => layer.before !== undefined);
  return {
    early: asked.filter((layer) => layer.early === true),
    late: asked.filter((layer) => layer.early !== true),
    after: layers.filter((layer) => layer.after !== undefined),
  };
}

export function makeEngine(policy: Policy, layers: readonly Layer[], clock: Clock): Engine {
  const largest = Object.values(policy.routes ?? {}).map((rule) => rule.maxBodyBytes ?? 0);
  const stated = { ...BOUNDS, ...policy.limits };
  const bounds = { ...stated, maxBodyBytes: Math.max(stated.maxBodyBytes, ...largest) };
  let started: Promise<void> | undefined;
  let isReady = layers.length === 0;
  const start = async (): Promise<void> => {
    await Promise.all(layers.map((layer) => layer.start?.(policy)));
    isReady = true;
  };
  return {
    policy,
    bounds,
    routes: compileRoutes(policy),
    events: compileEvents(policy),
    layers: sorted(layers),
    clock,
    ready: () => (isReady ? undefined : (started ??= start())),
  };
}
