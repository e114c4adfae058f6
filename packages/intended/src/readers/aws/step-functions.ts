import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Wire } from '#model/flow';
import type { Store } from '#model/node';
import type { Part, Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { merge } from './arn-templates.ts';
import type { Contribution, Mapper } from './contribution.ts';
import { documentFile } from './document-file.ts';
import { hostStore } from './implicit.ts';
import { serviceTarget } from './integration.ts';
import { textOf } from './name-index.ts';
import { computeOf, wordsOf } from './nodes.ts';
import { parsed } from './parsed.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

const MAX_STATES = 2000;
const MAX_DEPTH = 20;

/** A state machine: each task state is a wire to what it calls, with the machine's role. */
export const stateMachine: Mapper = (resource, reading) => {
  const { properties } = resource;
  const roles = rolesOf(reading, valueAt(properties, 'RoleArn'));
  const destinations = itemsOf(valueAt(properties, 'LoggingConfiguration', 'Destinations'));
  const group = reading.findAll(
    destinations[0] === undefined ? undefined : valueAt(destinations[0], 'CloudWatchLogsLogGroup', 'LogGroupArn'),
    'logs',
  )[0];
  const definition = definitionOf(resource, reading);
  const tasks = definition?.kind === 'dictionary' ? tasksIn(definition, 0) : [];
  const calls = tasks.map((task) => call(resource, task, roles.ids[0], reading));
  return {
    identities: roles.identities,
    computes: [computeOf(resource, 'states', 'workflow', { identities: roles.ids, logs: group?.id })],
    stores: calls.flatMap((one) => one.stores ?? []),
    wires: distinct(calls.flatMap((one) => one.wires ?? [])),
    unresolved: [...calls.flatMap((one) => one.unresolved ?? []), ...unreadable(resource, definition)].map((one) => ({
      ...one,
      of: resource.id,
    })),
  };
};

function definitionOf(resource: Resource, reading: Reading): Value | undefined {
  const { properties } = resource;
  const location = valueAt(properties, 'DefinitionS3Location') ?? valueAt(properties, 'DefinitionUri');
  const definition =
    parsed(valueAt(properties, 'DefinitionString')) ??
    valueAt(properties, 'Definition') ??
    documentFile(resource, location, reading);
  const substitutions = new Map(entriesOf(valueAt(properties, 'DefinitionSubstitutions')));
  return definition === undefined || substitutions.size === 0 ? definition : substituted(definition, substitutions, 0);
}

function unreadable(resource: Resource, definition: Value | undefined): NonNullable<Contribution['unresolved']> {
  if (definition?.kind === 'dictionary') return [];
  const why = definition?.kind === 'deferred' ? definition.why : ({ cause: 'missing', name: 'definition' } as const);
  return [{ what: `definition of \`${resource.id}\``, why, at: definition?.at ?? resource.at, value: definition }];
}

/** Puts `${Name}` in strings to what `DefinitionSubstitutions` says. */
function substituted(value: Value, substitutions: ReadonlyMap<string, Value>, depth: number): Value {
  if (depth > 60) return value;
  if (value.kind === 'list')
    return { ...value, items: value.items.map((item) => substituted(item, substitutions, depth + 1)) };
  if (value.kind === 'dictionary')
    return {
      ...value,
      entries: new Map(
        [...value.entries].map(
          ([key, entry]) => [key, { ...entry, value: substituted(entry.value, substitutions, depth + 1) }] as const,
        ),
      ),
    };
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || !value.value.includes('${')) return value;
  const parts = value.value.split(/\$\{([^}]+)\}/).flatMap((piece, index): readonly Part[] => {
    if (index % 2 === 0) return [piece];
    return textOf(substitutions.get(piece.trim())) ?? [`\${${piece}}`];
  });
  const merged = merge(parts);
  const only = merged[0];
  if (merged.length === 1 && typeof only === 'string') return { kind: 'scalar', value: only, at: value.at };
  return { kind: 'text', parts: merged, at: value.at };
}

interface Task {
  readonly name: string;
  readonly state: Value;
  readonly at: Place;
}

function tasksIn(machine: Value, depth: number): readonly Task[] {
  const states = valueAt(machine, 'States');
  if (states?.kind !== 'dictionary' || depth > MAX_DEPTH) return [];
  const tasks: Task[] = [];
  for (const [name, entry] of states.entries) {
    if (tasks.length >= MAX_STATES) break;
    if (valueAt(entry.value, 'Resource') !== undefined) tasks.push({ name, state: entry.value, at: entry.keyAt });
    const inner = [
      ...itemsOf(valueAt(entry.value, 'Branches')),
      ...itemsOf(valueAt(entry.value, 'Iterator')),
      ...itemsOf(valueAt(entry.value, 'ItemProcessor')),
    ];
    for (const machineInside of inner) tasks.push(...tasksIn(machineInside, depth + 1));
    for (const end of ['ItemReader', 'ResultWriter']) {
      const state = valueAt(entry.value, end);
      if (state !== undefined) tasks.push({ name: `${name} ${end}`, state, at: state.at });
    }
  }
  return tasks;
}

