import type { Place } from '#source/place';
import type { Store } from '#model/node';
import type { Part, Value } from '#model/value';
import { branchesOf, referencesIn } from '#model/read-value';
import { textOf } from './name-index.ts';
import { wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { namedNode, referencedStore } from './referenced.ts';
import { defaultBus, hostStore, serviceStore } from './implicit.ts';

/** Where an API sends its requests. */
export interface IntegrationTarget {
  readonly to: string | undefined;
  readonly stores: readonly Store[];
}

const NOWHERE: IntegrationTarget = { to: undefined, stores: [] };

/** Every target that an undecided integration may have; one for a plain URI. */
export function integrationTargets(
  uri: Value | undefined,
  hints: readonly (Value | undefined)[],
  reading: Reading,
): readonly IntegrationTarget[] {
  const targets = branchesOf(uri).map((branch) => integrationTarget(branch, hints, reading));
  const once = [...new Map(targets.map((target) => [target.to, target] as const)).values()];
  const found = once.filter((target) => target.to !== undefined);
  return found.length > 0 ? found : [NOWHERE];
}

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
  if (service === 'lambda') {
    const named = functionArn(parts);
    const [id] =
      named === undefined ? [] : namedNode(reading, { kind: 'text', parts: named, at: uri.at }, 'lambda').ids;
    return { to: id, stores: [] };
  }
  if (service !== undefined) return serviceTarget(service, parts, hints, reading, uri.at);
  const host = hostStore(parts, uri.at, reading);
  return host === undefined ? NOWHERE : { to: host.id, stores: [host] };
}

/**
 * The service call that `SQS-SendMessage` and its like stand for: the queue is among the request parameters.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export function subtypeTarget(subtype: string, parameters: Value | undefined, reading: Reading): IntegrationTarget {
  const name = subtype.slice(0, subtype.indexOf('-')).toLowerCase();
  const service = name === 'stepfunctions' ? 'states' : name === 'eventbridge' ? 'events' : name;
  return serviceTarget(service, [], [parameters], reading);
}

/** The store or machine that a service call names somewhere in its parameters. */
export function serviceTarget(
  service: string,
  parts: readonly Part[],
  hints: readonly (Value | undefined)[],
  reading: Reading,
  place?: Place,
): IntegrationTarget {
  for (const hint of hints)
    for (const id of referencesIn(hint)) {
      const settled = reading.settle(id);
      if (settled !== undefined && !settled.type.startsWith('AWS::IAM::')) return { to: settled.id, stores: [] };
    }
  for (const name of namesIn(hints)) {
    const found =
      reading.findParts([name], service) ?? (name.startsWith('arn:') ? reading.findParts([name]) : undefined);
    if (found !== undefined) return { to: found.id, stores: [] };
  }
  const at = place ?? hints.find((hint) => hint !== undefined)?.at;
  if (service === 'events' && at !== undefined) {
    const bus = defaultBus(at);
    return { to: bus.id, stores: [bus] };
  }
  const last = parts.at(-1);
  const name = typeof last === 'string' ? /[:/](?:path\/)(?:[^/]*\/)?([^/{?]+)/.exec(last)?.[1] : undefined;
  const named = name === undefined ? undefined : reading.findParts([name], service);
  if (named !== undefined) return { to: named.id, stores: [] };
  const guess = namesIn(hints)[0] ?? name;
  const store = guess === undefined || at === undefined ? undefined : referencedStore([guess], service, at, reading);
  if (store !== undefined) return { to: store.id, stores: [store] };
  return unnamed(service, at, reading);
}

// The caller names the resource, or there is none to name. One resource of the service is then the one that is meant;
// a service without resources of its own (comprehend, translate …) takes the data itself.
function unnamed(service: string, at: Place | undefined, reading: Reading): IntegrationTarget {
  const own = reading.ofService(service).filter((one) => one.type !== 'AWS::Batch::JobQueue');
  const [only, second] = own;
  if (only !== undefined && second === undefined) return { to: only.id, stores: [] };
  if (only !== undefined || at === undefined || RELAYS.has(service)) return NOWHERE;
  const store = serviceStore(service, at, reading);
  return { to: store.id, stores: [store] };
}

/** Services that run things of the application: a call of theirs without a target is not understood, not a store. */
const RELAYS: ReadonlySet<string> = new Set(['lambda', 'states', 'ecs', 'batch', 'apigateway', 'execute-api', 'glue']);

// `arn:…:apigateway:REGION:SERVICE:path/…` or `…:SERVICE:action/…`.
function serviceOf(parts: readonly Part[]): string | undefined {
  for (const part of parts) {
    const found = typeof part === 'string' ? /(?:^|:)([a-z0-9.-]+):(?:action|path)\//.exec(part)?.[1] : undefined;
    if (found !== undefined) return found.split('.').at(-1);
  }
  return providerHost(parts);
}

// `https://bedrock-runtime.REGION.amazonaws.com/…`, with the region and the suffix as written or as pseudo parameters.
function providerHost(parts: readonly Part[]): string | undefined {
  const host = /^https?:\/\/([a-z0-9-]+)\.(?:[a-z0-9-]+|Region)\.(?:amazonaws\.com|URLSuffix)(?:[:/]|$)/.exec(
    wordsOf(parts),
  );
  const name = host?.[1]?.replace(/^sync-|-runtime$|-data$/g, '');
  return name === undefined ? undefined : (HOST_SERVICES[name] ?? name);
}

const HOST_SERVICES: Readonly<Record<string, string>> = { 'data.iot': 'iot', email: 'ses', monitoring: 'cloudwatch' };

// The function's ARN or name between `…:lambda:path/2015-03-31/functions/` and `/invocations`.
function functionArn(parts: readonly Part[]): readonly Part[] | undefined {
  const start = parts.findIndex((part) => typeof part === 'string' && part.includes('/functions/'));
  const first = parts[start];
  if (typeof first !== 'string') return undefined;
  const inside: Part[] = [];
  for (const part of [first.slice(first.indexOf('/functions/') + 11), ...parts.slice(start + 1)]) {
    const end = typeof part === 'string' ? part.indexOf('/invocations') : -1;
    if (typeof part === 'string' && end >= 0) return [...inside, part.slice(0, end)].filter((one) => one !== '');
    inside.push(part);
  }
  return inside.filter((one) => one !== '');
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
