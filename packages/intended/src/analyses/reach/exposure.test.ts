import { describe, expect, test } from 'vitest';
import type { Report } from '#finding/finding';
import { judgeText } from '../../../test/support/judge-text.ts';
import { allow, arn, fn, objects, policy, ref, role, row, table, template } from '../../../test/support/small-app.ts';

/** Exposure shows in the explanation of a row: value, exposure with its reason, evidence. */

const SCAN_UNUSED = role('WorkRole', [allow('dynamodb:Scan', arn('People'))]);
const base = [table('People'), SCAN_UNUSED, fn('Work', 'exports.handler = async () => 1;', 'WorkRole')] as const;

const why = (report: Report, service = 'Work'): string => row(report, service).why;
const judged = (...parts: readonly Readonly<Record<string, unknown>>[]): Promise<Report> =>
  judgeText({ 'template.json': template(...base, ...parts) });

const pool = (name: string, open: unknown) => ({
  [name]: {
    Type: 'AWS::Cognito::UserPool',
    Properties: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: open } },
  },
});
const INTEGRATION = {
  Type: 'AWS_PROXY',
  IntegrationHttpMethod: 'POST',
  Uri: {
    'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Work.Arn}/invocations',
  },
};
const api = (method: object, more: Readonly<Record<string, unknown>> = {}) => ({
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
  Get: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: ref('Api'),
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'POST',
      Integration: INTEGRATION,
      ...method,
    },
  },
  ...more,
});
const poolAuthorizer = (name: string) => ({
  Door: {
    Type: 'AWS::ApiGateway::Authorizer',
    Properties: { RestApiId: ref('Api'), Type: 'COGNITO_USER_POOLS', ProviderARNs: [arn(name)] },
  },
});
const queue = (more: object = {}) => ({ Queue: { Type: 'AWS::SQS::Queue', Properties: {} }, ...more });
const poll = {
  Poll: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: ref('Work'), EventSourceArn: arn('Queue') },
  },
};
const queuePolicy = (statement: object) => ({
  Open: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [ref('Queue')], PolicyDocument: policy(statement) } },
});
const schedule = {
  Tick: {
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'w', Arn: arn('Work') }] },
  },
};
const signedIn = (open: unknown) =>
  api(
    { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: ref('Door') },
    { ...poolAuthorizer('Users'), ...pool('Users', open) },
  );

