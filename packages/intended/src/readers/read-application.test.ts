import { expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { readApplications } from './read-application.ts';

const SAM = `Transform: AWS::Serverless-2016-10-31
Resources:
  Rides:
    Type: AWS::Serverless::SimpleTable
  Request:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies:
        - DynamoDBWritePolicy: { TableName: !Ref Rides }
`;

test('a folder with a SAM template is one application', async () => {
  const files = memoryFiles({ 'template.yaml': SAM, 'src/index.js': 'exports.handler = () => {}' }, '/projects/rides');
  const { applications, diagnostics } = await readApplications({ files });
  expect(diagnostics).toEqual([]);
  expect(applications).toMatchObject([{ name: 'rides', dialects: ['sam'], templates: ['template.yaml'] }]);
  expect(applications[0]?.computes.map(({ id }) => id)).toContain('Request');
});

test('a folder without any app says what was looked for', async () => {
  const { applications, diagnostics } = await readApplications({ files: memoryFiles({ 'readme.md': '' }) });
  expect(applications).toEqual([]);
  expect(diagnostics[0]?.message).toContain('no serverless app found');
});

const EXISTING = `
service: photos
provider: { name: aws, runtime: nodejs22.x }
functions:
  resize:
    handler: a.b
    events:
      - s3: { bucket: uploads, existing: true }
      - cognitoUserPool: { pool: riders, trigger: PreSignUp, existing: true }
`;

test('events of a bucket and a user pool that exist already are wires', async () => {
  const { applications } = await readApplications({ files: memoryFiles({ 'serverless.yml': EXISTING }) });
  const wires = applications[0]?.wires.filter((wire) => wire.kind === 'trigger') ?? [];
  expect(wires.map(({ from, to, carries }) => `${from} -> ${to}: ${carries}`)).toEqual([
    'uploads -> ResizeLambdaFunction: metadata',
    'riders -> ResizeLambdaFunction: content',
  ]);
});

test('an event of an existing user pool that the resources define is wired to it', async () => {
  const pools =
    'resources: { Resources: { Riders: { Type: AWS::Cognito::UserPool, Properties: { UserPoolName: riders } } } }';
  const { applications } = await readApplications({
    files: memoryFiles({ 'serverless.yml': `${EXISTING}${pools}\n` }),
  });
  expect(applications[0]?.wires.filter((wire) => wire.kind === 'trigger').map(({ from }) => from)).toContain('Riders');
  expect(applications[0]?.stores.map(({ id }) => id)).not.toContain('riders');
});
