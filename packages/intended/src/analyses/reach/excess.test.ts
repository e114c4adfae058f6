import { describe, expect, test } from 'vitest';
import { judgeText } from '../../../test/support/judge-text.ts';
import {
  allow,
  arn,
  deny,
  excess,
  findings,
  fn,
  objects,
  policy,
  ref,
  role,
  row,
  table,
  template,
} from '../../../test/support/small-app.ts';

const SDK = `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand, DeleteCommand, ScanCommand } = require('@aws-sdk/lib-dynamodb');
const { S3Client, PutObjectCommand, GetObjectCommand } = require('@aws-sdk/client-s3');
const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const s3 = new S3Client({});
const lambda = new LambdaClient({});
const TableName = process.env.TABLE;
`;
const handler = (body: string): string => `${SDK}exports.handler = async (event) => { ${body} };`;
const GET = 'await db.send(new GetCommand({ TableName, Key: { email: event.email } }));';
const PUT = 'await db.send(new PutCommand({ TableName, Item: { email: event.email } }));';
const DELETE = 'await db.send(new DeleteCommand({ TableName, Key: { email: event.email } }));';
const SCAN = 'await db.send(new ScanCommand({ TableName }));';
const NOTHING = 'return 1;';

const app = (statements: readonly object[], body: string, more: object = {}, roleMore: object = {}) =>
  judgeText({
    'template.json': template(
      table('People'),
      role('WorkRole', statements, roleMore),
      fn('Work', handler(body), 'WorkRole', { TABLE: ref('People') }),
      more as Record<string, unknown>,
    ),
  });

describe('a grant on a table', () => {
  const on = (action: string) => [allow(action, arn('People'))];
  test.each([
    ['reads one item, and the code does', on('dynamodb:GetItem'), GET, []],
    ['reads one item, and the code does not', on('dynamodb:GetItem'), NOTHING, ['read People yes pii']],
    ['reads everything, and the code does', on('dynamodb:Scan'), SCAN, []],
    [
      'reads everything, and the code reads one item',
      [allow(['dynamodb:Scan', 'dynamodb:GetItem'], arn('People'))],
      GET,
      ['read! People yes pii'],
    ],
    ['reads everything, and the code does not', on('dynamodb:Scan'), NOTHING, ['read! People yes pii']],
    ['writes, and the code does', on('dynamodb:PutItem'), PUT, []],
    ['writes, and the code does not', on('dynamodb:PutItem'), NOTHING, ['write People yes pii']],
    ['deletes, and the code does', on('dynamodb:DeleteItem'), DELETE, []],
    ['deletes, and the code does not', on('dynamodb:DeleteItem'), NOTHING, ['delete People yes pii']],
    ['taps', on('dynamodb:EnableKinesisStreamingDestination'), NOTHING, ['read People yes pii', 'tap People yes pii']],
    ['lists metadata only', on('dynamodb:DescribeTable'), NOTHING, []],
    [
      'reads a table that only the policy names',
      [allow('dynamodb:Scan', 'arn:aws:dynamodb:*:*:table/other')],
      NOTHING,
      ['read! other yes other'],
    ],
    [
      'reads perhaps: the resource is a parameter',
      [allow('dynamodb:Scan', ref('Unknown'))],
      NOTHING,
      ['read! People maybe pii'],
    ],
    ['reads any table', [allow('dynamodb:Scan', '*')], NOTHING, ['read! People yes pii']],
    [
      'everything but IAM by NotAction',
      [{ Effect: 'Allow', NotAction: ['iam:*', 'dynamodb:Delete*', 'lambda:*', 'logs:*'], Resource: arn('People') }],
      GET,
      expect.arrayContaining(['read! People yes pii', 'write People yes pii', 'tap People yes pii']),
    ],
    [
      'all but what a Deny takes',
      [allow(['dynamodb:Scan', 'dynamodb:PutItem'], arn('People')), deny('dynamodb:Scan', '*')],
      PUT,
      [],
    ],
    [
      'what a Deny for one case only leaves possible',
      [
        allow('dynamodb:Scan', arn('People')),
        deny('dynamodb:Scan', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
      ],
      NOTHING,
      ['read! People maybe pii'],
    ],
  ])('%s', async (_, statements, body, expected) => {
    expect(excess(await app(statements, body), 'Work')).toEqual(expected);
  });

  test('is cut by a boundary that does not allow it', async () => {
    const boundary = (...statements: readonly object[]) => ({
      Edge: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy(...statements) } },
    });
    const statements = [allow('dynamodb:Scan', arn('People'))];
    const limit = { PermissionsBoundary: ref('Edge') };
    expect(excess(await app(statements, NOTHING, boundary(allow('s3:*', '*')), limit), 'Work')).toEqual([]);
    expect(excess(await app(statements, NOTHING, boundary(allow('dynamodb:*', '*')), limit), 'Work')).toEqual([
      'read! People yes pii',
    ]);
  });

  test('comes from a managed policy by name', async () => {
    const report = await app(
      [],
      GET,
      {},
      {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess'],
      },
    );
    expect(excess(report, 'Work')).toEqual(['read! People yes pii']);
  });
});

