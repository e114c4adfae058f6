/** Counts shared by all sandboxes of a function, or as many as the store reaches. */
export interface CounterStore {
  /** Adds `amount` to the counter and gives its new total. The counter may be forgotten after `forSeconds`. */
  add(key: string, amount: number, forSeconds: number): Promise<number> | number;
}

/** Counts of one sandbox: what decides alone where there is no store, and when the store fails. At most `max` keys. */
export function memoryStore(now: () => number = Date.now, max = 10_000): CounterStore {
  const counters = new Map<string, { total: number; readonly endsMs: number }>();
  return {
    add(key, amount, forSeconds) {
      const time = now();
      const known = counters.get(key);
      if (known !== undefined && known.endsMs > time) return (known.total += amount);
      counters.delete(key);
      // The oldest go first: a flood of new keys must not take all memory.
      for (const [oldest, { endsMs }] of counters) {
        if (counters.size < max && endsMs > time) break;
        counters.delete(oldest);
      }
      counters.set(key, { total: amount, endsMs: time + forSeconds * 1000 });
      return amount;
    },
  };
}

/** What the store asks of a Redis or Valkey client; those of `ioredis` and `iovalkey` fit as they are. */
export interface RedisLike {
  incrby(key: string, amount: number): Promise<number>;
  expire(key: string, seconds: number): Promise<unknown>;
}

export function redisStore(client: RedisLike, prefix = 'guard:'): CounterStore {
  return {
    async add(key, amount, forSeconds) {
      const total = await client.incrby(prefix + key, Math.round(amount));
      // Only the first write of a window sets its end: later ones would prolong it.
      if (total === Math.round(amount)) await client.expire(prefix + key, forSeconds + 1);
      return total;
    },
  };
}

/** Gives up on a slow store, and counts alone while it fails. */
export function orAlone(store: CounterStore, alone: CounterStore, timeoutMs: number): CounterStore {
  return {
    async add(key, amount, forSeconds) {
      const local = await alone.add(key, amount, forSeconds);
      try {
        return await within(Promise.resolve(store.add(key, amount, forSeconds)), timeoutMs);
      } catch {
        return local;
      }
    },
  };
}

async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('store timeout')), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
