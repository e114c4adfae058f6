import type { Resource } from '#model/application';
import type { Store } from '#model/node';
import type { Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Contribution, Mapper } from './contribution.ts';
import { grant } from './iam.ts';
import { hostStore } from './implicit.ts';
import { textOf } from './name-index.ts';
import { keysOf, storeOf } from './nodes.ts';
import { parsed } from './parsed.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

/** A queue, and the queue that takes what it could not deliver. */
export const queue: Mapper = (resource, reading) => {
  const keys = keysOf(reading, valueAt(resource.properties, 'KmsMasterKeyId'));
  const redrive = valueAt(parsed(valueAt(resource.properties, 'RedrivePolicy')), 'deadLetterTargetArn');
  const letters = namedNode(reading, redrive, 'sqs');
  return {
    stores: [storeOf(resource, 'sqs', 'messages', { keys: keys.keys }), ...letters.stores],
    gates: keys.gates,
    wires: letters.ids.map((to) => wire('destination', resource.id, to, redrive?.at ?? resource.at)),
  };
};

/** A topic with the subscriptions written inside it. */
export const topic: Mapper = (resource, reading) => {
  const keys = keysOf(reading, valueAt(resource.properties, 'KmsMasterKeyId'));
  const inline = itemsOf(valueAt(resource.properties, 'Subscription')).map((item) =>
    subscribed(resource.id, resource, item, reading),
  );
  return {
    stores: [storeOf(resource, 'sns', 'topic', { keys: keys.keys }), ...inline.flatMap((one) => one.stores ?? [])],
    gates: keys.gates,
    wires: inline.flatMap((one) => one.wires ?? []),
  };
};

export const subscription: Mapper = (resource, reading) => {
  const from = namedNode(reading, valueAt(resource.properties, 'TopicArn'), 'sns');
  const letters = namedNode(
    reading,
    valueAt(parsed(valueAt(resource.properties, 'RedrivePolicy')), 'deadLetterTargetArn'),
    'sqs',
  );
  const parts = from.ids.map((id) => subscribed(id, resource, resource.properties, reading));
  return {
    stores: [...from.stores, ...letters.stores, ...parts.flatMap((part) => part.stores ?? [])],
    wires: [
      ...parts.flatMap((part) => part.wires ?? []),
      ...from.ids.flatMap((id) => letters.ids.map((to) => wire('destination', id, to, resource.at))),
    ],
    identities: rolesOf(reading, valueAt(resource.properties, 'SubscriptionRoleArn')).identities,
  };
};

function subscribed(from: string, owner: Resource, item: Value, reading: Reading): Contribution {
  const protocol = literal(valueAt(item, 'Protocol')) ?? '';
  const endpoint = valueAt(item, 'Endpoint');
  const external = outside(from, protocol, endpoint, owner, reading);
  const named =
    external === undefined ? namedNode(reading, endpoint, protocol) : { ids: [external.id], stores: [external] };
  return {
    stores: named.stores,
    wires: named.ids.map((to) =>
      wire('subscription', from, to, owner.type === 'AWS::SNS::Topic' ? item.at : owner.at, {
        filter: valueAt(item, 'FilterPolicy'),
        identity: rolesOf(reading, valueAt(item, 'SubscriptionRoleArn')).ids[0],
      }),
    ),
  };
}

// An address or a telephone number is a person's: it is never made part of a name.
function outside(
  from: string,
  protocol: string,
  endpoint: Value | undefined,
  owner: Resource,
  reading: Reading,
): Store | undefined {
  const parts = textOf(endpoint);
  if (protocol.startsWith('http') && parts !== undefined) {
    // An endpoint of the application's own is that node.
    return reading.findParts(parts) === undefined ? hostStore(parts, owner.at, reading) : undefined;
  }
  if (!protocol.startsWith('email') && protocol !== 'sms') return undefined;
  return {
    ...storeOf(owner, 'sns', 'external', { tags: [], arn: undefined, name: undefined }),
    id: `${from}${protocol === 'sms' ? 'Phones' : 'Mailboxes'}`,
    type: 'host',
    resources: [],
    origin: 'referenced',
  };
}

/** Policies of queues and topics: one document on several of them. */
export function policyOnMany(property: string): Mapper {
  return (resource, reading) => {
    const document = valueAt(resource.properties, 'PolicyDocument');
    if (document === undefined) return {};
    const service = resource.type.startsWith('AWS::SQS::') ? 'sqs' : 'sns';
    const holders = namedNode(reading, valueAt(resource.properties, property), service);
    return {
      stores: holders.stores,
      grants: holders.ids.map((id) =>
        grant(resource, `on ${id}`, 'resource', id, document, `policy \`${resource.id}\``),
      ),
    };
  };
}