test('invoke of a function that the code never calls is an excess; of one that it calls, none', async () => {
  const more = {
    ...role('OtherRole', []),
    ...fn('Other', 'exports.handler = async (e) => ({ email: e.email });', 'OtherRole'),
  };
  const call = "await lambda.send(new InvokeCommand({ FunctionName: process.env.OTHER, Payload: '{}' }));";
  const judged = (body: string) =>
    judgeText({
      'template.json': template(
        more,
        role('WorkRole', [allow('lambda:InvokeFunction', arn('Other'))]),
        fn('Work', handler(body), 'WorkRole', { OTHER: ref('Other') }),
      ),
    });
  expect(excess(await judged(call), 'Work')).toEqual([]);
  expect(excess(await judged(NOTHING), 'Work')).toEqual([expect.stringMatching(/^invoke Other yes /)]);
});

test('authority to change a table policy is an excess of administration', async () => {
  const report = await app([allow('dynamodb:PutResourcePolicy', arn('People'))], NOTHING);
  expect(excess(report, 'Work')).toEqual(expect.arrayContaining(['admin People yes pii']));
});

test('code in a language that is not read leaves a grant perhaps needed', async () => {
  const report = await judgeText({
    'template.json': template(table('People'), role('WorkRole', [allow('dynamodb:Scan', arn('People'))]), {
      Work: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'python3.13',
          Handler: 'index.handler',
          Role: arn('WorkRole'),
          Code: { ZipFile: 'def handler(event, context):\n    return 1\n' },
        },
      },
    }),
  });
  expect(excess(report, 'Work')).toEqual(['read! People maybe pii']);
  expect(findings(report, 'Work').filter((one) => one.startsWith('reach-'))).toEqual(['reach-excess undetermined']);
  expect(row(report, 'Work').complete).toBe(false);
});

describe('a bucket of which the code writes one key', () => {
  const judged = (key: string, resource: unknown) =>
    judgeText({
      'template.json': template(
        { Site: { Type: 'AWS::S3::Bucket' } },
        role('WorkRole', [allow('s3:PutObject', resource)]),
        fn(
          'Work',
          handler(`await s3.send(new PutObjectCommand({ Bucket: process.env.SITE, Key: ${key}, Body: 'x' }));`),
          'WorkRole',
          { SITE: ref('Site') },
        ),
      ),
    });
  test.each([
    [
      'a literal key, all keys granted',
      "'js/config.js'",
      objects('Site'),
      [expect.stringMatching(/^write Site yes .* beyond `js\/config.js`$/)],
    ],
    ['a literal key, that key granted', "'js/config.js'", objects('Site', 'js/config.js'), []],
    ['a literal key, its folder granted', "'js/config.js'", objects('Site', 'js/*'), []],
    ['a key from the event, all keys granted', 'event.name', objects('Site'), []],
  ])('%s', async (_, key, resource, expected) => {
    expect(excess(await judged(key, resource), 'Work')).toEqual(expected);
  });
});

