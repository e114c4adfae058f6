import { valueAt } from '#model/read-value';
import type { Mapper } from './contribution.ts';
import { keysOf, storeOf } from './nodes.ts';
import { namedNode } from './referenced.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

export const logGroup: Mapper = (resource, reading) => ({
  stores: [storeOf(resource, 'logs', 'logs', { keys: keysOf(reading, valueAt(resource.properties, 'KmsKeyId')) })],
});

/** A subscription filter sends log lines on as they are. */
export const subscriptionFilter: Mapper = (resource, reading) => {
  const { properties } = resource;
  const from = namedNode(reading, valueAt(properties, 'LogGroupName'), 'logs');
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
