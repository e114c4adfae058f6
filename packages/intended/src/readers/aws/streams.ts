import type { Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { Mapper } from './contribution.ts';
import { integrationTarget } from './integration.ts';
import { computeOf, keysOf, storeOf } from './nodes.ts';
import { namedNode } from './referenced.ts';
import type { NamedNodes } from './referenced.ts';
import type { Reading } from './reading.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

export const stream: Mapper = (resource, reading) => {
  const { keys, gates } = keysOf(reading, valueAt(resource.properties, 'StreamEncryption', 'KeyId'));
  return { stores: [storeOf(resource, 'kinesis', 'stream', { keys })], gates };
};

/** A delivery stream takes records with its own role from a stream, or from whoever puts them, to its destinations. */
export const deliveryStream: Mapper = (resource, reading) => {
  const { properties } = resource;
  const destinations = entriesOf(properties).filter(([name]) => name.endsWith('DestinationConfiguration'));
  const source = valueAt(properties, 'KinesisStreamSourceConfiguration');
  const msk = valueAt(properties, 'MSKSourceConfiguration');
  const from = namedNode(reading, valueAt(source, 'KinesisStreamARN') ?? valueAt(msk, 'MSKClusterARN'), 'kinesis');
  const roles = rolesOf(
    reading,
    valueAt(source, 'RoleARN'),
    ...destinations.flatMap(([, one]) => [valueAt(one, 'RoleARN'), valueAt(one, 'S3Configuration', 'RoleARN')]),
  );
  const ends = destinations.map(([, one]) => destinationOf(one, reading));
  const transforms = destinations.flatMap(([, one]) => transformsOf(one, reading));
  const identity = roles.ids[0];
  const group = destinations
    .map(([, one]) => reading.find(valueAt(one, 'CloudWatchLoggingOptions', 'LogGroupName'), 'logs'))
    .find((found) => found !== undefined);
  return {
    identities: roles.identities,
    // It keeps records only while it delivers them, yet whoever may put records writes to it: both nouns in one.
    computes: [computeOf(resource, 'firehose', 'delivery', { identities: roles.ids, logs: group?.id })],
    stores: [...from.stores, ...ends.flatMap((end) => end.stores)],
    wires: [
      ...from.ids.map((id) =>
        wire('event-source', id, resource.id, source?.at ?? resource.at, { mode: 'pull', identity }),
      ),
      ...ends.flatMap((end) => end.ids).map((to) => wire('delivery', resource.id, to, resource.at, { identity })),
      ...transforms.map((to) => wire('enrichment', resource.id, to, resource.at, { answers: true, identity })),
    ],
  };
};

function destinationOf(destination: Value, reading: Reading): NamedNodes {
  const values = [
    namedNode(reading, valueAt(destination, 'BucketARN'), 's3'),
    namedNode(reading, valueAt(destination, 'S3Configuration', 'BucketARN'), 's3'),
    namedNode(reading, valueAt(destination, 'DomainARN'), 'es'),
    namedNode(reading, valueAt(destination, 'CollectionEndpoint'), 'aoss'),
    namedNode(reading, valueAt(destination, 'ClusterJDBCURL'), 'redshift'),
    namedNode(reading, valueAt(destination, 'S3BackupConfiguration', 'BucketARN'), 's3'),
  ];
  const url = valueAt(destination, 'EndpointConfiguration', 'Url') ?? valueAt(destination, 'HECEndpoint');
  const host = integrationTarget(url, [], reading);
  return {
    ids: [...values.flatMap((one) => one.ids), ...(host.to === undefined ? [] : [host.to])],
    stores: [...values.flatMap((one) => one.stores), ...host.stores],
  };
}

function transformsOf(destination: Value, reading: Reading): readonly string[] {
  return itemsOf(valueAt(destination, 'ProcessingConfiguration', 'Processors')).flatMap((processor) =>
    itemsOf(valueAt(processor, 'Parameters')).flatMap((parameter) => {
      if (literal(valueAt(parameter, 'ParameterName')) !== 'LambdaArn') return [];
      const target = reading.find(valueAt(parameter, 'ParameterValue'), 'lambda');
      return target === undefined ? [] : [target.id];
    }),
  );
}
