import { deny, type Denial } from '../decision.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { EventRule, Policy } from '../policy.ts';
import { judgeRecord } from '../validation/request.ts';

export interface EventMatch {
  readonly label: string;
  readonly rule: EventRule;
}

interface Compiled extends EventMatch {
  readonly source: string;
  readonly origin: RegExp | undefined;
}

export interface EventTable {
  /** The rule for what came from `origin`; the first that fits. */
  match(source: string, origin: string | undefined): EventMatch | Denial;
}

/** Compiles keys such as `sqs arn:aws:sqs:*:*:orders` and `eventbridge aws.ec2/*`. */
export function compileEvents(policy: Policy): EventTable {
  const rules = Object.entries(policy.events ?? {}).map(([label, rule]) => compile(label, rule));
  const fits = (one: Compiled, source: string, origin: string | undefined): boolean =>
    one.source === source && (one.origin === undefined || one.origin.test(origin ?? ''));
  return {
    match: (source, origin) => rules.find((one) => fits(one, source, origin)) ?? deny('source-unknown'),
  };
}

function compile(label: string, rule: EventRule): Compiled {
  const [source = '', ...rest] = label.trim().split(' ');
  const pattern = rest
    .join(' ')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*');
  // `eventbridge aws.ec2` means every detail type of the source.
  const origin =
    pattern === ''
      ? undefined
      : new RegExp(source === 'eventbridge' && !pattern.includes('/') ? `^${pattern}/` : `^${pattern}$`);
  return { label, rule, source, origin };
}

/** Denials of records by their place in the batch; all others may reach the handler. */
export async function judgeRecords(inbound: Inbound, table: EventTable): Promise<ReadonlyMap<number, Denial>> {
  const denials = new Map<number, Denial>();
  for (const [at, record] of inbound.records.entries()) {
    const denial = record.denial ?? (await judgeOne(inbound, record, table));
    if (denial !== undefined) denials.set(at, denial);
  }
  return denials;
}

async function judgeOne(
  inbound: Inbound,
  record: Inbound['records'][number],
  table: EventTable,
): Promise<Denial | undefined> {
  const match = table.match(inbound.source, record.origin);
  return 'allow' in match ? match : judgeRecord(record, match.rule, inbound.source === 'dynamodb-stream');
}
