import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Mapper } from './contribution.ts';
import { keysOf, storeOf } from './nodes.ts';
import { logStore } from './log-store.ts';
import { parsed } from './parsed.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import type { NamedNodes } from './referenced.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

export const logGroup: Mapper = (resource, reading) => {
  const { keys, gates } = keysOf(reading, valueAt(resource.properties, 'KmsKeyId'));
  return { stores: [storeOf(resource, 'logs', 'logs', { keys })], gates };
};

/** A subscription filter sends log lines on as they are. */
export const subscriptionFilter: Mapper = (resource, reading) => {
  const { properties } = resource;
  const from = groupsOf(valueAt(properties, 'LogGroupName'), reading);
  const to = namedNode(reading, valueAt(properties, 'DestinationArn'), undefined);
  const roles = rolesOf(reading, valueAt(properties, 'RoleArn'));
  return {
    identities: roles.identities,
    stores: [...from.stores, ...to.stores],
    wires: from.ids.flatMap((source) =>
      to.ids.map((target) =>
        wire('subscription', source, target, resource.at, {
          filter: valueAt(properties, 'FilterPattern'),
          identity: roles.ids[0],
        }),
      ),
    ),
  };
};

// `/aws/lambda/${Fn}` names the function's group also where no template writes that.
function groupsOf(name: Value | undefined, reading: Reading): NamedNodes {
  const named = namedNode(reading, name, 'logs');
  return {
    ...named,
    ids: named.ids.map((id) => {
      const owner = reading.resources.get(id);
      return owner?.type === 'AWS::Lambda::Function' ? logStore(owner, reading).id : id;
    }),
  };
}

/** An account's subscription policy sends on the lines of every log group. */
export const accountPolicy: Mapper = (resource, reading) => {
  const policy = parsed(valueAt(resource.properties, 'PolicyDocument'));
  const to = namedNode(reading, valueAt(policy, 'DestinationArn'), undefined);
  const groups = [
    ...reading.ofType('AWS::Logs::LogGroup').map((group) => group.id),
    ...reading.ofType('AWS::Lambda::Function').map((owner) => logStore(owner, reading).id),
  ];
  const identity = rolesOf(reading, valueAt(policy, 'RoleArn')).ids[0];
  return {
    stores: to.stores,
    wires: to.ids.flatMap((target) =>
      [...new Set(groups)].map((from) => wire('subscription', from, target, resource.at, { identity })),
    ),
  };
};
