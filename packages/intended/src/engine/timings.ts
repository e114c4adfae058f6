/** Measures phases with a clock that the caller gives. */
export interface Clock {
  readonly now: () => number;
  time<T>(phase: string, work: () => T | Promise<T>): Promise<T>;
  /** Milliseconds by phase, in order of first use; a phase timed twice is added up. */
  timings(): Readonly<Record<string, number>>;
}

export function startClock(now: () => number): Clock {
  const spent = new Map<string, number>();
  const start = now();
  return {
    now,
    async time(phase, work) {
      const from = now();
      try {
        return await work();
      } finally {
        spent.set(phase, (spent.get(phase) ?? 0) + now() - from);
      }
    },
    timings: () =>
      Object.fromEntries(
        [...spent, ['total', now() - start] as const].map(([phase, ms]) => [phase, Math.round(ms * 10) / 10]),
      ),
  };
}