describe('who can make a function run', () => {
  test.each([
    [
      'anyone, by a route without authentication',
      api({ AuthorizationType: 'NONE' }),
      'Personal data 3 + 0 (anyone can make it run) + 1 (unused)',
    ],
    [
      'anyone with an API key',
      api({ AuthorizationType: 'NONE', ApiKeyRequired: true }),
      'Personal data 3 + 0 (anyone with an API key, which is no authentication) + 1 (unused)',
    ],
    [
      'callers with IAM credentials',
      api({ AuthorizationType: 'AWS_IAM' }),
      'Personal data 3 − 1 (closed user population) + 1 (unused)',
    ],
    [
      'users of a pool to which an administrator admits',
      signedIn(true),
      'Personal data 3 − 1 (closed user population) + 1 (unused)',
    ],
    ['users of a pool with self sign-up', signedIn(false), 'Personal data 3 + 0 (anyone can sign up) + 1 (unused)'],
    ['nobody but a schedule', schedule, 'Personal data 3 − 3 (deploy time or schedule) + 0 (possible) = 0, at least 1'],
    ['nothing at all', {}, 'Personal data 3 − 3 (deploy time or schedule) + 0 (possible) = 0, at least 1'],
    ['a queue of the app', { ...queue(), ...poll }, 'Personal data 3 − 2 (internal) + 1 (unused)'],
    [
      'a queue to which anyone may send',
      {
        ...queue(),
        ...poll,
        ...queuePolicy({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: arn('Queue') }),
      },
      'Personal data 3 − 1 (one hop behind Queue) + 1 (unused)',
    ],
    [
      'a queue to which a topic of the account may send',
      {
        ...queue(),
        ...poll,
        ...queuePolicy({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arn('Queue'),
          Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:t' } },
        }),
      },
      'Personal data 3 − 2 (internal) + 1 (unused)',
    ],
    [
      'a queue to which another account may send',
      {
        ...queue(),
        ...poll,
        ...queuePolicy({
          Effect: 'Allow',
          Principal: { AWS: '444455556666' },
          Action: 'sqs:SendMessage',
          Resource: arn('Queue'),
        }),
      },
      'Personal data 3 − 2 (one hop behind Queue) + 1 (unused)',
    ],
  ])('%s', async (_, parts, expected) => {
    expect(why(await judged(parts))).toBe(expected);
  });

  test('what a parameter decides is a range, in the sum as in the stars', async () => {
    const report = await judged(signedIn(ref('Unknown')));
    expect(row(report, 'Work')).toMatchObject({ stars: 3, starsMax: 4 });
    expect(why(report)).toMatch(/^Personal data 3 − 1…0 \(.*Unknown.*\) \+ 1 \(unused\)$/);
  });

  test('a function called by one that anyone can run is one hop behind it', async () => {
    const call = `const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const lambda = new LambdaClient({});
exports.handler = async () => { await lambda.send(new InvokeCommand({ FunctionName: process.env.WORK })); };`;
    const door = {
      ...role('DoorRole', [allow('lambda:InvokeFunction', arn('Work'))]),
      ...fn('DoorFunction', call, 'DoorRole', { WORK: ref('Work') }),
    };
    const url = {
      Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: arn('DoorFunction') } },
    };
    const mapping = {
      ...queue(),
      Poll: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: ref('DoorFunction'), EventSourceArn: arn('Queue') },
      },
    };
    expect(why(await judged(door, url))).toContain('3 − 1 (one hop behind DoorFunction)');
    expect(why(await judged(door, mapping))).toContain('3 − 2 (');
    expect(why(await judged(door))).toContain('3 − 3 (');
  });
});

test('a log group is readable by operators only, whatever writes to it', async () => {
  const report = await judgeText({
    'template.json': template(
      role('WorkRole', []),
      fn(
        'Work',
        'exports.handler = async (event) => { console.log(event.body); JSON.parse(event.body).email; };',
        'WorkRole',
      ),
      api({ AuthorizationType: 'NONE' }),
    ),
  });
  expect(row(report, 'WorkLogGroup').why).toBe('Personal data 3 − 2 (readable only by operators) + 2 (leak)');
});

describe('an identity pool', () => {
  const identityPool = (anonymous: boolean) => ({
    ...pool('Users', true),
    Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ref('Users') } },
    Photos: { Type: 'AWS::S3::Bucket', Properties: {} },
    Pool: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: {
        AllowUnauthenticatedIdentities: anonymous,
        CognitoIdentityProviders: [
          { ClientId: ref('Client'), ProviderName: { 'Fn::GetAtt': ['Users', 'ProviderName'] } },
        ],
      },
    },
    ...guest('Guest', 'unauthenticated', [
      allow('dynamodb:Scan', arn('People')),
      allow('s3:GetObject', objects('Photos')),
    ]),
    ...guest('Member', 'authenticated', []),
    Roles: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: {
        IdentityPoolId: ref('Pool'),
        Roles: { unauthenticated: arn('Guest'), authenticated: arn('Member') },
      },
    },
  });
  const guest = (name: string, amr: string, statements: readonly object[]) =>
    role(name, statements, {
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': ref('Pool') },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
        },
      }),
    });

  test('that admits guests gives what their role may do to anyone', async () => {
    const report = await judged(identityPool(true));
    expect(row(report, 'Pool').excess.map((fact) => `${fact.capability} ${fact.store} ${fact.certainty}`)).toContain(
      'read People yes',
    );
    expect(row(report, 'Pool').starsMax).toBe(4);
    expect(why(report, 'Pool')).toContain('3 + 0 (anyone');
  });
});
