import type { Resource } from '#model/application';
import type { Field } from '#model/flow';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Mapper } from './contribution.ts';
import { grant } from './iam.ts';
import { keysOf, storeOf } from './nodes.ts';
import { namedNode } from './referenced.ts';
import { wire } from './wires.ts';

/** A table; its stream is a way out of the table itself, not a store of its own. */
export const table: Mapper = (resource, reading) => {
  const { properties } = resource;
  const replicas = itemsOf(valueAt(properties, 'Replicas'));
  const keys = keysOf(
    reading,
    valueAt(properties, 'SSESpecification', 'KMSMasterKeyId'),
    ...replicas.map((replica) => valueAt(replica, 'SSESpecification', 'KMSMasterKeyId')),
  );
  const policy = valueAt(properties, 'ResourcePolicy', 'PolicyDocument');
  const stream = valueAt(properties, 'KinesisStreamSpecification', 'StreamArn');
  const kinesis = namedNode(reading, stream, 'kinesis');
  const fields = keyFields(resource);
  return {
    stores: [storeOf(resource, 'dynamodb', 'items', { keys: keys.keys }), ...kinesis.stores],
    gates: keys.gates,
    schemas:
      fields.length === 0
        ? []
        : [{ on: resource.id, route: undefined, direction: 'item', origin: 'key-schema', fields }],
    grants: policy === undefined ? [] : [grant(resource, 'policy', 'resource', resource.id, policy, 'table policy')],
    wires: kinesis.ids.map((to) => wire('delivery', resource.id, to, stream?.at ?? resource.at)),
  };
};

// A template defines only attributes that are keys of the table or of an index.
function keyFields(resource: Resource): readonly Field[] {
  return itemsOf(valueAt(resource.properties, 'AttributeDefinitions')).flatMap((definition) => {
    const name = valueAt(definition, 'AttributeName');
    const text = literal(name);
    if (name === undefined || text === undefined) return [];
    return [{ name: text, parent: undefined, type: literal(valueAt(definition, 'AttributeType')), at: name.at }];
  });
}
