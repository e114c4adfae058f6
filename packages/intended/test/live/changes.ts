import type { Hand } from './hand.ts';
import { grant } from './deploy.ts';

export interface Change {
  readonly what: string;
  readonly resource: string;
  /** How what is seen begins: a property, a control, or words of the message. */
  readonly seen: string;
  make(hand: Hand, id: (logicalId: string) => string): Promise<unknown>;
}

const ANYONE = (action: string, resource: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: action, Resource: resource }],
  });

const table =
  (call: string, settings: object): Change['make'] =>
  (hand, id) =>
    hand.target('dynamodb', `DynamoDB_20120810.${call}`, { TableName: id('Rides'), ...settings });
const queue =
  (logicalId: string, attributes: Record<string, string>): Change['make'] =>
  (hand, id) =>
    hand.target('sqs', 'AmazonSQS.SetQueueAttributes', { QueueUrl: id(logicalId), Attributes: attributes });
const topic =
  (name: string, value: string): Change['make'] =>
  (hand, id) =>
    hand.query('sns', '2010-03-31', 'SetTopicAttributes', {
      TopicArn: id('News'),
      AttributeName: name,
      AttributeValue: value,
    });
const key =
  (call: string, settings: object = {}): Change['make'] =>
  (hand, id) =>
    hand.target('kms', `TrentService.${call}`, { KeyId: id('Key'), ...settings });
const book =
  (settings: object): Change['make'] =>
  (hand, id) =>
    hand.rest('PUT', `/2015-03-31/functions/${id('Book')}/configuration`, settings);
const role =
  (action: string, parameters: Record<string, string>): Change['make'] =>
  (hand, id) =>
    hand.query('iam', '2010-05-08', action, { RoleName: id('Role'), ...parameters });
const photos =
  (question: string, body: string): Change['make'] =>
  (hand, id) =>
    hand.put(`/${id('Photos')}`, body, question);
const without =
  (logicalId: string, question: string): Change['make'] =>
  (hand, id) =>
    hand.remove(`/${id(logicalId)}`, question);

