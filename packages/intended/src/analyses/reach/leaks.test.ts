import { describe, expect, test } from 'vitest';
import { judgeText } from '../../../test/support/judge-text.ts';
import {
  allow,
  arn,
  findings,
  fn,
  leaks,
  ref,
  role,
  row,
  sam,
  table,
  template,
} from '../../../test/support/small-app.ts';

const SDK = `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand } = require('@aws-sdk/lib-dynamodb');
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const sqs = new SQSClient({});
const sns = new SNSClient({});
const TableName = process.env.TABLE;
`;

const pool = { Users: { Type: 'AWS::Cognito::UserPool', Properties: {} } };
const authorizer = {
  pool: { DefaultAuthorizer: 'A', Authorizers: { A: { UserPoolArn: arn('Users') } } },
  none: {},
} as const;
const withApi = (auth: keyof typeof authorizer, code: string) =>
  judgeText({
    'template.yaml': sam(pool, {
      Api: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'v1', Auth: authorizer[auth] } },
      Work: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          Handler: 'app.handler',
          Runtime: 'nodejs22.x',
          CodeUri: './',
          Events: { Post: { Type: 'Api', Properties: { Path: '/', Method: 'post', RestApiId: ref('Api') } } },
        },
      },
    }),
    'app.js': `exports.handler = async (event) => { const body = JSON.parse(event.body); ${code}; return body.email; };`,
  });

describe('what a handler behind an API writes to its log', () => {
  test.each([
    ['the event, callers signed in with a user pool', 'pool', 'console.log(event)', ['credentials', 'pii']],
    ['the event, nobody signed in', 'none', 'console.log(event)', ['pii']],
    ['the body', 'pool', 'console.log(body)', ['pii']],
    ['one field', 'none', 'console.log(body.email)', ['pii']],
    ['a request id', 'pool', 'console.log(event.requestContext.requestId)', []],
    ['a fixed text', 'pool', "console.log('done')", []],
    ['a header that proves who asks', 'pool', 'console.log(event.headers.Authorization)', ['credentials']],
  ] as const)('%s', async (_, auth, code, expected) => {
    const report = await withApi(auth, code);
    expect(leaks(report, 'WorkLogGroup')).toEqual(expected);
    expect(findings(report, 'WorkLogGroup')).toEqual(expected.length === 0 ? [] : ['reach-leak violated']);
  });
});

test('the event behind a JWT authorizer of an HTTP API holds the token and its claims', async () => {
  const report = await judgeText({
    'template.yaml': sam({
      Api: {
        Type: 'AWS::Serverless::HttpApi',
        Properties: {
          Auth: {
            DefaultAuthorizer: 'Jwt',
            Authorizers: {
              Jwt: {
                IdentitySource: '$request.header.Authorization',
                JwtConfiguration: { issuer: 'https://id.example', audience: ['a'] },
              },
            },
          },
        },
      },
      Work: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          Handler: 'app.handler',
          Runtime: 'nodejs22.x',
          CodeUri: './',
          Events: { Post: { Type: 'HttpApi', Properties: { Path: '/', Method: 'post', ApiId: ref('Api') } } },
        },
      },
    }),
    'app.js':
      'exports.handler = async (event) => { console.log(event); return event.requestContext.authorizer.jwt.claims.email; };',
  });
  expect(leaks(report, 'WorkLogGroup')).toEqual(['credentials', 'pii']);
});

describe('what a handler writes of an item it has read', () => {
  const judged = (code: string) =>
    judgeText({
      'template.json': template(
        table('People'),
        role('WorkRole', [allow('dynamodb:GetItem', arn('People'))]),
        fn(
          'Work',
          `${SDK}exports.handler = async (event) => { const { Item } = await db.send(new GetCommand({ TableName, Key: { email: event.email } })); ${code} };`,
          'WorkRole',
          { TABLE: ref('People') },
        ),
      ),
    });
  test.each([
    ['the item', 'console.log(Item);', ['pii']],
    ['one field of it', 'console.log(Item.email);', ['pii']],
    ['its number of keys', 'console.log(Object.keys(Item).length);', []],
    ['nothing of it', "console.log('found');", []],
  ])('%s', async (_, code, expected) => {
    expect(leaks(await judged(code), 'WorkLogGroup')).toEqual(expected);
  });
});

