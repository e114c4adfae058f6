import { deny, type Denial } from '../decision.ts';
import type { Invocation } from '../invocation.ts';
import type { Layer, Outcome } from '../layer.ts';
import { memoryStore, orAlone, type CounterStore } from './store.ts';

export interface RateLimitOptions {
  /** Stands in the log and in the keys of the store. */
  readonly name: string;
  /** Who is counted: the address, the caller who signed in, or what the function says (undefined: nobody). */
  readonly key: 'client' | 'principal' | ((invocation: Invocation) => string | undefined);
  /** Requests in a window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** What a denied or failed request counts; default 5: guessing costs more than using. */
  readonly failureCost?: number;
  /** Only these routes, as the policy writes them. */
  readonly routes?: readonly string[];
  /** Default: this sandbox alone, which multiplies the limit by the number of sandboxes. */
  readonly store?: CounterStore;
  /** Default 200. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Limits how often one may ask. The count is shared through the store; who is over the limit is remembered here until
 * the window ends, so that a flood costs the store no writes. When the store fails, this sandbox's own count decides.
 */
export function rateLimit(options: RateLimitOptions): Layer {
  const now = options.now ?? Date.now;
  const alone = memoryStore(now);
  const store = options.store === undefined ? alone : orAlone(options.store, alone, options.timeoutMs ?? 200);
  const over = new Map<string, number>();
  const count = async (key: string, cost: number): Promise<Denial | undefined> => {
    const window = windowOf(now(), options.windowSeconds);
    const id = `${options.name}:${key}:${window.start}`;
    if (!over.has(id)) {
      const total = await store.add(id, cost, options.windowSeconds);
      if (total <= options.limit) return undefined;
      remember(over, id, window.endsMs, now());
    }
    return deny('rate-limit', { rule: options.name, retryAfterSeconds: (window.endsMs - now()) / 1000 });
  };
  return {
    name: `rate-limit:${options.name}`,
    // Callers are known only after they signed in; addresses at once.
    early: options.key === 'client',
    before: async (invocation) => {
      const key = keyOf(invocation, options);
      return key === undefined ? undefined : count(key, 1);
    },
    async after(invocation, outcome) {
      const key = isFailure(outcome) ? keyOf(invocation, options) : undefined;
      if (key !== undefined) await count(key, (options.failureCost ?? 5) - 1);
    },
  };
}

function windowOf(nowMs: number, seconds: number): { readonly start: number; readonly endsMs: number } {
  const start = Math.floor(nowMs / 1000 / seconds) * seconds;
  return { start, endsMs: (start + seconds) * 1000 };
}

function remember(over: Map<string, number>, id: string, endsMs: number, nowMs: number): void {
  for (const [oldest, end] of over) {
    if (over.size < 10_000 && end > nowMs) break;
    over.delete(oldest);
  }
  over.set(id, endsMs);
}

/** Being over the limit is no further failure, or nobody would ever get out. */
function isFailure({ kind, decision, status }: Outcome): boolean {
  if (!decision.allow) return decision.code !== 'rate-limit' && decision.code !== 'spend-limit';
  return kind === 'failed' || (status ?? 200) === 401 || (status ?? 200) === 403;
}

function keyOf(invocation: Invocation, { key, routes }: RateLimitOptions): string | undefined {
  if (routes !== undefined && !routes.includes(invocation.label)) return undefined;
  if (typeof key === 'function') return key(invocation)?.slice(0, 128);
  if (key === 'principal') return invocation.principal?.id.slice(0, 128);
  const { client } = invocation.inbound;
  return client === undefined ? undefined : network(client);
}

/** One subscriber of IPv6 has at least a /64: counting single addresses counts nothing. */
export function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = ''] = address.split('::', 1);
  const groups = head.split(':').slice(0, 4);
  return `${[...groups, ...Array.from({ length: 4 - groups.length }, () => '0')].join(':')}::/64`;
}
