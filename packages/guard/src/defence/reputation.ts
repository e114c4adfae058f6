import { deny } from '../decision.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Layer } from '../layer.ts';
import { makeRanges, NEVER, type Ranges } from './ranges.ts';

export interface ReputationOptions {
  /** Lines of addresses and ranges to deny. Loaded after the first request, again every `refreshSeconds`, never waited for. */
  readonly denied: readonly string[] | (() => Promise<Iterable<string>>);
  /** Never denied, besides private addresses: your own, those of your CDN. */
  readonly never?: readonly string[];
  /** Proxies whose `x-forwarded-for` is believed. Default none: the address that the platform saw counts. */
  readonly trustedProxies?: readonly string[];
  readonly refreshSeconds?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Denies clients by address. A list that does not load denies nobody. */
export function reputation(options: ReputationOptions): Layer {
  const now = options.now ?? Date.now;
  const never = makeRanges([...NEVER, ...(options.never ?? [])]);
  const proxies = makeRanges(options.trustedProxies ?? []);
  let denied: Ranges | undefined = Array.isArray(options.denied) ? makeRanges(options.denied) : undefined;
  let dueMs = 0;
  const refresh = async (load: () => Promise<Iterable<string>>): Promise<void> => {
    dueMs = now() + (options.refreshSeconds ?? 3600) * 1000;
    try {
      denied = makeRanges(await load());
    } catch {
      // The former list stays: an address service that is down is no reason to deny, nor to forget.
    }
  };
  return {
    name: 'reputation',
    early: true,
    before({ inbound }) {
      if (typeof options.denied === 'function' && now() >= dueMs) void refresh(options.denied);
      const client = clientOf(inbound, proxies);
      if (client === undefined || denied?.has(client) !== true || never.has(client)) return undefined;
      return deny('reputation');
    },
  };
}

/** The nearest address that no trusted proxy has: what stands further left, anybody can write. */
export function clientOf(inbound: Inbound, proxies: Ranges): string | undefined {
  const { client } = inbound;
  if (client === undefined || !proxies.has(client)) return client;
  const forwarded = (inbound.headers.get('x-forwarded-for') ?? [])
    .join(',')
    .split(',')
    .map((one) => one.trim());
  return forwarded.toReversed().find((address) => address !== client && !proxies.has(address)) ?? client;
}
