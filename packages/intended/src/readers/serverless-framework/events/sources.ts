import type { Tree } from '#source/tree';
import type { Makings } from '../make-tree.ts';
import { getArn, join, ref } from '../make-tree.ts';
import { alphanumericPart, functionPart, upperFirst } from '../names.ts';
import { entriesOf, isFalse, isTrue, itemsOf, textAt, textOf, treeAt } from '../read-tree.ts';
import { nameInArn } from '../service.ts';
import type { EventWork } from './event-work.ts';

const VPC_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
];

/** `sqs`: the function polls a queue. */
export function compileSqs(event: EventWork): void {
  const arn = sourceArn(event.event.tree);
  if (arn === undefined) return incomplete(event, 'arn');
  const { fn, work } = event;
  work.allow(fn.id, ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arn, arn.at);
  const config = { EventSourceArn: arn, ScalingConfig: scaling(event.event.tree) };
  addMapping(event, `SQS${alphanumericPart(nameInArn(arn))}`, config);
}

function scaling(tree: Tree): Makings {
  const concurrency = treeAt(tree, 'maximumConcurrency');
  return concurrency === undefined ? undefined : { MaximumConcurrency: concurrency };
}

/** `stream`: the function polls a DynamoDB or Kinesis stream, Kinesis with a consumer of its own on request. */
export function compileStream(event: EventWork): void {
  const { tree } = event.event;
  const arn = sourceArn(tree);
  if (arn === undefined) return incomplete(event, 'arn');
  const type = streamType(tree, arn);
  const name = streamName(arn, type);
  const { fn, work } = event;
  if (type === 'kinesis') {
    work.allow(
      fn.id,
      ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStreamSummary', 'kinesis:ListShards'],
      arn,
      arn.at,
    );
  } else {
    work.allow(
      fn.id,
      ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream', 'dynamodb:ListStreams'],
      arn,
      arn.at,
    );
  }
  const failure = treeAt(tree, 'destinations', 'onFailure');
  const failureArn = treeAt(failure, 'arn') ?? failure;
  if (failureArn !== undefined)
    work.allow(
      fn.id,
      [textAt(failure, 'type') === 'sqs' ? 'sqs:SendMessage' : 'sns:Publish'],
      failureArn,
      failureArn.at,
    );
  const position = treeAt(tree, 'startingPosition') ?? 'TRIM_HORIZON';
  const config = {
    EventSourceArn: consumed(event, arn, name) ?? arn,
    StartingPosition: position,
    ParallelizationFactor: treeAt(tree, 'parallelizationFactor'),
    BisectBatchOnFunctionError: treeAt(tree, 'bisectBatchOnFunctionError'),
    MaximumRetryAttempts: treeAt(tree, 'maximumRetryAttempts'),
    MaximumRecordAgeInSeconds: treeAt(tree, 'maximumRecordAgeInSeconds'),
    DestinationConfig: failureArn === undefined ? undefined : { OnFailure: { Destination: failureArn } },
  };
  addMapping(event, `${upperFirst(type)}${alphanumericPart(name)}`, config);
}

function streamType(tree: Tree, arn: Tree): 'dynamodb' | 'kinesis' {
  const written = textAt(tree, 'type') ?? textOf(arn)?.split(':')[2];
  return written === 'kinesis' ? 'kinesis' : 'dynamodb';
}

/** The table's name for a table's stream, the stream's name for Kinesis. */
function streamName(arn: Tree, type: string): string {
  const text = textOf(arn);
  return type === 'dynamodb' && text !== undefined ? (text.split('/')[1] ?? text) : nameInArn(arn);
}

function consumed({ fn, event, work }: EventWork, arn: Tree, name: string): Makings {
  const consumer = treeAt(event.tree, 'consumer');
  if (consumer === undefined || isFalse(consumer)) return undefined;
  if (!isTrue(consumer)) return consumer;
  const id = `${functionPart(`${fn.key}${name}Consumer`)}StreamConsumer`;
  work.add(
    id,
    'AWS::Kinesis::StreamConsumer',
    { StreamARN: arn, ConsumerName: `${fn.key}${name}Consumer` },
    { of: fn.id, at: event.at },
  );
  work.allow(fn.id, ['kinesis:SubscribeToShard'], ref(id), event.at);
  return ref(id);
}

/** `msk`: the function polls a topic of a managed Kafka cluster. */
export function compileMsk(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const arn = treeAt(tree, 'arn');
  if (arn === undefined) return incomplete(event, 'arn');
  work.allow(fn.id, ['kafka:DescribeCluster', 'kafka:GetBootstrapBrokers', 'kafka-cluster:Connect'], arn, arn.at);
  work.allow(fn.id, VPC_ACTIONS, '*', arn.at);
  const topic = treeAt(tree, 'topic');
  const config = {
    EventSourceArn: arn,
    Topics: topic === undefined ? undefined : [topic],
    StartingPosition: treeAt(tree, 'startingPosition') ?? 'TRIM_HORIZON',
  };
  addMapping(event, `MSK${alphanumericPart(nameInArn(arn))}${alphanumericPart(textOf(topic) ?? 'topic')}`, config);
}

