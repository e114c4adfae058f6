import type { PlannedAccess, PlannedFunction, PlannedStack, PlannedStore } from './plan-app.ts';

type Json = { readonly [key: string]: unknown };

const ref = (id: string): Json => ({ Ref: id });

/** One stack as a SAM template. */
export function samStack(stack: PlannedStack): Json {
  const resources: Record<string, Json> = { Api: { Type: 'AWS::Serverless::HttpApi' }, ...sharedParts(stack) };
  for (const store of stack.stores) resources[store.id] = storeResource(store);
  for (const fn of stack.functions)
    resources[fn.id] = { Type: 'AWS::Serverless::Function', Properties: functionOf(fn) };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { Runtime: 'nodejs22.x', Timeout: 10, MemorySize: 256 } },
    Resources: resources,
  };
}

/** What both forms share: the key, and the role that some functions have in common. */
export function sharedParts(stack: PlannedStack): Record<string, Json> {
  const [first] = stack.stores;
  if (first === undefined) return {};
  return {
    DataKey: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        },
      },
    },
    SharedRole: roleResource([{ verb: 'read', of: first }], undefined),
  };
}

export function storeResource({ kind, fields, encrypted }: PlannedStore): Json {
  const key = { 'Fn::GetAtt': ['DataKey', 'Arn'] };
  switch (kind) {
    case 'table':
      return {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: fields.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
          KeySchema: fields.map((name, at) => ({ AttributeName: name, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
          ...(encrypted ? { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key } } : {}),
        },
      };
    case 'bucket':
      return {
        Type: 'AWS::S3::Bucket',
        Properties: { PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true } },
      };
    case 'queue':
      return { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60, SqsManagedSseEnabled: true } };
    default:
      return kind satisfies never;
  }
}

/** A role of its own, in the words of IAM. */
export function roleResource(allows: readonly PlannedAccess[], managed: string | undefined): Json {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      ManagedPolicyArns: [
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
        ...(managed === undefined ? [] : [managed]),
      ],
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: allows.map(statementOf) } }],
    },
  };
}

const ACTIONS = {
  table: {
    read: ['dynamodb:GetItem', 'dynamodb:Query'],
    write: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    crud: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Scan'],
  },
  bucket: {
    read: ['s3:GetObject'],
    write: ['s3:PutObject'],
    crud: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  },
  queue: {
    read: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    write: ['sqs:SendMessage'],
    crud: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
  },
} as const;

export function statementOf({ verb, of }: PlannedAccess): Json {
  if (of === undefined) return { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' };
  const arn = { 'Fn::GetAtt': [of.id, 'Arn'] };
  return {
    Effect: 'Allow',
    Action: ACTIONS[of.kind][verb === 'send' ? 'write' : verb === 'all' ? 'crud' : verb],
    Resource: of.kind === 'bucket' ? { 'Fn::Sub': `\${${of.id}.Arn}/*` } : arn,
  };
}

function functionOf(fn: PlannedFunction): Json {
  const own = fn.sharesRole ? { Role: { 'Fn::GetAtt': ['SharedRole', 'Arn'] } } : { Policies: policiesOf(fn) };
  return {
    Handler: 'index.handler',
    ...(fn.code === undefined
      ? { CodeUri: { Bucket: 'artifacts-of-the-example', Key: `${fn.id}.zip` } }
      : { InlineCode: fn.code }),
    Environment: { Variables: variablesOf(fn) },
    ...own,
    Events: { Trigger: eventOf(fn) },
  };
}

export function variablesOf(fn: PlannedFunction): Json {
  const entries = fn.allows.flatMap(({ of }) =>
    of === undefined ? [] : [[of.kind.toUpperCase(), ref(of.id)] as const],
  );
  return Object.fromEntries(entries);
}

function policiesOf(fn: PlannedFunction): readonly unknown[] {
  const written = fn.allows.map(
    (access) => templateOf(access) ?? { Version: '2012-10-17', Statement: [statementOf(access)] },
  );
  return fn.managed === undefined ? written : [...written, fn.managed.split('/').at(-1)];
}

/** Most people let SAM write the policy. */
function templateOf({ verb, of }: PlannedAccess): Json | undefined {
  if (of === undefined) return undefined;
  if (of.kind === 'table' && verb === 'crud') return { DynamoDBCrudPolicy: { TableName: ref(of.id) } };
  if (of.kind === 'table' && verb === 'read') return { DynamoDBReadPolicy: { TableName: ref(of.id) } };
  if (of.kind === 'queue' && verb === 'send')
    return { SQSSendMessagePolicy: { QueueName: { 'Fn::GetAtt': [of.id, 'QueueName'] } } };
  return undefined;
}

function eventOf({ trigger }: PlannedFunction): Json {
  switch (trigger.kind) {
    case 'route':
      return {
        Type: 'HttpApi',
        Properties: { ApiId: ref('Api'), Method: trigger.method, Path: trigger.path },
      };
    case 'queue':
      return { Type: 'SQS', Properties: { Queue: { 'Fn::GetAtt': [trigger.store.id, 'Arn'] } } };
    case 'stream':
      return {
        Type: 'DynamoDB',
        Properties: { Stream: { 'Fn::GetAtt': [trigger.store.id, 'StreamArn'] }, StartingPosition: 'LATEST' },
      };
    case 'bucket':
      return { Type: 'S3', Properties: { Bucket: ref(trigger.store.id), Events: 's3:ObjectCreated:*' } };
    case 'schedule':
      return { Type: 'Schedule', Properties: { Schedule: 'rate(1 hour)' } };
    default:
      return trigger satisfies never;
  }
}
