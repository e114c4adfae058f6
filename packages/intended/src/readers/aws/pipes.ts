import { entriesOf, valueAt } from '#model/read-value';
import type { Mapper } from './contribution.ts';
import { computeOf } from './nodes.ts';
import { namedNode } from './referenced.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

/** A pipe reads its source, asks its enrichment and calls its target, all with its own role. */
export const pipe: Mapper = (resource, reading) => {
  const { properties, at } = resource;
  const roles = rolesOf(reading, valueAt(properties, 'RoleArn'));
  const identity = roles.ids[0];
  const source = namedNode(reading, valueAt(properties, 'Source'), 'kafka');
  const enrichment = namedNode(reading, valueAt(properties, 'Enrichment'), undefined);
  const target = namedNode(reading, valueAt(properties, 'Target'), undefined);
  const letters = namedNode(
    reading,
    valueAt(properties, 'SourceParameters', 'DynamoDBStreamParameters', 'DeadLetterConfig', 'Arn') ??
      valueAt(properties, 'SourceParameters', 'KinesisStreamParameters', 'DeadLetterConfig', 'Arn'),
    'sqs',
  );
  const group = reading.find(
    valueAt(properties, 'LogConfiguration', 'CloudwatchLogsLogDestination', 'LogGroupArn'),
    'logs',
  );
  // `ActiveMQBrokerParameters: {Credentials: {BasicAuth: …}}` and its like: the pipe signs in with the secret.
  const secrets = entriesOf(valueAt(properties, 'SourceParameters'))
    .flatMap(([, parameters]) => entriesOf(valueAt(parameters, 'Credentials')))
    .map(([, secret]) => namedNode(reading, secret, 'secretsmanager'));
  const filter = valueAt(properties, 'SourceParameters', 'FilterCriteria');
  const ends = [
    ['Source', source],
    ['Target', target],
  ] as const;
  return {
    identities: roles.identities,
    computes: [computeOf(resource, 'pipes', 'pipe', { identities: roles.ids, logs: group?.id })],
    stores: [source, enrichment, target, letters, ...secrets].flatMap((one) => one.stores),
    wires: [
      ...source.ids.map((from) => wire('event-source', from, resource.id, at, { mode: 'pull', identity, filter })),
      ...secrets
        .flatMap((one) => one.ids)
        .map((from) => wire('event-source', from, resource.id, at, { mode: 'pull', identity, carries: 'metadata' })),
      ...enrichment.ids.map((to) => wire('enrichment', resource.id, to, at, { answers: true, identity })),
      ...target.ids.map((to) => wire('target', resource.id, to, at, { identity })),
      ...letters.ids.map((to) => wire('destination', resource.id, to, at, { identity })),
    ],
    unresolved: ends.flatMap(([end, named]) => {
      const value = valueAt(properties, end);
      if (named.ids.length > 0 || value === undefined) return [];
      const why = value.kind === 'deferred' ? value.why : ({ cause: 'missing', name: end } as const);
      return [{ what: `\`${end}\` of \`${resource.id}\``, of: resource.id, why, at: value.at, value }];
    }),
  };
};
