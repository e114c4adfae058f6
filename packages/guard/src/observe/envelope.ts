import type { Layer } from '../layer.ts';

export interface EnvelopeOptions {
  readonly write?: (line: string) => void;
  /** Invocations of a route before it is judged; default 50. */
  readonly warmUp?: number;
  /** Standard deviations that are too many; default 6. */
  readonly deviations?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What is usual of one route: mean and variance of the logarithm of its duration, and the share that fails. */
interface Usual {
  count: number;
  mean: number;
  variance: number;
  errors: number;
}

/** Weight of the newest invocation: about the last hundred count. */
const WEIGHT = 0.02;

/**
 * Learns how long each route takes and how often it fails, and reports what is far out: a command that runs, a table
 * that is read whole, a series of attempts. Durations are spread by factors, so their logarithm is judged.
 */
export function envelope(options: EnvelopeOptions = {}): Layer {
  const write = options.write ?? ((line: string): void => void process.stdout.write(`${line}\n`));
  const usual = new Map<string, Usual>();
  return {
    name: 'envelope',
    after({ label }, { kind, durationMs }) {
      // Denials end before the handler: they say nothing of what it usually does.
      if (kind === 'denied' || label === '') return;
      const known = usual.get(label) ?? { count: 0, mean: 0, variance: 0, errors: 0 };
      usual.set(label, known);
      for (const anomaly of judge(known, kind === 'failed', durationMs, options)) {
        write(
          JSON.stringify({
            time: new Date((options.now ?? Date.now)()).toISOString(),
            guard: 1,
            anomaly,
            route: label,
            durationMs: Math.round(durationMs),
          }),
        );
      }
      learn(known, kind === 'failed', durationMs);
    },
  };
}

function judge(usual: Usual, isFailure: boolean, durationMs: number, options: EnvelopeOptions): readonly string[] {
  if (usual.count < (options.warmUp ?? 50)) return [];
  const found: string[] = [];
  const distance = Math.log1p(durationMs) - usual.mean;
  // A route that always takes the same has no spread of its own: a tenth is the least.
  if (distance > (options.deviations ?? 6) * Math.max(Math.sqrt(usual.variance), 0.1)) found.push('duration');
  if (isFailure && usual.errors < 0.1 && usual.errors + WEIGHT > 0.1) found.push('errors');
  return found;
}

function learn(usual: Usual, isFailure: boolean, durationMs: number): void {
  const weight = Math.max(WEIGHT, 1 / (usual.count + 1));
  const distance = Math.log1p(durationMs) - usual.mean;
  usual.mean += weight * distance;
  usual.variance = (1 - weight) * (usual.variance + weight * distance * distance);
  usual.errors += WEIGHT * ((isFailure ? 1 : 0) - usual.errors);
  usual.count += 1;
}
