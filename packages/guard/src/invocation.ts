import { AsyncLocalStorage } from 'node:async_hooks';
import type { Denial } from './decision.ts';
import type { Inbound } from './inbound/inbound.ts';
import type { Policy, RouteRule } from './policy.ts';

/** One run of the handler: what came in, under which policy. */
export interface Invocation {
  readonly inbound: Inbound;
  readonly policy: Policy;
  /** The route or event rule that matched; undefined before the match and where none did. */
  readonly route: RouteRule | undefined;
  /** `POST /orders/{id}` or `sqs`: safe to log, of few values. */
  readonly label: string;
  /** Identity of the caller once known. */
  readonly principal: Principal | undefined;
  /** Denials of hooks inside the handler, also where the handler swallowed the error. Push here, then throw `Denied`. */
  readonly denials: Denial[];
  /** Signals of T2, `warn` and `learn` findings: logged, never blocking. */
  readonly notes: Denial[];
}

export interface Principal {
  readonly id: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly claims: ReadonlyMap<string, unknown>;
}

const storage = new AsyncLocalStorage<Invocation>();
const active = new Set<Invocation>();

/**
 * The invocation this code runs in. Where a callback lost its context (a pool, a queue of a driver) it is the only
 * invocation under way; undefined outside of all, or when several are under way and none is known.
 */
export function current(): Invocation | undefined {
  const known = storage.getStore();
  if (known !== undefined || active.size !== 1) return known;
  return active.values().next().value;
}

/** Invocations under way: a hook that cannot tell whose call it is must satisfy all of them. */
export function underWay(): Iterable<Invocation> {
  return active;
}

/** Runs `work` as part of `invocation` until its promise settles. */
export async function within<T>(invocation: Invocation, work: () => T | Promise<T>): Promise<T> {
  active.add(invocation);
  try {
    return await storage.run(invocation, work);
  } finally {
    active.delete(invocation);
  }
}