describe('roles', () => {
  test('a shared role is shared authority: each function has the excess of what only the other uses', async () => {
    const report = await judgeText({
      'template.json': template(
        table('People'),
        role('Shared', [allow(['dynamodb:GetItem', 'dynamodb:PutItem'], arn('People'))]),
        fn('Reader', handler(GET), 'Shared', { TABLE: ref('People') }),
        fn('Writer', handler(PUT), 'Shared', { TABLE: ref('People') }),
      ),
    });
    expect(excess(report, 'Reader')).toEqual(['write People yes pii']);
    expect(excess(report, 'Writer')).toEqual(['read People yes pii']);
  });

  test('two roles that allow the same are one access, and nothing is counted as left out', async () => {
    const report = await judgeText({
      'template.json': template(
        table('People'),
        role('RunRole', [allow('dynamodb:Scan', arn('People'))], TASKS),
        role('StartRole', [allow('dynamodb:Scan', arn('People'))], TASKS),
        {
          Task: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: {
              TaskRoleArn: arn('RunRole'),
              ExecutionRoleArn: arn('StartRole'),
              ContainerDefinitions: [{ Name: 'c', Image: 'i' }],
            },
          },
        },
      ),
    });
    expect(excess(report, 'Task')).toEqual(['read! People maybe pii']);
    expect(row(report, 'Task').omitted).toBeUndefined();
  });
});

const TASKS = {
  AssumeRolePolicyDocument: policy({
    Effect: 'Allow',
    Principal: { Service: 'ecs-tasks.amazonaws.com' },
    Action: 'sts:AssumeRole',
  }),
};

test('a table under a customer key is not readable without the key', async () => {
  const judged = (...statements: readonly object[]) =>
    judgeText({
      'template.json': template(
        table('People', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: arn('Key') } }),
        {
          Key: {
            Type: 'AWS::KMS::Key',
            Properties: {
              KeyPolicy: policy({
                Effect: 'Allow',
                Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
                Action: 'kms:*',
                Resource: '*',
              }),
            },
          },
        },
        role('WorkRole', [allow('dynamodb:Scan', arn('People')), ...statements]),
        fn('Work', handler(NOTHING), 'WorkRole'),
      ),
    });
  expect(excess(await judged(), 'Work')).toEqual([]);
  expect(excess(await judged(allow('kms:Decrypt', arn('Key'))), 'Work')).toEqual(['read! People yes pii']);
});

describe('with an intent file', () => {
  const judged = (may: string, statements: readonly object[], body: string) =>
    judgeText({
      'template.json': template(
        table('People'),
        role('WorkRole', statements),
        fn('Work', handler(body), 'WorkRole', { TABLE: ref('People') }),
      ),
      'intended.yaml': `version: 1
app: a
data:
  pii: { title: People, value: 3, class: personal, fields: [email] }
  orders: { title: Orders, value: 2, class: business }
services:
  People: { holds: [pii, orders] }
  Work: { may: [ ${may} ] }
`,
    });
  const all = [allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], arn('People'))];
  test.each([
    [
      'a read of both classes declared',
      '{ read: [pii, orders], in: People }',
      [allow('dynamodb:GetItem', arn('People'))],
      GET,
      [],
    ],
    [
      'only one class declared',
      '{ read: [orders], in: People }',
      [allow('dynamodb:GetItem', arn('People'))],
      GET,
      ['read People yes pii'],
    ],
    ['administration declared', '{ admin: [pii, orders], in: People }', all, NOTHING, []],
    [
      'a write of one class covers the item',
      '{ write: [pii], in: People }',
      [allow('dynamodb:PutItem', arn('People'))],
      PUT,
      [],
    ],
    [
      'nothing declared',
      '',
      [allow('dynamodb:PutItem', arn('People'))],
      PUT,
      ['write People yes orders', 'write People yes pii'],
    ],
  ])('%s', async (_, may, statements, body, expected) => {
    expect(excess(await judged(may, statements, body), 'Work')).toEqual(expected);
  });

  test('an access that the code uses and nobody declared is not called unused', async () => {
    const report = await judged('', [allow('dynamodb:PutItem', arn('People'))], PUT);
    const [fix] = report.findings.filter((one) => one.control === 'reach-excess').map((one) => one.fix);
    expect(fix).not.toContain('no code uses it');
    expect(row(report, 'Work').why).toContain('(leak)');
  });

  test('class excess does not hide bulk excess', async () => {
    const report = await judged(
      '{ read: [orders], in: People }',
      [allow(['dynamodb:GetItem', 'dynamodb:Scan'], arn('People'))],
      GET,
    );
    expect(excess(report, 'Work')).toEqual(['read! People yes orders', 'read! People yes pii']);
  });
});
