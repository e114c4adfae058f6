import { describe, expect, test } from 'vitest';
import type { Report } from '#finding/finding';
import { judgeText } from '../../../test/support/judge-text.ts';

/** Small apps in the shapes of public ones that were once judged wrongly. */

const row = (report: Report, service: string) => {
  const found = report.matrix.find((one) => one.service === service);
  if (found === undefined) throw new Error(`no row ${service} among ${report.matrix.map((one) => one.service).join()}`);
  return found;
};
const excess = (report: Report, service: string): readonly string[] =>
  row(report, service).excess.map((fact) => `${fact.capability} ${fact.store} ${fact.certainty}`);
const leaks = (report: Report, service: string): readonly string[] =>
  row(report, service).leak.map((fact) => fact.data);

const fn = (name: string, handler: string, more: object = {}) => ({
  [name]: {
    Type: 'AWS::Serverless::Function',
    Properties: { Handler: handler, Runtime: 'nodejs22.x', CodeUri: './', ...more },
  },
});
const sam = (resources: object): string =>
  JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: resources });

describe('authorizers', () => {
  const app = (log: string) =>
    judgeText({
      'template.yaml': sam({
        Api: {
          Type: 'AWS::Serverless::Api',
          Properties: {
            StageName: 'v1',
            Auth: {
              DefaultAuthorizer: 'Own',
              Authorizers: { Own: { FunctionArn: { 'Fn::GetAtt': ['Judge', 'Arn'] } } },
            },
          },
        },
        ...fn('Judge', 'judge.handler'),
        ...fn('Hello', 'hello.handler', {
          Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get', RestApiId: { Ref: 'Api' } } } },
        }),
      }),
      'hello.js': 'exports.handler = async () => ({ statusCode: 200 });',
      'judge.js': `exports.handler = async (event) => { ${log}; return { principalId: 'me' }; };`,
    });

  test.each([
    ['the whole event', 'console.log(JSON.stringify(event))', ['credentials']],
    ['the token', 'console.log(event.authorizationToken)', ['credentials']],
    ['the method', 'console.log(event.methodArn)', []],
  ])('a function that judges callers and logs %s', async (_case, log, expected) => {
    const report = await app(log);
    expect(leaks(report, 'JudgeLogGroup')).toEqual(expected);
    expect(row(report, 'Judge').wired).toContain('credentials');
  });
});

test('a secret with which the poller signs in to its source is used', async () => {
  const report = await judgeText({
    'template.yaml': JSON.stringify({
      Resources: {
        Login: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
        Broker: { Type: 'AWS::AmazonMQ::Broker', Properties: { BrokerName: 'b' } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: {},
            Policies: [
              {
                PolicyName: 'p',
                PolicyDocument: {
                  Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: { Ref: 'Login' } }],
                },
              },
            ],
          },
        },
        Listener: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs22.x',
            Handler: 'index.handler',
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Code: { ZipFile: 'exports.handler = async () => "ok";' },
          },
        },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            FunctionName: { Ref: 'Listener' },
            EventSourceArn: { 'Fn::GetAtt': ['Broker', 'Arn'] },
            SourceAccessConfigurations: [{ Type: 'BASIC_AUTH', URI: { Ref: 'Login' } }],
          },
        },
      },
    }),
  });
  expect(excess(report, 'Listener')).toEqual([]);
  expect(row(report, 'Listener').wired).not.toContain('credentials');
});

describe('answers of calls that only write', () => {
  const app = (code: string) =>
    judgeText({
      'template.yaml': sam({
        Users: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            KeySchema: [{ AttributeName: 'email', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'email', AttributeType: 'S' }],
          },
        },
        ...fn('Save', 'app.handler', {
          Environment: { Variables: { TABLE: { Ref: 'Users' } } },
          Policies: [{ DynamoDBCrudPolicy: { TableName: { Ref: 'Users' } } }],
        }),
      }),
      'app.js': `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand, UpdateCommand, GetCommand } = require('@aws-sdk/lib-dynamodb');
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE;
exports.handler = async (event) => { ${code} };`,
    });

  test.each([
    ['an item read', 'console.log(await db.send(new GetCommand({ TableName, Key: { id: event.id } })));', ['pii']],
    ['the answer to a write', 'console.log(await db.send(new PutCommand({ TableName, Item: { id: event.id } })));', []],
    [
      'the attributes after an update',
      "const r = await db.send(new UpdateCommand({ TableName, Key: { id: event.id }, ReturnValues: 'ALL_NEW' })); console.log(r.Attributes);",
      ['pii'],
    ],
  ])('%s in the log', async (_case, code, expected) => {
    expect(leaks(await app(code), 'SaveLogGroup')).toEqual(expected);
  });
});

