import { sectionOf } from '../modes.ts';
import type { Layer } from '../layer.ts';

export interface MetricsOptions {
  /** Default `Intended/Guard`. */
  readonly namespace?: string;
  readonly write?: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * One line of CloudWatch's embedded metric format for each invocation that is denied, or fails, or is one in a hundred.
 * The only dimension is the section that denied: a dimension of routes or clients would cost more than the function.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metrics(options: MetricsOptions = {}): Layer {
  const write = options.write ?? ((line: string): void => void process.stdout.write(`${line}\n`));
  let answered = 0;
  return {
    name: 'metrics',
    after(_invocation, { kind, decision, durationMs }) {
      answered += 1;
      if (kind === 'answered' && answered < 100) return;
      const section = decision.allow ? 'none' : sectionOf(decision.code);
      const values = {
        Invocations: answered,
        Denied: kind === 'denied' ? 1 : 0,
        Failed: kind === 'failed' ? 1 : 0,
        DurationMs: durationMs,
      };
      const Metrics = Object.keys(values).map((Name) => ({
        Name,
        Unit: Name === 'DurationMs' ? 'Milliseconds' : 'Count',
      }));
      const CloudWatchMetrics = [
        { Namespace: options.namespace ?? 'Intended/Guard', Dimensions: [['Section']], Metrics },
      ];
      write(
        JSON.stringify({
          _aws: { Timestamp: (options.now ?? Date.now)(), CloudWatchMetrics },
          Section: section,
          ...values,
        }),
      );
      answered = 0;
    },
  };
}