const ACCESS: Readonly<Record<string, string>> = {
  vpcSubnet: 'VPC_SUBNET',
  vpcSecurityGroup: 'VPC_SECURITY_GROUP',
  saslPlainAuth: 'BASIC_AUTH',
  saslScram256Auth: 'SASL_SCRAM_256_AUTH',
  saslScram512Auth: 'SASL_SCRAM_512_AUTH',
  clientCertificateTlsAuth: 'CLIENT_CERTIFICATE_TLS_AUTH',
  serverRootCaCertificate: 'SERVER_ROOT_CA_CERTIFICATE',
};

/** `kafka`: the function polls a topic of a cluster outside of AWS. */
export function compileKafka(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const topic = treeAt(tree, 'topic');
  const access = entriesOf(treeAt(tree, 'accessConfigurations')).flatMap(([key, entry]) =>
    itemsOf(entry.value).map((uri) => ({ Type: ACCESS[key] ?? key, URI: uri })),
  );
  const secrets = access.filter(({ Type }) => !Type.startsWith('VPC_')).map(({ URI }) => URI);
  if (secrets.length > 0) work.allow(fn.id, ['secretsmanager:GetSecretValue'], secrets, event.event.at);
  const config = {
    SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: treeAt(tree, 'bootstrapServers') } },
    SourceAccessConfigurations: access.length === 0 ? undefined : access,
    Topics: topic === undefined ? undefined : [topic],
    StartingPosition: treeAt(tree, 'startingPosition') ?? 'TRIM_HORIZON',
  };
  addMapping(event, `Kafka${alphanumericPart(textOf(topic) ?? 'topic')}`, config);
}

/** `activemq` and `rabbitmq`: the function polls a queue of a broker. */
export function compileBroker(event: EventWork): void {
  const { fn, work } = event;
  const { tree, kind } = event.event;
  const arn = treeAt(tree, 'arn');
  if (arn === undefined) return incomplete(event, 'arn');
  const secret = treeAt(tree, 'basicAuthArn');
  const queue = treeAt(tree, 'queue');
  const host = treeAt(tree, 'virtualHost');
  work.allow(fn.id, ['mq:DescribeBroker'], arn, arn.at);
  work.allow(fn.id, VPC_ACTIONS, '*', arn.at);
  if (secret !== undefined) work.allow(fn.id, ['secretsmanager:GetSecretValue'], secret, secret.at);
  const access = [
    secret === undefined ? undefined : { Type: 'BASIC_AUTH', URI: secret },
    host === undefined ? undefined : { Type: 'VIRTUAL_HOST', URI: host },
  ];
  const config = {
    EventSourceArn: arn,
    Queues: queue === undefined ? undefined : [queue],
    SourceAccessConfigurations: access,
  };
  const word = kind === 'activemq' ? 'ActiveMQ' : 'RabbitMQ';
  addMapping(event, `${word}${alphanumericPart(nameInArn(arn))}${alphanumericPart(textOf(queue) ?? 'queue')}`, config);
}

function addMapping({ fn, event, work }: EventWork, suffix: string, config: Readonly<Record<string, Makings>>): void {
  const { tree } = event;
  const patterns = itemsOf(treeAt(tree, 'filterPatterns'));
  const properties = {
    FunctionName: getArn(fn.id),
    BatchSize: treeAt(tree, 'batchSize'),
    MaximumBatchingWindowInSeconds: treeAt(tree, 'maximumBatchingWindow') ?? treeAt(tree, 'batchWindow'),
    Enabled: treeAt(tree, 'enabled') ?? true,
    FunctionResponseTypes: listed(treeAt(tree, 'functionResponseType')),
    FilterCriteria: patterns.length === 0 ? undefined : { Filters: patterns.map((pattern) => ({ Pattern: pattern })) },
    ...config,
  };
  work.add(`${functionPart(fn.key)}EventSourceMapping${suffix}`, 'AWS::Lambda::EventSourceMapping', properties, {
    of: fn.id,
    at: event.at,
  });
}

function listed(tree: Tree | undefined): Makings {
  return tree === undefined ? undefined : [tree];
}

function sourceArn(tree: Tree): Tree | undefined {
  return treeAt(tree, 'arn') ?? (tree.kind === 'scalar' ? tree : undefined);
}

/** Says that an event lacks what it needs; nothing is made of it. */
export function incomplete({ event, fn, work }: EventWork, missing: string): void {
  work.warn('warning', event.at, `event \`${event.kind}\` of function \`${fn.key}\` has no \`${missing}\`; name one`);
}

export const s3Arn = (bucket: Makings): Makings => join('arn:', ref('AWS::Partition'), ':s3:::', bucket);
