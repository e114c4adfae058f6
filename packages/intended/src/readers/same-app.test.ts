import { expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import type { Application } from '#model/application';
import { readApplications } from './read-application.ts';

/** The same small app in four dialects. Only what the app is counts: ids and places may differ. */
const TABLE = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  },
};
const ARN = { 'Fn::GetAtt': ['Rides', 'Arn'] };
const QUEUE_ARN = { 'Fn::GetAtt': ['Queue', 'Arn'] };
const WRITE = { Effect: 'Allow', Action: ['dynamodb:PutItem'], Resource: ARN };
const POLL = {
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: QUEUE_ARN,
};
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

function plainResources(code: object, metadata: object): object {
  return {
    Rides: TABLE,
    Queue: { Type: 'AWS::SQS::Queue' },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: TRUST,
        Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [WRITE, POLL] } }],
      },
    },
    Request: {
      Type: 'AWS::Lambda::Function',
      Metadata: metadata,
      Properties: {
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        ...code,
        Environment: { Variables: { TABLE: { Ref: 'Rides' } } },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { 'Fn::GetAtt': ['Request', 'Arn'] }, EventSourceArn: QUEUE_ARN },
    },
  };
}

const CODE = 'exports.handler = async () => {};\n';
const FOLDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudformation: {
    'template.json': JSON.stringify({ Resources: plainResources({ Code: 'src' }, {}) }),
    'src/index.js': CODE,
  },
  cdk: {
    'cdk.json': '{"app":"node app.js"}',
    'cdk.out/manifest.json': JSON.stringify({
      version: '36.0.0',
      artifacts: {
        'Ride.assets': { type: 'cdk:asset-manifest', properties: { file: 'Ride.assets.json' } },
        Ride: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Ride.template.json' },
        },
      },
    }),
    'cdk.out/Ride.assets.json': JSON.stringify({ files: { abc: { source: { path: 'asset.abc', packaging: 'zip' } } } }),
    'cdk.out/Ride.template.json': JSON.stringify({
      Resources: {
        ...plainResources({ Code: { S3Bucket: { 'Fn::Sub': 'cdk-${AWS::AccountId}' }, S3Key: 'abc.zip' } }, {}),
        CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: {} },
      },
      Parameters: {
        BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version' },
      },
    }),
    'cdk.out/asset.abc/index.js': CODE,
  },
  sam: {
    'template.json': JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Rides: TABLE,
        Queue: { Type: 'AWS::SQS::Queue' },
        Request: {
          Type: 'AWS::Serverless::Function',
          Properties: {
            Handler: 'index.handler',
            Runtime: 'nodejs22.x',
            CodeUri: 'src',
            Policies: [{ Statement: [WRITE] }],
            Environment: { Variables: { TABLE: { Ref: 'Rides' } } },
            Events: { Poll: { Type: 'SQS', Properties: { Queue: QUEUE_ARN } } },
          },
        },
      },
    }),
    'src/index.js': CODE,
  },
  'serverless-framework': {
    'serverless.yml': `service: ride
provider:
  name: aws
  runtime: nodejs22.x
  iam: { role: { statements: [${JSON.stringify(WRITE)}] } }
functions:
  Request:
    handler: src/index.handler
    environment: { TABLE: !Ref Rides }
    events: [{ sqs: { arn: !GetAtt Queue.Arn } }]
resources: ${JSON.stringify({ Resources: { Rides: TABLE, Queue: { Type: 'AWS::SQS::Queue' } } })}
`,
    'src/index.js': CODE,
  },
};

/** What every dialect must agree on, with the function under one name. */
function essence(application: Application): unknown {
  const name = (id: string): string => (id === 'RequestLambdaFunction' ? 'Request' : id);
  const functions = application.computes.filter(({ role }) => role === 'function');
  return {
    functions: functions.map(({ id, environment, code }) => [
      name(id),
      environment.map((entry) => entry.name),
      code?.kind === 'files' ? code.root.kind : code?.kind,
    ]),
    stores: application.stores
      .filter(({ holds }) => holds !== 'logs')
      .map(({ id, holds }) => `${holds} ${id}`)
      .sort(),
    wires: application.wires.map(({ kind, from, to, mode }) => [kind, name(from), name(to), mode]),
    identities: application.identities.length,
  };
}

test.each(['cdk', 'sam', 'serverless-framework'])(
  'the app written for %s is the same as in plain CloudFormation',
  async (dialect) => {
    const [plain, other] = await Promise.all(
      ['cloudformation', dialect].map(async (each) => {
        const { applications } = await readApplications({ files: memoryFiles(FOLDERS[each] ?? {}) });
        expect(applications).toHaveLength(1);
        expect(applications[0]?.dialects).toEqual([each]);
        expect(applications[0]?.diagnostics).toEqual([]);
        return essence(applications[0] as Application);
      }),
    );
    expect(other).toEqual(plain);
  },
);
