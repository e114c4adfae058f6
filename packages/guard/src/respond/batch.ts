import type { Denial } from '../decision.ts';
import type { Exchange } from '../run.ts';

type BatchExchange = Pick<Exchange<unknown>, 'call' | 'allDropped'>;

/**
 * Hands a batch over without its bad records. A queue is told which failed, so that they go to its dead-letter queue
 * and the good ones are not tried again; a stream skips them, since it would stop at the first for ever.
 */
export function batchExchange(event: unknown, handler: (event: unknown) => unknown): BatchExchange {
  return {
    call: (dropped) => (dropped.size === 0 ? handler(event) : withoutDropped(event, dropped, handler)),
    allDropped(dropped) {
      const { records } = split(event, dropped);
      if (isQueue(records)) return { batchItemFailures: failures(records, dropped) };
      return isStream(records) ? { batchItemFailures: [] } : undefined;
    },
  };
}

async function withoutDropped(
  event: unknown,
  dropped: ReadonlyMap<number, Denial>,
  handler: (event: unknown) => unknown,
): Promise<unknown> {
  const { records, kept } = split(event, dropped);
  const answer = await handler({ ...(event as object), Records: kept });
  return isQueue(records) ? withFailures(answer, failures(records, dropped)) : answer;
}

interface Split {
  readonly records: readonly unknown[];
  readonly kept: readonly unknown[];
}

function split(event: unknown, dropped: ReadonlyMap<number, Denial>): Split {
  const { Records } = event as { readonly Records: readonly unknown[] };
  return { records: Records, kept: Records.filter((_, at) => !dropped.has(at)) };
}

function isQueue(records: readonly unknown[]): boolean {
  return records.some((record) => field(record, 'eventSource') === 'aws:sqs');
}

function isStream(records: readonly unknown[]): boolean {
  return records.some((record) => /^aws:(?:kinesis|dynamodb)$/.test(String(field(record, 'eventSource'))));
}

interface Failure {
  readonly itemIdentifier: string;
}

/** A record without an id makes the whole batch fail: an empty identifier says so to Lambda. */
function failures(records: readonly unknown[], dropped: ReadonlyMap<number, Denial>): readonly Failure[] {
  return [...dropped.keys()].map((at) => {
    const id = field(records[at], 'messageId');
    return { itemIdentifier: typeof id === 'string' ? id : '' };
  });
}

function withFailures(answer: unknown, own: readonly Failure[]): unknown {
  const theirs = field(answer, 'batchItemFailures');
  const failed = [...(Array.isArray(theirs) ? theirs : []), ...own];
  return { ...(typeof answer === 'object' && answer !== null ? answer : {}), batchItemFailures: failed };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
