import type { Decision } from './decision.ts';
import type { Invocation } from './invocation.ts';
import type { Policy } from './policy.ts';

/**
 * A part of the guard beyond T0 and T1: signals, sink hooks, limits, honeypot, reputation. `guard` starts each once,
 * asks each before the handler in order (the first denial ends it), and tells each the outcome.
 * A layer's maker should import its code lazily (`import('./…')` in `start`), so that it costs nothing unused.
 */
export interface Layer {
  readonly name: string;
  /** Awaited before the first invocation; if it throws, every invocation is denied with `guard-fault`. */
  start?(policy: Policy): void | Promise<void>;
  /** Runs after T0 and the route match, before validation when `early`, else after it. */
  readonly early?: boolean;
  before?(invocation: Invocation): Decision | undefined | Promise<Decision | undefined>;
  /** After the handler or a denial; never awaited longer than it needs, its errors are swallowed into the log. */
  after?(invocation: Invocation, outcome: Outcome): void | Promise<void>;
}

export interface Outcome {
  readonly kind: 'answered' | 'failed' | 'denied';
  readonly decision: Decision;
  readonly status: number | undefined;
  readonly durationMs: number;
}
