import type { Place } from '#source/place';
import type { Store } from '#model/node';
import type { Part, Value } from '#model/value';
import { defaultBus } from './implicit.ts';
import { textOf, parseArn } from './name-index.ts';
import { wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';

/** Nodes that a value names, and the stores that exist only by being named. */
export interface NamedNodes {
  readonly ids: readonly string[];
  readonly stores: readonly Store[];
}

/** What a store of a service holds, for stores that no template defines. */
export const HOLDS: Readonly<Record<string, Store['holds']>> = {
  s3: 'objects',
  dynamodb: 'items',
  sqs: 'messages',
  sns: 'topic',
  kinesis: 'stream',
  firehose: 'stream',
  events: 'events',
  logs: 'logs',
  secretsmanager: 'secret',
  ssm: 'parameter',
  kafka: 'stream',
  mq: 'messages',
  'cognito-idp': 'users',
  rds: 'rows',
  'rds-db': 'rows',
  dsql: 'rows',
  redshift: 'rows',
  es: 'documents',
  aoss: 'documents',
  elasticache: 'cache',
  elasticfilesystem: 'files',
  ecr: 'code',
  timestream: 'rows',
};

/** How the resource part of an ARN begins where it is a store; other things of the service keep no data. */
const STORE_TAIL: Readonly<Record<string, RegExp>> = {
  dynamodb: /^(global-)?table\//,
  kinesis: /^stream\//,
  firehose: /^deliverystream\//,
  events: /^event-bus\//,
  logs: /^log-group:/,
  secretsmanager: /^secret:/,
  ssm: /^parameter/,
  kafka: /^(cluster|topic)\//,
  'cognito-idp': /^userpool\//,
  rds: /^(cluster|db|proxy|db-proxy):/,
  es: /^domain\//,
  ecr: /^repository\//,
};

/**
 * Nodes that a value names. One that no resource defines becomes a referenced store when its service is told,
 * by an ARN or by `service`; the same text gives the same store.
 */
export function namedNode(reading: Reading, value: Value | undefined, service: string | undefined): NamedNodes {
  if (value === undefined || value.kind === 'absent' || value.kind === 'dictionary') return { ids: [], stores: [] };
  const branches = value.kind === 'choice' ? value.branches : value.kind === 'list' ? value.items : undefined;
  if (branches !== undefined) return both(branches.map((branch) => namedNode(reading, branch, service)));
  const parts = textOf(value);
  if (parts === undefined || parts.length === 0) return { ids: [], stores: [] };
  const found = reading.findParts(parts) ?? reading.findParts(parts, service);
  if (found !== undefined) return { ids: [found.id], stores: [] };
  const lambda = referencedFunction(parts, service, reading);
  if (lambda !== undefined) return { ids: [lambda], stores: [] };
  const store = referencedStore(parts, service, value.at, reading);
  return store === undefined ? { ids: [], stores: [] } : { ids: [store.id], stores: [store] };
}

// A function of another stack is named; `strangers` makes it a node.
function referencedFunction(parts: readonly Part[], hint: string | undefined, reading: Reading): string | undefined {
  const arn = parseArn(parts);
  if ((arn?.service ?? hint) !== 'lambda') return undefined;
  const words = wordsOf(arn?.tail ?? parts).replace(/^function:/, '');
  const name = /^[^:/\s*{$]+/.exec(words)?.[0];
  if (name === undefined || /^(layer|arn|https?):/.test(words)) return undefined;
  return reading.idOf(name, 'lambda');
}

/** A store known only by name; undefined where its service keeps no data, or is not told. */
export function referencedStore(
  parts: readonly Part[],
  hint: string | undefined,
  at: Place,
  reading: Reading,
): Store | undefined {
  const arn = parseArn(parts);
  const service = arn?.service ?? hint;
  const holds = service === undefined ? undefined : HOLDS[service];
  if (service === undefined || holds === undefined) return undefined;
  const head = arn?.tail[0];
  if (typeof head === 'string' && STORE_TAIL[service]?.test(head) === false) return undefined;
  const name = arn === undefined ? parts : ownName(service, arn.tail);
  const words = wordsOf(name);
  // A name with `!` is that of a secret which some service owns (`events!connection`, `rds!cluster`).
  if (words === '' || /[*?!]/.test(words)) return undefined;
  if (service === 'events' && words === 'default') return defaultBus(at);
  return {
    kind: 'store',
    id: reading.idOf(words, service),
    service,
    type: `referenced ${service}`,
    resources: [],
    at,
    origin: 'referenced',
    holds,
    name: { kind: 'text', parts: name, at },
    arn: arn === undefined ? undefined : parts,
    keys: [],
    tags: [],
  };
}

/** The physical name in the resource part of an ARN: `table/Rides/stream/*` is `Rides`. */
function ownName(service: string, tail: readonly Part[]): readonly Part[] {
  const first = tail[0];
  if (typeof first !== 'string') return upTo(tail, '/');
  if (service === 's3' || service === 'sqs' || service === 'sns') return upTo(tail, service === 's3' ? '/' : ':');
  const prefix = /^[A-Za-z-]+[/:]/.exec(first)?.[0] ?? '';
  const rest = [first.slice(prefix.length), ...tail.slice(1)].filter((part) => part !== '');
  if (service === 'ssm') return rest;
  return upTo(rest, service === 'logs' ? ':' : '/');
}

function upTo(parts: readonly Part[], end: string): readonly Part[] {
  const kept: Part[] = [];
  for (const part of parts) {
    const cut = typeof part === 'string' ? part.indexOf(end) : -1;
    if (typeof part === 'string' && cut >= 0) {
      if (cut > 0) kept.push(part.slice(0, cut));
      return kept;
    }
    kept.push(part);
  }
  return kept;
}

function both(all: readonly NamedNodes[]): NamedNodes {
  return { ids: [...new Set(all.flatMap((one) => one.ids))], stores: all.flatMap((one) => one.stores) };
}
