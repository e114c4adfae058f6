import type { Resource } from '#model/application';
import type { Gate } from '#model/node';
import type { Value } from '#model/value';
import { dictionary, itemsOf, literal, plain, valueAt } from '#model/read-value';
import type { Contribution, Mapper } from './contribution.ts';
import { defaultBus } from './implicit.ts';
import { gateOf, keysOf, storeOf } from './nodes.ts';
import { namedNode } from './referenced.ts';
import type { Reading } from './reading.ts';
import { rolesOf } from './roles.ts';
import { statementGrant } from './statement-grant.ts';
import { wire } from './wires.ts';

export const bucket: Mapper = (resource, reading) => {
  const { properties } = resource;
  const rules = itemsOf(valueAt(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration'));
  const keys = keysOf(
    reading,
    ...rules.map((rule) => valueAt(rule, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID')),
  );
  const block = valueAt(properties, 'PublicAccessBlockConfiguration');
  const sent = notifications(resource, reading);
  const copied = replication(resource, reading);
  return {
    stores: [storeOf(resource, 's3', 'objects', { keys: keys.keys }), ...(sent.stores ?? []), ...(copied.stores ?? [])],
    gates: [...keys.gates, ...(block === undefined ? [] : [publicAccessBlock(resource, block)])],
    grants: aclGrants(resource),
    identities: copied.identities ?? [],
    wires: [...(sent.wires ?? []), ...(copied.wires ?? [])],
  };
};

function publicAccessBlock(resource: Resource, block: Value): Gate {
  return gateOf(resource, 's3', 'public-access-block', {
    id: `${resource.id}PublicAccessBlock`,
    type: 'public-access-block',
    at: block.at,
    arn: undefined,
  });
}

const NOTIFICATIONS = [
  ['LambdaConfigurations', 'Function', 'lambda', 'trigger'],
  ['QueueConfigurations', 'Queue', 'sqs', 'delivery'],
  ['TopicConfigurations', 'Topic', 'sns', 'delivery'],
] as const;

// A notification has the names and sizes of objects, never their content.
function notifications(resource: Resource, reading: Reading): Contribution {
  const configuration = valueAt(resource.properties, 'NotificationConfiguration');
  const parts = NOTIFICATIONS.flatMap(([list, property, service, kind]) =>
    itemsOf(valueAt(configuration, list)).map((item) => {
      const named = namedNode(reading, valueAt(item, property), service);
      return {
        stores: named.stores,
        wires: named.ids.map((to) =>
          wire(kind, resource.id, to, item.at, { carries: 'metadata', filter: valueAt(item, 'Filter') }),
        ),
      };
    }),
  );
  const bridge = valueAt(configuration, 'EventBridgeConfiguration');
  const isOn = bridge !== undefined && literal(valueAt(bridge, 'EventBridgeEnabled'))?.toLowerCase() !== 'false';
  const bus = isOn ? [defaultBus(bridge.at)] : [];
  return {
    stores: [...parts.flatMap((part) => part.stores), ...bus],
    wires: [
      ...parts.flatMap((part) => part.wires),
      ...bus.map((to) => wire('delivery', resource.id, to.id, to.at, { carries: 'metadata' })),
    ],
  };
}

function replication(resource: Resource, reading: Reading): Contribution {
  const configuration = valueAt(resource.properties, 'ReplicationConfiguration');
  if (configuration === undefined) return {};
  const roles = rolesOf(reading, valueAt(configuration, 'Role'));
  const parts = itemsOf(valueAt(configuration, 'Rules')).map((rule) => ({
    at: rule.at,
    named: namedNode(reading, valueAt(rule, 'Destination', 'Bucket'), 's3'),
  }));
  return {
    identities: roles.identities,
    stores: parts.flatMap((part) => part.named.stores),
    wires: parts.flatMap(({ at, named }) =>
      named.ids.map((to) => wire('replication', resource.id, to, at, { identity: roles.ids[0] })),
    ),
  };
}

/** Canned ACLs that open a bucket, as the statements they amount to. */
const ACL_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  PublicRead: ['s3:GetObject', 's3:ListBucket'],
  PublicReadWrite: ['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject'],
};

function aclGrants(resource: Resource): Contribution['grants'] & {} {
  const acl = valueAt(resource.properties, 'AccessControl');
  const actions = ACL_ACTIONS[literal(acl) ?? ''];
  if (acl === undefined || actions === undefined) return [];
  const self = { kind: 'reference', to: resource.id, attribute: 'Arn' } as const;
  const statement = dictionary(
    {
      Effect: plain('Allow', acl.at),
      Principal: plain('*', acl.at),
      Action: plain(actions, acl.at),
      Resource: {
        kind: 'list',
        items: [
          { kind: 'text', parts: [self], at: acl.at },
          { kind: 'text', parts: [self, '/*'], at: acl.at },
        ],
        at: acl.at,
      },
    },
    acl.at,
  );
  return [
    {
      ...statementGrant(resource, resource.id, [statement], `ACL ${literal(acl)}`),
      id: `${resource.id} acl`,
      at: acl.at,
    },
  ];
}