/** Calls that answer with the data of what they call; others answer with an acknowledgement. */
const READS = /^(get|batchget|query|scan|invoke|list|describe|start|select|execute|receive|http|converse|detect|run)/i;

function call(machine: Resource, task: Task, identity: string | undefined, reading: Reading): Contribution {
  const resource = valueAt(task.state, 'Resource');
  const parameters = valueAt(task.state, 'Parameters') ?? valueAt(task.state, 'Arguments');
  const parts = textOf(resource);
  if (resource === undefined || parts === undefined) return {};
  const service = /:states:[^:]*:[^:]*:(?:aws-sdk:)?([a-z0-9-]+):([A-Za-z]+)/.exec(wordsOf(parts));
  const operation = service?.[2] ?? 'invoke';
  const target =
    service?.[1] === undefined ? namedNode(reading, resource, undefined) : serviceCall(service[1], parameters, reading);
  const made = target.ids.map((to) =>
    wire('state', machine.id, to, task.at, {
      identity,
      answers: READS.test(operation),
      ...(service === null ? {} : { operation: operation.charAt(0).toUpperCase() + operation.slice(1) }),
    }),
  );
  return {
    stores: target.stores,
    wires: made,
    unresolved:
      made.length > 0 || (service !== null && !NEEDS_TARGET.has(service[1] ?? ''))
        ? []
        : [unknownTarget(machine, task, resource)],
  };
}

/** Services whose calls name a thing of the application; the others (translate, comprehend …) work on what they are sent. */
const NEEDS_TARGET: ReadonlySet<string> = new Set(['lambda', 'dynamodb', 'sqs', 'sns', 's3', 'states', 'sfn', 'ecs']);

function unknownTarget(machine: Resource, task: Task, value: Value): NonNullable<Contribution['unresolved']>[number] {
  return {
    what: `target of state \`${task.name}\` of \`${machine.id}\``,
    why: value.kind === 'deferred' ? value.why : { cause: 'missing', name: literal(value) ?? task.name },
    at: task.at,
    value,
  };
}

function serviceCall(
  name: string,
  parameters: Value | undefined,
  reading: Reading,
): { readonly ids: readonly string[]; readonly stores: readonly Store[] } {
  if (name === 'http') {
    const host = hostStore(textOf(valueAt(parameters, 'ApiEndpoint')) ?? [], parameters?.at ?? NOWHERE, reading);
    return { ids: host === undefined ? [] : [host.id], stores: host === undefined ? [] : [host] };
  }
  const aliases: Readonly<Record<string, string>> = {
    sfn: 'states',
    eventbridge: 'events',
    cognitoidentityprovider: 'cognito-idp',
  };
  const service = aliases[name] ?? name;
  if (isDynamic(parameters)) return { ids: [], stores: [] };
  const named = namedNode(reading, firstOf(parameters, TARGET_KEYS), HAS_STORE.has(service) ? service : undefined);
  if (named.ids.length > 0) return named;
  const found = serviceTarget(service, [], [parameters], reading);
  return { ids: found.to === undefined ? [] : [found.to], stores: found.stores };
}

const NOWHERE: Place = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
const HAS_STORE: ReadonlySet<string> = new Set(['dynamodb', 's3', 'sqs', 'sns', 'kinesis', 'firehose']);

/** Parameters that name what a call is about, in the spellings that the services use. */
const TARGET_KEYS = [
  'FunctionName',
  'TableName',
  'QueueUrl',
  'TopicArn',
  'StateMachineArn',
  'Bucket',
  'StreamName',
  'DeliveryStreamName',
  'TaskDefinition',
  'JobDefinition',
  'JobName',
  'ProjectName',
  'UserPoolId',
  'SecretId',
  'EventBusName',
] as const;

// `FunctionName.$` and `{% … %}` take the name from the execution's own data: no template tells it.
function isDynamic(parameters: Value | undefined): boolean {
  return TARGET_KEYS.some(
    (key) =>
      valueAt(parameters, `${key}.$`) !== undefined || literal(valueAt(parameters, key))?.startsWith('{%') === true,
  );
}

function firstOf(parameters: Value | undefined, keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const value = valueAt(parameters, key);
    if (value !== undefined) return value;
  }
  return undefined;
}

// Many states may call the same function: one wire says it, at the first.
function distinct(wires: readonly Wire[]): readonly Wire[] {
  const once = new Map<string, Wire>();
  for (const one of wires) {
    const key = `${one.to} ${one.answers} ${one.operation ?? ''}`;
    if (!once.has(key)) once.set(key, one);
  }
  return [...once.values()];
}