test('nothing is said to be missing on a resource whose ARN is not known', async () => {
  const report = await judgeText({
    'template.yaml': sam({
      Campaigns: { Type: 'AWS::Pinpoint::App', Properties: { Name: 'c' } },
      ...fn('Send', 'app.handler', {
        Environment: { Variables: { APP: { Ref: 'Campaigns' } } },
        Policies: [
          {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'mobiletargeting:SendMessages',
                Resource: {
                  'Fn::Sub': 'arn:aws:mobiletargeting:${AWS::Region}:${AWS::AccountId}:apps/${Campaigns}/messages',
                },
              },
            ],
          },
        ],
      }),
    }),
    'app.js': `const { PinpointClient, SendMessagesCommand } = require('@aws-sdk/client-pinpoint');
const client = new PinpointClient({});
exports.handler = async () => { const data = await client.send(new SendMessagesCommand({ ApplicationId: process.env.APP, MessageRequest: {} })); console.log(data.MessageResponse); };`,
  });
  expect(row(report, 'Send').missing).toEqual([]);
  expect(leaks(report, 'SendLogGroup')).toEqual([]);
});

test('a call on a resource that the code leaves open explains no grant of another kind', async () => {
  const report = await judgeText({
    'template.yaml': sam({
      Uploads: { Type: 'AWS::S3::Bucket' },
      Other: { Type: 'AWS::S3::Bucket' },
      ...fn('Show', 'app.handler', {
        Policies: [
          { S3CrudPolicy: { BucketName: { Ref: 'Uploads' } } },
          { S3ReadPolicy: { BucketName: { Ref: 'Other' } } },
        ],
      }),
    }),
    'app.js': `const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
exports.handler = async (event) => (await s3.send(new GetObjectCommand({ Bucket: event.Bucket, Key: event.Key }))).Body;`,
  });
  expect(excess(report, 'Show')).toEqual(
    expect.arrayContaining(['read Uploads maybe', 'read Other maybe', 'delete Uploads yes', 'write Uploads yes']),
  );
});

test('what is done with credentials of another authority is neither missing nor an own use', async () => {
  const app = (options: string) =>
    judgeText({
      'template.yaml': sam({
        Items: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } },
        ...fn('Read', 'app.handler', { Environment: { Variables: { TABLE: { Ref: 'Items' } } } }),
      }),
      'app.js': `const { DynamoDB } = require('@aws-sdk/client-dynamodb');
exports.handler = async (event) => new DynamoDB(${options}).getItem({ TableName: process.env.TABLE, Key: {} });`,
    });
  expect(row(await app('{}'), 'Read').missing).not.toEqual([]);
  const lent = await app('{ credentials: { accessKeyId: event.key, secretAccessKey: event.secret } }');
  expect(row(lent, 'Read').missing).toEqual([]);
});

describe('state machines', () => {
  const app = (definition: object, statements: readonly object[]) =>
    judgeText({
      'template.yaml': sam({
        Items: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } },
        Journal: { Type: 'AWS::Logs::LogGroup', Properties: {} },
        ...fn('Work', 'app.handler'),
        Flow: {
          Type: 'AWS::Serverless::StateMachine',
          Properties: {
            ...definition,
            Policies: [{ Statement: statements }],
            Logging: {
              Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: { 'Fn::GetAtt': ['Journal', 'Arn'] } } }],
            },
          },
        },
      }),
      'app.js': 'exports.handler = async () => 1;',
    });
  const table = { 'Fn::GetAtt': ['Items', 'Arn'] };
  const removes = {
    Definition: {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::dynamodb:deleteItem',
          Parameters: { TableName: { Ref: 'Items' }, Key: {} },
          End: true,
        },
      },
    },
  };

  test('what a state does is used, and no more', async () => {
    const actions = ['dynamodb:DeleteItem', 'dynamodb:PutItem'];
    const report = await app(removes, [{ Effect: 'Allow', Action: actions, Resource: table }]);
    expect(excess(report, 'Flow')).toEqual(['write Items yes']);
  });

  test('a definition that is not there proves nothing unused', async () => {
    const invoke = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': ['Work', 'Arn'] } };
    const report = await app({ DefinitionUri: 'gone.asl.json' }, [invoke]);
    expect(excess(report, 'Flow')).toEqual(['invoke Work maybe']);
  });

  test('the permissions that setting up its logs needs are no excess', async () => {
    const actions = ['logs:CreateLogDelivery', 'logs:PutResourcePolicy', 'logs:DescribeLogGroups'];
    expect(excess(await app(removes, [{ Effect: 'Allow', Action: actions, Resource: '*' }]), 'Flow')).toEqual([]);
    const more = [...actions, 'logs:GetLogEvents'];
    expect(excess(await app(removes, [{ Effect: 'Allow', Action: more, Resource: '*' }]), 'Flow')).not.toEqual([]);
  });
});