/** What people do with a console, in an order in which each still can be done. */
export const CHANGES: readonly Change[] = [
  {
    what: 'one half of the public access block lifted',
    resource: 'Photos',
    seen: 'PublicAccessBlockConfiguration.BlockPublicPolicy',
    make: photos(
      'publicAccessBlock',
      '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>',
    ),
  },
  {
    what: 'the public access block deleted',
    resource: 'Logs',
    seen: 's3-block-public',
    make: without('Logs', 'publicAccessBlock'),
  },
  {
    what: 'versions suspended',
    resource: 'Photos',
    seen: 'VersioningConfiguration.Status',
    make: photos('versioning', '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>'),
  },
  {
    what: 'access logs stopped',
    resource: 'Photos',
    seen: 'LoggingConfiguration',
    make: photos('logging', '<BucketLoggingStatus xmlns="http://s3.amazonaws.com/doc/2006-03-01/" />'),
  },
  {
    what: 'another encryption of new objects',
    resource: 'Photos',
    seen: 'BucketEncryption',
    make: photos(
      'encryption',
      '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
    ),
  },
  {
    what: 'life cycle deleted',
    resource: 'Photos',
    seen: 's3-lifecycle',
    make: without('Photos', 'lifecycle'),
  },
  {
    what: 'a bucket policy added',
    resource: 'Logs',
    seen: '`Logs` has a bucket policy',
    make: (hand, id) => hand.put(`/${id('Logs')}`, ANYONE('s3:GetObject', `arn:aws:s3:::${id('Logs')}/*`), 'policy'),
  },
  {
    what: 'a bucket made a website',
    resource: 'Photos',
    seen: 's3-website',
    make: photos(
      'website',
      '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>',
    ),
  },
  {
    what: 'point-in-time recovery off',
    resource: 'Rides',
    seen: 'ddb-pitr',
    make: table('UpdateContinuousBackups', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
    }),
  },
  {
    what: 'deletion protection off',
    resource: 'Rides',
    seen: 'DeletionProtectionEnabled',
    make: table('UpdateTable', { DeletionProtectionEnabled: false }),
  },
  {
    what: 'capacity provisioned',
    resource: 'Rides',
    seen: 'BillingMode',
    make: table('UpdateTable', {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    }),
  },
  {
    what: 'time to live off',
    resource: 'Rides',
    seen: 'TimeToLiveSpecification',
    make: table('UpdateTimeToLive', { TimeToLiveSpecification: { AttributeName: 'until', Enabled: false } }),
  },
  {
    what: 'dead letters kept nowhere',
    resource: 'Work',
    seen: 'RedrivePolicy',
    make: queue('Work', { RedrivePolicy: '' }),
  },
  {
    what: 'a shorter visibility timeout',
    resource: 'Work',
    seen: 'VisibilityTimeout',
    make: queue('Work', { VisibilityTimeout: '5' }),
  },
  {
    what: 'dead letters kept for a minute',
    resource: 'Dead',
    seen: 'MessageRetentionPeriod',
    make: queue('Dead', { MessageRetentionPeriod: '60' }),
  },
  {
    what: 'encryption of a queue off',
    resource: 'Work',
    seen: 'SqsManagedSseEnabled',
    make: queue('Work', { SqsManagedSseEnabled: 'false' }),
  },
  {
    what: 'a queue opened to everybody',
    resource: 'Work',
    seen: '`Work` has a queue policy',
    make: queue('Work', { Policy: ANYONE('sqs:SendMessage', '*') }),
  },
  { what: 'the key of a topic removed', resource: 'News', seen: 'KmsMasterKeyId', make: topic('KmsMasterKeyId', '') },
  {
    what: 'a topic opened to everybody',
    resource: 'News',
    seen: '`News` has a topic policy',
    make: topic('Policy', ANYONE('sns:Publish', '*')),
  },
  { what: 'key rotation off', resource: 'Key', seen: 'EnableKeyRotation', make: key('DisableKeyRotation') },
  {
    what: 'a key opened to everybody',
    resource: 'Key',
    seen: 'KeyPolicy',
    make: key('PutKeyPolicy', { PolicyName: 'default', Policy: ANYONE('kms:*', '*') }),
  },
  { what: 'a timeout of a quarter of an hour', resource: 'Book', seen: 'Timeout', make: book({ Timeout: 900 }) },
  { what: 'more memory', resource: 'Book', seen: 'MemorySize', make: book({ MemorySize: 3008 }) },
  { what: 'an older runtime', resource: 'Book', seen: 'Runtime', make: book({ Runtime: 'nodejs16.x' }) },
  { what: 'another handler', resource: 'Book', seen: 'Handler', make: book({ Handler: 'other.handler' }) },
  {
    what: 'another value in the environment',
    resource: 'Book',
    seen: 'Environment.Variables.LEVEL',
    make: (hand, id) =>
      book({ Environment: { Variables: { TABLE: id('Rides'), LEVEL: 'very-quiet-value' } } })(hand, id),
  },
  {
    what: 'another role for a function',
    resource: 'Book',
    seen: 'Role',
    make: book({ Role: 'arn:aws:iam::123456789012:role/other' }),
  },
  {
    what: 'reserved concurrency given up',
    resource: 'Book',
    seen: 'ReservedConcurrentExecutions',
    make: (hand, id) => hand.remove(`/2017-10-31/functions/${id('Book')}/concurrency`, '', 'lambda'),
  },
  {
    what: 'a function URL for everybody',
    resource: 'Book',
    seen: '`Book` has a function URL',
    make: (hand, id) => hand.rest('POST', `/2021-10-31/functions/${id('Book')}/url`, { AuthType: 'NONE' }),
  },
  {
    what: 'a permission for everybody',
    resource: 'Book',
    seen: '`Book` has a permission',
    make: (hand, id) =>
      hand.rest('POST', `/2015-03-31/functions/${id('Book')}/policy`, {
        StatementId: 'anyone',
        Action: 'lambda:InvokeFunction',
        Principal: '*',
      }),
  },
  {
    what: 'logs kept for ever',
    resource: 'FunctionLogs',
    seen: 'RetentionInDays',
    make: (hand, id) =>
      hand.target('logs', 'Logs_20140328.DeleteRetentionPolicy', { logGroupName: id('FunctionLogs') }),
  },
  {
    what: 'a log group deleted',
    resource: 'FunctionLogs',
    seen: 'the stack has it',
    make: (hand, id) => hand.target('logs', 'Logs_20140328.DeleteLogGroup', { logGroupName: id('FunctionLogs') }),
  },
  {
    what: 'a wider inline policy',
    resource: 'Role',
    seen: 'Policies',
    make: role('PutRolePolicy', { PolicyName: 'rides', PolicyDocument: JSON.stringify(grant('dynamodb:*', '*')) }),
  },
  {
    what: 'a role that everybody may assume',
    resource: 'Role',
    seen: 'AssumeRolePolicyDocument',
    make: role('UpdateAssumeRolePolicy', {
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      }),
    }),
  },
  {
    what: 'a table deleted',
    resource: 'Rides',
    seen: 'the stack has it',
    make: table('DeleteTable', {}),
  },
];
