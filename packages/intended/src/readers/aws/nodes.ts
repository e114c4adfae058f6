import type { Resource } from '#model/application';
import type { Compute, Gate, Network, Store } from '#model/node';
import type { Part, Resolved, Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { arnOf, ARN_SHAPES } from './arn-templates.ts';
import { parseArn, textOf } from './name-index.ts';
import type { Reading } from './reading.ts';

/** Outside any VPC: the way out to any host is open. */
export const OPEN: Network = { egress: 'open', vpc: false };

/** A compute made from one resource; fields not given are empty. */
export function computeOf(
  resource: Resource,
  service: string,
  role: Compute['role'],
  fields: Partial<Compute> = {},
): Compute {
  return {
    kind: 'compute',
    id: resource.id,
    service,
    type: resource.type,
    resources: [resource.id],
    at: resource.at,
    origin: resource.origin === 'implicit' ? 'implicit' : 'template',
    role,
    identities: [],
    code: undefined,
    environment: [],
    logs: undefined,
    runs: [],
    network: OPEN,
    arn: arnOf(resource),
    ...fields,
  };
}

/** A store made from one resource: name and ARN from its type's shape, tags from its properties. */
export function storeOf(
  resource: Resource,
  service: string,
  holds: Store['holds'],
  fields: Partial<Store> = {},
): Store {
  const property = ARN_SHAPES[resource.type]?.[3];
  return {
    kind: 'store',
    id: resource.id,
    service,
    type: resource.type,
    resources: [resource.id],
    at: resource.at,
    origin: resource.origin === 'implicit' ? 'implicit' : 'template',
    holds,
    name: property === undefined ? undefined : valueAt(resource.properties, property),
    arn: arnOf(resource),
    keys: [],
    tags: tagsOf(resource),
    ...fields,
  };
}

export function gateOf(resource: Resource, service: string, gate: Gate['gate'], fields: Partial<Gate> = {}): Gate {
  return {
    kind: 'gate',
    id: resource.id,
    service,
    type: resource.type,
    resources: [resource.id],
    at: resource.at,
    origin: 'template',
    gate,
    arn: arnOf(resource),
    ...fields,
  };
}

/** Keys that values name: ids for the store, and gates for keys that no template defines. */
export interface Keys {
  readonly keys: readonly string[];
  readonly gates: readonly Gate[];
}

/** Keys that values name; one that the provider owns or manages (`alias/aws/sqs`) is no gate of the app. */
export function keysOf(reading: Reading, ...values: readonly (Value | undefined)[]): Keys {
  const found = values.flatMap((value) => keysIn(reading, value));
  return { keys: [...new Set(found.map((one) => one.id))], gates: found.flatMap((one) => one.gate ?? []) };
}

function keysIn(reading: Reading, value: Value | undefined): readonly { id: string; gate: Gate | undefined }[] {
  if (value === undefined || value.kind === 'absent' || value.kind === 'dictionary') return [];
  if (value.kind === 'choice') return value.branches.flatMap((branch) => keysIn(reading, branch));
  if (value.kind === 'list') return value.items.flatMap((item) => keysIn(reading, item));
  const parts = textOf(value) ?? [];
  const own = reading.findParts(parts, 'kms');
  if (own !== undefined) return own.type === 'AWS::KMS::Key' ? [{ id: own.id, gate: undefined }] : [];
  const words = wordsOf(parts);
  if (words === '' || /alias\/aws\/|^AWS_OWNED_KMS_KEY$/.test(words)) return [];
  const name = words.slice(words.lastIndexOf('/') + 1);
  const id = reading.idOf(name, 'key');
  return [{ id, gate: referencedKey(id, value) }];
}

function referencedKey(id: string, value: Value): Gate {
  const parts = textOf(value);
  return {
    kind: 'gate',
    id,
    service: 'kms',
    type: 'AWS::KMS::Key',
    resources: [],
    at: value.at,
    origin: 'referenced',
    gate: 'key',
    arn: parts !== undefined && parseArn(parts) !== undefined ? parts : undefined,
  };
}

const DATA_TAG = /data.?(class|type|sensitiv|categor)|classification|sensitiv|confidential|\bp(ii|hi|ci)\b/i;

/** Tags that tell something of the data, in either of the two forms that CloudFormation has. */
function tagsOf(resource: Resource): Store['tags'] {
  const tags = valueAt(resource.properties, 'Tags') ?? valueAt(resource.properties, 'UserPoolTags');
  const pairs =
    tags?.kind === 'list'
      ? tags.items.map((tag) => [literal(valueAt(tag, 'Key')), valueAt(tag, 'Value')] as const)
      : entriesOf(tags);
  return pairs.flatMap(([key, value]) => {
    const text = literal(value);
    if (key === undefined || value === undefined || text === undefined || !DATA_TAG.test(key)) return [];
    return [{ key, value: text, at: value.at }];
  });
}

/** A flag of a property: CloudFormation takes `true` and `'true'` alike; a missing one is `otherwise`. */
export function flag(value: Value | undefined, otherwise: boolean, resource: Resource): Resolved<boolean> {
  if (value?.kind === 'deferred') return value;
  const text = literal(value);
  if (value !== undefined && text !== undefined)
    return { kind: 'known', value: text.toLowerCase() === 'true', at: value.at };
  if (value === undefined || value.kind === 'absent') return { kind: 'known', value: otherwise, at: resource.at };
  return { kind: 'deferred', why: { cause: 'condition', name: resource.id }, at: value.at };
}

/** Plain strings of a list value. */
export function literals(value: Value | undefined): readonly string[] {
  return itemsOf(value).flatMap((item) => literal(item) ?? []);
}

/** Words for a text: literals as they are, what is unknown by its name. For ids and labels, never for matching. */
export function wordsOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'reference') return part.to;
      return part.kind === 'pseudo' ? part.name.replace('AWS::', '') : part.why.name;
    })
    .join('');
}