test.each([
  [
    'the only bucket granted',
    [{ S3CrudPolicy: { BucketName: { Ref: 'Uploads' } } }],
    ['admin Uploads yes', 'delete Uploads yes', 'write Uploads yes'],
  ],
  [
    'one of all',
    [{ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] }],
    ['read Other maybe', 'read Uploads maybe'],
  ],
])('a call that names no bucket means %s', async (_case, policies, expected) => {
  const report = await judgeText({
    'template.yaml': sam({
      Uploads: { Type: 'AWS::S3::Bucket' },
      Other: { Type: 'AWS::S3::Bucket' },
      ...fn('Show', 'app.handler', { Policies: policies }),
    }),
    'app.js': `const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
exports.handler = async (event) => (await s3.send(new GetObjectCommand({ Bucket: event.Bucket, Key: event.Key }))).Body;`,
  });
  expect(excess(report, 'Show').toSorted()).toEqual(expected);
});

test('calling the address of an API of the app, from the environment, is using it', async () => {
  const app = (code: string) =>
    judgeText({
      'template.yaml': sam({
        Graph: { Type: 'AWS::AppSync::GraphQLApi', Properties: { Name: 'g', AuthenticationType: 'AWS_IAM' } },
        ...fn('Tell', 'app.handler', {
          Environment: { Variables: { API: { 'Fn::GetAtt': ['Graph', 'GraphQLUrl'] } } },
          Policies: [
            {
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 'appsync:GraphQL',
                  Resource: { 'Fn::Sub': '${Graph.Arn}/types/Mutation/*' },
                },
              ],
            },
          ],
        }),
      }),
      'app.js': `exports.handler = async () => { ${code} };`,
    });
  expect(excess(await app('await fetch(process.env.API, {});'), 'Tell')).toEqual([]);
  expect(excess(await app('return 1;'), 'Tell')).toEqual(['invoke Graph yes']);
});

test('the destination of a rule is invoked', async () => {
  const report = await judgeText({
    'template.yaml': JSON.stringify({
      Resources: {
        Shop: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { source: ['shop'] },
            Targets: [
              { Id: 't', Arn: { 'Fn::GetAtt': ['Partner', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
            ],
          },
        },
        Login: { Type: 'AWS::Events::Connection', Properties: { AuthorizationType: 'API_KEY' } },
        Partner: {
          Type: 'AWS::Events::ApiDestination',
          Properties: {
            ConnectionArn: { 'Fn::GetAtt': ['Login', 'Arn'] },
            InvocationEndpoint: 'https://api.partner.example/orders',
            HttpMethod: 'POST',
          },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: {},
            Policies: [
              {
                PolicyName: 'p',
                PolicyDocument: {
                  Statement: [
                    {
                      Effect: 'Allow',
                      Action: 'events:InvokeApiDestination',
                      Resource: { 'Fn::GetAtt': ['Partner', 'Arn'] },
                    },
                  ],
                },
              },
            ],
          },
        },
      },
    }),
  });
  expect(report.matrix.flatMap((one) => one.excess)).toEqual([]);
});

test('a skill of Alexa is a service that invokes, not a stranger', async () => {
  const report = await judgeText({
    'template.yaml': sam({
      ...fn('Skill', 'app.handler'),
      Alexa: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: 'Skill' },
          Principal: 'alexa-appkit.amazon.com',
        },
      },
    }),
    'app.js': 'exports.handler = async () => 1;',
  });
  expect(report.matrix.flatMap((one) => one.excess)).toEqual([]);
});
