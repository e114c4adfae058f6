import type { Resource } from '#model/application';
import type { Wire } from '#model/flow';
import type { Store } from '#model/node';
import type { Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Contribution, Mapper } from './contribution.ts';
import { grant } from './iam.ts';
import { defaultBus, hostStore } from './implicit.ts';
import { serviceTarget } from './integration.ts';
import { textOf } from './name-index.ts';
import { computeOf, keysOf, storeOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import type { NamedNodes } from './referenced.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

export const eventBus: Mapper = (resource, reading) => {
  const policy = valueAt(resource.properties, 'Policy');
  const keys = keysOf(reading, valueAt(resource.properties, 'KmsKeyIdentifier'));
  const letters = namedNode(reading, valueAt(resource.properties, 'DeadLetterConfig', 'Arn'), 'sqs');
  return {
    stores: [
      storeOf(resource, 'events', 'events', {
        keys: keys.keys,
      }),
      ...letters.stores,
    ],
    gates: keys.gates,
    grants: policy === undefined ? [] : [grant(resource, 'policy', 'resource', resource.id, policy, 'bus policy')],
    wires: letters.ids.map((to) => wire('destination', resource.id, to, resource.at)),
  };
};

/** `AWS::Events::EventBusPolicy`: its statement may be written whole; the older short form names an account. */
export const eventBusPolicy: Mapper = (resource, reading) => {
  const bus = busOf(valueAt(resource.properties, 'EventBusName'), resource, reading);
  const statement = valueAt(resource.properties, 'Statement');
  if (statement === undefined) return { stores: bus.stores };
  const document: Value = {
    kind: 'dictionary',
    entries: new Map([['Statement', { value: statement, keyAt: statement.at }]]),
    at: statement.at,
  };
  return {
    stores: bus.stores,
    grants: bus.ids.map((id) => grant(resource, `on ${id}`, 'resource', id, document, `policy \`${resource.id}\``)),
  };
};

/** The bus that a value names; none written is the account's own. */
function busOf(value: Value | undefined, owner: Resource, reading: Reading): NamedNodes {
  const text = literal(value);
  if (
    value === undefined ||
    value.kind === 'absent' ||
    text === 'default' ||
    text?.endsWith(':event-bus/default') === true
  ) {
    const bus = defaultBus(owner.at);
    return { ids: [bus.id], stores: [bus] };
  }
  return namedNode(reading, value, 'events');
}

/** A rule relays what matches its pattern, or ticks on a schedule. */
export const rule: Mapper = (resource, reading) => {
  const { properties } = resource;
  const pattern = valueAt(properties, 'EventPattern');
  const targets = itemsOf(valueAt(properties, 'Targets')).map((target) =>
    targetOf(resource, target, pattern !== undefined, reading),
  );
  const bus =
    pattern === undefined ? { ids: [], stores: [] } : busOf(valueAt(properties, 'EventBusName'), resource, reading);
  const roles = rolesOf(
    reading,
    valueAt(properties, 'RoleArn'),
    ...itemsOf(valueAt(properties, 'Targets')).map((target) => valueAt(target, 'RoleArn')),
  );
  return {
    identities: roles.identities,
    computes: [computeOf(resource, 'events', 'rule', { identities: roles.ids })],
    stores: [...bus.stores, ...targets.flatMap((target) => target.stores ?? [])],
    wires: [
      ...bus.ids.map((from) => wire('subscription', from, resource.id, resource.at, { filter: pattern })),
      ...targets.flatMap((target) => target.wires ?? []),
    ],
    unresolved: targets.flatMap((target) => target.unresolved ?? []),
  };
};

function targetOf(owner: Resource, target: Value, hasEvent: boolean, reading: Reading): Contribution {
  const arn = valueAt(target, 'Arn');
  const named = namedNode(reading, arn, undefined);
  const letters = namedNode(reading, valueAt(target, 'DeadLetterConfig', 'Arn'), 'sqs');
  const identity = rolesOf(reading, valueAt(target, 'RoleArn')).ids[0];
  // A constant input takes the event's place.
  const carries: Wire['carries'] = hasEvent && valueAt(target, 'Input') === undefined ? 'content' : 'nothing';
  const task = reading.find(valueAt(target, 'EcsParameters', 'TaskDefinitionArn'), 'ecs');
  const job = reading.find(valueAt(target, 'BatchParameters', 'JobDefinition'), 'batch');
  const ids = [...new Set([...named.ids, ...[task, job].flatMap((one) => one?.id ?? [])])];
  return {
    stores: [...named.stores, ...letters.stores],
    wires: [
      ...ids.map((to) =>
        wire(hasEvent ? 'target' : 'schedule', owner.id, to, target.at, {
          carries,
          identity,
          filter: hasEvent ? undefined : valueAt(owner.properties, 'ScheduleExpression'),
        }),
      ),
      ...letters.ids.map((to) => wire('destination', owner.id, to, target.at, { carries, identity })),
    ],
    unresolved: ids.length > 0 || arn === undefined ? [] : [unknownTarget(owner, arn)],
  };
}

function unknownTarget(owner: Resource, arn: Value): NonNullable<Contribution['unresolved']>[number] {
  return {
    what: `target of \`${owner.id}\``,
    why: arn.kind === 'deferred' ? arn.why : { cause: 'missing', name: literal(arn) ?? 'Arn' },
    at: arn.at,
    value: arn,
  };
}

/** A schedule calls one target with one role and a constant input; a universal target names its resource in the input. */
export const schedule: Mapper = (resource, reading) => {
  const target = valueAt(resource.properties, 'Target');
  const arn = valueAt(target, 'Arn');
  const roles = rolesOf(reading, valueAt(target, 'RoleArn'));
  const named = scheduledTarget(arn, target, reading);
  const letters = namedNode(reading, valueAt(target, 'DeadLetterConfig', 'Arn'), 'sqs');
  return {
    identities: roles.identities,
    computes: [computeOf(resource, 'scheduler', 'rule', { identities: roles.ids })],
    stores: [...named.stores, ...letters.stores],
    wires: [
      ...named.ids.map((to) =>
        wire('schedule', resource.id, to, resource.at, {
          carries: 'nothing',
          identity: roles.ids[0],
          filter: valueAt(resource.properties, 'ScheduleExpression'),
        }),
      ),
      ...letters.ids.map((to) =>
        wire('destination', resource.id, to, resource.at, { carries: 'nothing', identity: roles.ids[0] }),
      ),
    ],
    unresolved: named.ids.length > 0 || arn === undefined ? [] : [unknownTarget(resource, arn)],
  };
};

function scheduledTarget(arn: Value | undefined, target: Value | undefined, reading: Reading): NamedNodes {
  const service = /:scheduler:::aws-sdk:([a-z0-9-]+):/.exec(literal(arn) ?? '')?.[1];
  if (service === undefined) return namedNode(reading, arn, undefined);
  const found = serviceTarget(service === 'sfn' ? 'states' : service, [], [valueAt(target, 'Input')], reading);
  return { ids: found.to === undefined ? [] : [found.to], stores: found.stores };
}

/** An API destination sends events to somebody else's host. */
export const apiDestination: Mapper = (resource, reading) => {
  const endpoint = valueAt(resource.properties, 'InvocationEndpoint');
  const host = hostStore(textOf(endpoint) ?? [], resource.at, reading);
  const own = reading.find(endpoint);
  const store: Store = {
    ...storeOf(resource, 'events', 'external', { name: host?.name ?? endpoint }),
  };
  return {
    stores: [store],
    wires:
      own === undefined || own.id === resource.id
        ? []
        : [wire('invoke', resource.id, own.id, resource.at, { answers: true })],
  };
};

/** An archive keeps every event of its bus that matches. */
export const archive: Mapper = (resource, reading) => {
  const bus = busOf(valueAt(resource.properties, 'SourceArn'), resource, reading);
  return {
    stores: [storeOf(resource, 'events', 'events'), ...bus.stores],
    wires: bus.ids.map((from) =>
      wire('delivery', from, resource.id, resource.at, { filter: valueAt(resource.properties, 'EventPattern') }),
    ),
  };
};
