import { expect, test } from 'vitest';
import { wordsOf } from './nodes.ts';
import { applicationOf, att, either, nothing, parameter, ref, sub } from './makers.ts';

test.each([
  ['AWS::DynamoDB::Table', 'items', 'arn:Partition:dynamodb:Region:AccountId:table/Thing'],
  ['AWS::S3::Bucket', 'objects', 'arn:Partition:s3:::Thing'],
  ['AWS::SQS::Queue', 'messages', 'arn:Partition:sqs:Region:AccountId:Thing'],
  ['AWS::SNS::Topic', 'topic', 'arn:Partition:sns:Region:AccountId:Thing'],
  ['AWS::Kinesis::Stream', 'stream', 'arn:Partition:kinesis:Region:AccountId:stream/Thing'],
  ['AWS::Events::EventBus', 'events', 'arn:Partition:events:Region:AccountId:event-bus/Thing'],
  ['AWS::Logs::LogGroup', 'logs', 'arn:Partition:logs:Region:AccountId:log-group:Thing'],
  ['AWS::SecretsManager::Secret', 'secret', 'arn:Partition:secretsmanager:Region:AccountId:secret:Thing-Thing.Arn'],
  ['AWS::SSM::Parameter', 'parameter', 'arn:Partition:ssm:Region:AccountId:parameter/Thing'],
  ['AWS::Cognito::UserPool', 'users', 'arn:Partition:cognito-idp:Region:AccountId:userpool/Thing'],
  ['AWS::RDS::DBCluster', 'rows', 'arn:Partition:rds:Region:AccountId:cluster:Thing'],
  ['AWS::ECR::Repository', 'code', 'arn:Partition:ecr:Region:AccountId:repository/Thing'],
])('%s is a store of %s', (Type, holds, arn) => {
  const { stores } = applicationOf({ Thing: { Type } });
  expect(stores).toMatchObject([{ id: 'Thing', holds, origin: 'template' }]);
  expect(wordsOf(stores[0]?.arn ?? [])).toBe(arn);
});

test('a physical name stands in the ARN', () => {
  const { stores } = applicationOf({ Secret: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/rides/key' } } });
  expect(wordsOf(stores[0]?.arn ?? [])).toBe('arn:Partition:ssm:Region:AccountId:parameter/rides/key');
});

test.each([
  ['a key of the template', att('Key'), ['Key']],
  ['an alias of it', ref('Alias'), ['Key']],
  ['a key given as a parameter', parameter('KeyArn'), ['KeyArn']],
  ['a key by ARN', 'arn:aws:kms:eu-west-1:123456789012:key/one', ['one']],
  ['one or none', either('Encrypt', att('Key'), nothing), ['Key']],
  ['the key that the service manages', 'alias/aws/sqs', []],
])('a queue is encrypted with %s', (_, KmsMasterKeyId, keys) => {
  const { stores, gates } = applicationOf({
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { TargetKeyId: ref('Key'), AliasName: 'alias/rides' } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId } },
  });
  expect(stores.find((store) => store.id === 'Queue')?.keys).toEqual(keys);
  expect(gates.map((gate) => gate.id)).toEqual(expect.arrayContaining(keys));
});

test('tags that tell of data are kept, others are not', () => {
  const Tags = [
    { Key: 'DataClassification', Value: 'restricted' },
    { Key: 'Team', Value: 'rides' },
  ];
  const { stores } = applicationOf({ Table: { Type: 'AWS::DynamoDB::Table', Properties: { Tags } } });
  expect(stores[0]?.tags).toMatchObject([{ key: 'DataClassification', value: 'restricted' }]);
});

test('a user pool always holds credentials, and the attributes it names', () => {
  const { schemas } = applicationOf({
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: { UsernameAttributes: ['email'], Schema: [{ Name: 'licence', AttributeDataType: 'String' }] },
    },
  });
  expect(schemas[0]).toMatchObject({ direction: 'users', origin: 'user-pool' });
  expect(schemas[0]?.fields.map((field) => field.name)).toEqual(['username', 'password', 'email', 'licence']);
});

test('a public ACL is a grant to anyone; a private one is none', () => {
  const { grants } = applicationOf({
    Open: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: 'PublicRead' } },
    Shut: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: 'Private' } },
  });
  expect(grants).toMatchObject([{ holder: 'Open', side: 'resource', label: 'ACL PublicRead' }]);
});

test('a policy on a bucket of another stack makes that bucket known', () => {
  const { grants, stores } = applicationOf({
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'elsewhere', PolicyDocument: { Statement: [] } } },
  });
  expect(stores).toMatchObject([{ id: 'elsewhere', origin: 'referenced', holds: 'objects' }]);
  expect(grants).toMatchObject([{ holder: 'elsewhere' }]);
});

test.each([
  ['a table of another stack', 'arn:aws:dynamodb:eu-west-1:123456789012:table/riders/index/*', ['riders']],
  ['a bucket given as a parameter', { Bucket: true }, ['BucketName']],
  ['every table', 'arn:aws:dynamodb:eu-west-1:123456789012:table/*', []],
  ['tables by prefix', 'arn:aws:dynamodb:eu-west-1:123456789012:table/rid*', []],
  ['a table of the template', sub('arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Rides}'), []],
])('a policy that names %s', (_, Resource, expected) => {
  const hole = {
    $: {
      kind: 'text',
      parts: ['arn:aws:s3:::', { kind: 'hole', why: { cause: 'parameter', name: 'BucketName' } }, '/*'],
      at: at(),
    },
  } as const;
  const named = typeof Resource === 'object' && 'Bucket' in Resource ? hole : Resource;
  const { stores } = applicationOf({
    Rides: { Type: 'AWS::DynamoDB::Table' },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          { PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: named }] } },
        ],
      },
    },
  });
  expect(stores.filter((store) => store.origin === 'referenced').map((store) => store.id)).toEqual(expected);
});

function at() {
  return { file: 'template.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
}

test('an instance in a cluster is another name of the cluster', () => {
  const { stores } = applicationOf({
    Cluster: { Type: 'AWS::RDS::DBCluster' },
    Instance: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: ref('Cluster') } },
    Lone: { Type: 'AWS::RDS::DBInstance' },
  });
  expect(stores.map((store) => store.id)).toEqual(['Cluster', 'Lone']);
});

test('a function of another stack is a node whose code is unknown', () => {
  const { computes, wires } = applicationOf({
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:*', Function: parameter('ResizerArn') }] },
      },
    },
  });
  expect(wires).toMatchObject([{ from: 'Bucket', to: 'ResizerArn' }]);
  expect(computes).toMatchObject([{ id: 'ResizerArn', origin: 'referenced', code: { kind: 'absent' } }]);
});

test('an output of a nested stack that was not read is no wire to the stack', () => {
  const { stores, wires } = applicationOf({
    Dead: { Type: 'AWS::CloudFormation::Stack' },
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: { Code: { ZipFile: '' }, DeadLetterConfig: { TargetArn: att('Dead', 'Outputs.Arn') } },
    },
  });
  expect(wires).toMatchObject([{ from: 'Fn', to: 'sqs Dead' }]);
  expect(stores.map((store) => store.id)).toContain('sqs Dead');
});