describe('with an intent file, data goes', () => {
  const INTENT = `version: 1
app: a
data:
  pii: { title: People, value: 3, class: personal, fields: [email] }
services:
  People: { holds: [pii] }
  Work: { may: [ { read: [pii], in: People } ] }
`;
  const judged = (code: string, more: object, intent = INTENT, env: Readonly<Record<string, unknown>> = {}) =>
    judgeText({
      'template.json': template(
        table('People'),
        role('WorkRole', [allow('dynamodb:GetItem', arn('People')), allow(['sqs:SendMessage', 'sns:Publish'], '*')]),
        fn(
          'Work',
          `${SDK}exports.handler = async (event) => { const { Item } = await db.send(new GetCommand({ TableName, Key: { email: event.email } })); ${code} };`,
          'WorkRole',
          { TABLE: ref('People'), ...env },
        ),
        more as Record<string, unknown>,
      ),
      'intended.yaml': intent,
    });

  test('to a third party that nobody declared', async () => {
    const code =
      "await fetch('https://api.mail.example/send', { method: 'POST', body: JSON.stringify({ to: Item.email }) });";
    const report = await judged(code, {});
    expect(leaks(report, 'api.mail.example')).toEqual(['pii']);
    const declared = await judged(code, {}, `${INTENT}external:\n  Mail: { host: api.mail.example, holds: [pii] }\n`);
    expect(leaks(declared, 'Mail')).toEqual([]);
  });

  test('from a topic through a queue to a function, each of which leaks', async () => {
    const code = 'await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: JSON.stringify(Item) }));';
    const chain = {
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
      Join: {
        Type: 'AWS::SNS::Subscription',
        Properties: { Protocol: 'sqs', TopicArn: ref('Topic'), Endpoint: arn('Queue') },
      },
      ...role('NextRole', [allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arn('Queue'))]),
      ...fn(
        'Next',
        'exports.handler = async (event) => { for (const r of event.Records) console.log(r.body); };',
        'NextRole',
      ),
      Poll: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: ref('Next'), EventSourceArn: arn('Queue') },
      },
    };
    const report = await judged(code, chain, INTENT, { TOPIC: ref('Topic') });
    for (const service of ['Topic', 'Queue', 'Next', 'NextLogGroup']) expect(leaks(report, service)).toEqual(['pii']);
    const path = row(report, 'NextLogGroup').leak[0]?.path ?? [];
    expect(path.map((hop) => hop.to)).toEqual(['People', 'Topic', 'Queue', 'Next', 'NextLogGroup']);
    expect(path.every((hop) => hop.at !== undefined)).toBe(true);
  });

  test('to the dead-letter queue and the destination of a function', async () => {
    const more = {
      Failed: { Type: 'AWS::SQS::Queue', Properties: {} },
      Async: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: ref('Work'),
          Qualifier: '$LATEST',
          DestinationConfig: { OnSuccess: { Destination: arn('Failed') } },
        },
      },
    };
    expect(leaks(await judged('return Item;', more), 'Failed')).toEqual(['pii']);
  });
});

describe('triggers', () => {
  const logs = 'exports.handler = async (event) => { console.log(JSON.stringify(event)); };';
  test('a stream of a table brings its items; an object notification brings names only', async () => {
    const stream = await judgeText({
      'template.json': template(
        table('People', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
        role('WorkRole', [allow('dynamodb:*', '*')]),
        fn('Work', logs, 'WorkRole'),
        {
          Poll: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: { FunctionName: ref('Work'), EventSourceArn: { 'Fn::GetAtt': ['People', 'StreamArn'] } },
          },
        },
      ),
    });
    expect(leaks(stream, 'WorkLogGroup')).toEqual(['pii']);
    const notified = await judgeText({
      'template.json': template(
        {
          CustomerScans: {
            Type: 'AWS::S3::Bucket',
            Properties: {
              Tags: [{ Key: 'DataClassification', Value: 'pii' }],
              NotificationConfiguration: {
                LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: arn('Work') }],
              },
            },
          },
        },
        role('WorkRole', []),
        fn('Work', logs, 'WorkRole'),
      ),
      'intended.yaml': `version: 1
app: a
data: { pii: { title: People, value: 3, class: personal } }
services: { CustomerScans: { holds: [pii] } }
`,
    });
    expect(leaks(notified, 'WorkLogGroup')).toEqual([]);
    expect(row(notified, 'Work').wired).toEqual([]);
  });
});

test('a token that an API checks does not go on to the queue it fills', async () => {
  const report = await judgeText({
    'template.yaml': sam(pool, {
      Inbox: { Type: 'AWS::SQS::Queue', Properties: {} },
      ...role('ApiRole', [allow('sqs:SendMessage', arn('Inbox'))]),
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'a' } },
      Door: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: { RestApiId: ref('Api'), Type: 'COGNITO_USER_POOLS', ProviderARNs: [arn('Users')] },
      },
      Post: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: ref('Api'),
          ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
          HttpMethod: 'POST',
          AuthorizationType: 'COGNITO_USER_POOLS',
          AuthorizerId: ref('Door'),
          Integration: {
            Type: 'AWS',
            IntegrationHttpMethod: 'POST',
            Credentials: arn('ApiRole'),
            Uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/${Inbox.QueueName}' },
            RequestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$input.body' },
          },
        },
      },
    }),
  });
  expect(row(report, 'Api').wired).toContain('credentials');
  expect(row(report, 'Inbox').wired).not.toContain('credentials');
});
