import { deny } from '../decision.ts';
import type { Layer, Outcome } from '../layer.ts';
import { memoryStore, orAlone, type CounterStore } from './store.ts';

export interface SpendOptions {
  /** What all sandboxes together may cost in a day (UTC). */
  readonly dailyMicrodollars: number;
  /** Cost of one invocation; default the compute price of AWS Lambda on x86 by its memory and duration. */
  readonly cost?: (outcome: Outcome) => number;
  readonly store?: CounterStore;
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const DAY = 86_400;

/**
 * Meters what invocations cost, and denies once the day's budget is spent. Costs are added up here and written when
 * they reach a hundredth of the budget, so the cap is exact to a hundredth for each sandbox. Only reserved concurrency
 * is a hard cap; this one stops what is slow.
 */
export function spend(options: SpendOptions): Layer {
  const now = options.now ?? Date.now;
  const alone = memoryStore(now);
  const store = options.store === undefined ? alone : orAlone(options.store, alone, options.timeoutMs ?? 200);
  const cost = options.cost ?? lambdaCost;
  let [day, total, pending] = ['', 0, 0];
  return {
    name: 'spend',
    before() {
      if (today(now()) !== day || total + pending < options.dailyMicrodollars) return undefined;
      return deny('spend-limit', { retryAfterSeconds: DAY - (Math.floor(now() / 1000) % DAY) });
    },
    async after(_invocation, outcome) {
      if (today(now()) !== day) [day, total, pending] = [today(now()), 0, 0];
      pending += cost(outcome);
      if (pending < options.dailyMicrodollars / 100) return;
      const amount = Math.ceil(pending);
      pending = 0;
      total = await store.add(`spend:${day}`, amount, DAY);
    },
  };
}

function today(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}

/** 0.20 dollars a million requests, 0.0000166667 a GB-second. Source: AWS Lambda pricing, us-east-1, x86, 2026-11. */
function lambdaCost({ durationMs }: Outcome): number {
  const megabytes = Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? 128);
  return 0.2 + (megabytes / 1024) * (Math.max(1, durationMs) / 1000) * 16.6667;
}
