import type { Store } from '#model/node';
import type { Part, Value } from '#model/value';
import { referencesIn } from '#model/read-value';
import { textOf } from './name-index.ts';
import type { Reading } from './reading.ts';
import { referencedStore } from './referenced.ts';
import { defaultBus, hostStore } from './implicit.ts';

/** Where an API sends its requests. */
export interface IntegrationTarget {
  readonly to: string | undefined;
  readonly stores: readonly Store[];
}

const NOWHERE: IntegrationTarget = { to: undefined, stores: [] };

/**
 * Reads an integration's URI: a function's invocation path, an AWS service's action or path, or a host.
 * `hints` are the request's templates and parameters, where service actions name their table, stream or machine.
 */
export function integrationTarget(
  uri: Value | undefined,
  hints: readonly (Value | undefined)[],
  reading: Reading,
): IntegrationTarget {
  if (uri?.kind === 'choice') return integrationTarget(uri.branches[0], hints, reading);
  const parts = textOf(uri);
  if (uri === undefined || parts === undefined) return NOWHERE;
  const direct = reading.findParts(parts) ?? reading.findParts(functionArn(parts), 'lambda');
  if (direct !== undefined) return { to: direct.id, stores: [] };
  const service = serviceOf(parts);
  if (service !== undefined) return serviceTarget(service, parts, hints, reading);
  const host = hostStore(parts, uri.at, reading);
  return host === undefined ? NOWHERE : { to: host.id, stores: [host] };
}

/** The store or machine that a service call names somewhere in its parameters. */
export function serviceTarget(
  service: string,
  parts: readonly Part[],
  hints: readonly (Value | undefined)[],
  reading: Reading,
): IntegrationTarget {
  const prefix = service === 'states' ? 'states' : service;
  for (const hint of hints)
    for (const id of referencesIn(hint)) {
      const settled = reading.settle(id);
      if (settled !== undefined && !settled.type.startsWith('AWS::IAM::')) return { to: settled.id, stores: [] };
    }
  for (const name of namesIn(hints)) {
    const found =
      reading.findParts([name], prefix) ?? (name.startsWith('arn:') ? reading.findParts([name]) : undefined);
    if (found !== undefined) return { to: found.id, stores: [] };
  }
  const at = hints.find((hint) => hint !== undefined)?.at;
  if (service === 'events' && at !== undefined) {
    const bus = defaultBus(at);
    return { to: bus.id, stores: [bus] };
  }
  const last = parts.at(-1);
  const name = typeof last === 'string' ? /[:/](?:path\/)(?:[^/]*\/)?([^/{?]+)/.exec(last)?.[1] : undefined;
  const named = name === undefined ? undefined : reading.findParts([name], prefix);
  if (named !== undefined) return { to: named.id, stores: [] };
  const guess = namesIn(hints)[0] ?? name;
  const store = guess === undefined || at === undefined ? undefined : referencedStore([guess], service, at, reading);
  return store === undefined ? NOWHERE : { to: store.id, stores: [store] };
}

// `arn:…:apigateway:REGION:SERVICE:path/…` or `…:SERVICE:action/…`.
function serviceOf(parts: readonly Part[]): string | undefined {
  for (const part of parts) {
    const found = typeof part === 'string' ? /(?:^|:)([a-z0-9.-]+):(?:action|path)\//.exec(part)?.[1] : undefined;
    if (found !== undefined) return found.split('.').at(-1);
  }
  return undefined;
}

// The function's own ARN or name inside `…:lambda:path/2015-03-31/functions/ARN/invocations`.
function functionArn(parts: readonly Part[]): readonly Part[] | undefined {
  const only = parts.length === 1 ? parts[0] : undefined;
  const name = typeof only === 'string' ? /functions\/(.+?)\/invocations/.exec(only)?.[1] : undefined;
  return name === undefined ? undefined : [name];
}

const NAME =
  /"(?:TableName|StreamName|stateMachineArn|TopicArn|QueueUrl|EventBusName|DeliveryStreamName|Bucket)"\s*:\s*"([^"$]+)"/g;

/** Names of things in request templates, and plain values of request parameters. */
function namesIn(hints: readonly (Value | undefined)[]): readonly string[] {
  return hints.flatMap((hint) =>
    texts(hint).flatMap((text) => [...text.matchAll(NAME)].flatMap((match) => match[1] ?? [])),
  );
}

function texts(value: Value | undefined): readonly string[] {
  if (value?.kind === 'scalar') return typeof value.value === 'string' ? [value.value] : [];
  if (value?.kind === 'dictionary')
    return [...value.entries].flatMap(([key, entry]) => {
      const inner = texts(entry.value);
      return inner.length === 1 ? [`"${key}": "${inner[0]}"`, ...inner] : inner;
    });
  if (value?.kind === 'text') return value.parts.flatMap((part) => (typeof part === 'string' ? [part] : []));
  return [];
}
