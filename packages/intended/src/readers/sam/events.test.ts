import { describe, expect, test } from 'vitest';
import { valueAt } from '#model/read-value';
import { expandedSam, javascript, typesById } from './test-stack.ts';

// What each event makes besides the function and its role. Source of the ids:
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html

interface Case {
  readonly name: string;
  readonly event: string;
  readonly made: Readonly<Record<string, string>>;
  readonly managed?: string;
}

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const PERMISSION = 'AWS::Lambda::Permission';
const RULE = 'AWS::Events::Rule';

const cases: readonly Case[] = [
  {
    name: 'SQS',
    event: '{ Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }',
    made: { FnE: MAPPING },
    managed: 'AWSLambdaSQSQueueExecutionRole',
  },
  {
    name: 'Kinesis',
    event: '{ Type: Kinesis, Properties: { Stream: !GetAtt Stream.Arn, StartingPosition: LATEST } }',
    made: { FnE: MAPPING },
    managed: 'AWSLambdaKinesisExecutionRole',
  },
  {
    name: 'DynamoDB',
    event: '{ Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST } }',
    made: { FnE: MAPPING },
    managed: 'AWSLambdaDynamoDBExecutionRole',
  },
  {
    name: 'MSK',
    event: '{ Type: MSK, Properties: { Stream: !Ref Cluster, Topics: [t], StartingPosition: LATEST } }',
    made: { FnE: MAPPING },
    managed: 'AWSLambdaMSKExecutionRole',
  },
  {
    name: 'SelfManagedKafka',
    event: '{ Type: SelfManagedKafka, Properties: { Topics: [t] } }',
    made: { FnE: MAPPING },
  },
  {
    name: 'MQ',
    event: '{ Type: MQ, Properties: { Broker: !GetAtt Broker.Arn, Queues: [q] } }',
    made: { FnE: MAPPING },
  },
  { name: 'DocumentDB', event: '{ Type: DocumentDB, Properties: { Cluster: !Ref Cluster } }', made: { FnE: MAPPING } },
  {
    name: 'SNS',
    event: '{ Type: SNS, Properties: { Topic: !Ref Topic } }',
    made: { FnE: 'AWS::SNS::Subscription', FnEPermission: PERMISSION },
  },
  {
    name: 'SNS through a queue',
    event: '{ Type: SNS, Properties: { Topic: !Ref Topic, SqsSubscription: true } }',
    made: {
      FnE: 'AWS::SNS::Subscription',
      FnEEventSourceMapping: MAPPING,
      FnEQueue: 'AWS::SQS::Queue',
      FnEQueuePolicy: 'AWS::SQS::QueuePolicy',
    },
    managed: 'AWSLambdaSQSQueueExecutionRole',
  },
  {
    name: 'Schedule',
    event: '{ Type: Schedule, Properties: { Schedule: rate(1 day) } }',
    made: { FnE: RULE, FnEPermission: PERMISSION },
  },
  {
    name: 'Schedule with a dead-letter queue of its own',
    event: '{ Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SQS } } }',
    made: {
      FnE: RULE,
      FnEPermission: PERMISSION,
      FnEQueue: 'AWS::SQS::Queue',
      FnEQueuePolicy: 'AWS::SQS::QueuePolicy',
    },
  },
  {
    name: 'ScheduleV2',
    event: '{ Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }',
    made: { FnE: 'AWS::Scheduler::Schedule', FnERole: 'AWS::IAM::Role' },
  },
  {
    name: 'ScheduleV2 with a role',
    event: '{ Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), RoleArn: !GetAtt R.Arn } }',
    made: { FnE: 'AWS::Scheduler::Schedule' },
  },
  {
    name: 'CloudWatchEvent',
    event: '{ Type: CloudWatchEvent, Properties: { Pattern: { source: [a] } } }',
    made: { FnE: RULE, FnEPermission: PERMISSION },
  },
  {
    name: 'EventBridgeRule',
    event: '{ Type: EventBridgeRule, Properties: { Pattern: { source: [a] }, EventBusName: !Ref Bus } }',
    made: { FnE: RULE, FnEPermission: PERMISSION },
  },
  {
    name: 'CloudWatchLogs',
    event: "{ Type: CloudWatchLogs, Properties: { LogGroupName: !Ref Group, FilterPattern: '' } }",
    made: { FnE: 'AWS::Logs::SubscriptionFilter', FnEPermission: PERMISSION },
  },
  {
    name: 'IoTRule',
    event: '{ Type: IoTRule, Properties: { Sql: select } }',
    made: { FnE: 'AWS::IoT::TopicRule', FnEPermission: PERMISSION },
  },
  { name: 'AlexaSkill', event: '{ Type: AlexaSkill }', made: { FnEPermission: PERMISSION } },
  {
    name: 'Cognito',
    event: '{ Type: Cognito, Properties: { UserPool: !Ref Pool, Trigger: PreSignUp } }',
    made: { FnCognitoPermission: PERMISSION },
  },
  {
    name: 'S3',
    event: "{ Type: S3, Properties: { Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*' } }",
    made: { FnEPermission: PERMISSION },
  },
  {
    name: 'Api',
    event: '{ Type: Api, Properties: { Path: /a, Method: get } }',
    made: {
      FnEPermissionProd: PERMISSION,
      ServerlessRestApi: 'AWS::ApiGateway::RestApi',
      ServerlessRestApiDeployment: 'AWS::ApiGateway::Deployment',
      ServerlessRestApiProdStage: 'AWS::ApiGateway::Stage',
    },
  },
  {
    name: 'HttpApi without a path',
    event: '{ Type: HttpApi }',
    made: {
      FnEPermission: PERMISSION,
      ServerlessHttpApi: 'AWS::ApiGatewayV2::Api',
      ServerlessHttpApiApiGatewayDefaultStage: 'AWS::ApiGatewayV2::Stage',
    },
  },
];

const template = (event: string): string => `
Resources:
  Pool: { Type: AWS::Cognito::UserPool }
  Bucket: { Type: AWS::S3::Bucket }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      Events:
        E: ${event}
`;

describe('an event of a function', () => {
  test.each(cases)('$name makes its resources', ({ event, made, managed }) => {
    const stack = expandedSam(template(event));
    const own = { Bucket: 'AWS::S3::Bucket', Fn: 'AWS::Lambda::Function', FnRole: 'AWS::IAM::Role' };
    expect(typesById(stack)).toEqual({ ...own, Pool: 'AWS::Cognito::UserPool', ...made });
    expect(stack.diagnostics).toEqual([]);
    const role = stack.resources.find((resource) => resource.id === 'FnRole');
    const arns = javascript(valueAt(role?.properties, 'ManagedPolicyArns'));
    const extra = managed === undefined ? [] : [`arn:aws:iam::aws:policy/service-role/${managed}`];
    expect(arns).toEqual(['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', ...extra]);
    const generated = stack.resources.filter((resource) => Object.hasOwn(made, resource.id));
    for (const resource of generated) expect(resource).toMatchObject({ origin: 'expanded', expandedFrom: 'Fn' });
    const ofEvent = generated.filter((resource) => resource.id.startsWith('FnE'));
    for (const resource of ofEvent) expect(resource.at.line).toBe(11);
  });

  test('S3 stands in the bucket as a notification', () => {
    const { resources } = expandedSam(
      template("{ Type: S3, Properties: { Bucket: !Ref Bucket, Events: ['a', 'b'] } }"),
    );
    const bucket = resources.find((resource) => resource.id === 'Bucket');
    expect(javascript(valueAt(bucket?.properties, 'NotificationConfiguration', 'LambdaConfigurations'))).toEqual([
      { Function: '${Fn.Arn}', Event: 'a', Filter: undefined },
      { Function: '${Fn.Arn}', Event: 'b', Filter: undefined },
    ]);
  });

  test('Cognito stands in the user pool as a trigger', () => {
    const { resources } = expandedSam(
      template('{ Type: Cognito, Properties: { UserPool: !Ref Pool, Trigger: [PreSignUp, PostConfirmation] } }'),
    );
    const pool = resources.find((resource) => resource.id === 'Pool');
    expect(javascript(valueAt(pool?.properties, 'LambdaConfig'))).toEqual({
      PreSignUp: '${Fn.Arn}',
      PostConfirmation: '${Fn.Arn}',
    });
  });

  test.each([
    ['an unknown type', '{ Type: Pigeon }', /unknown type `Pigeon`/],
    ['no type', '{ Properties: {} }', /no readable `Type`/],
    ['a scalar', '7', /no readable `Type`/],
    ['properties of the wrong form', '{ Type: AlexaSkill, Properties: [1] }', /not a dictionary/],
    ['a bucket of another template', '{ Type: S3, Properties: { Bucket: !GetAtt A.B, Events: x } }', undefined],
    ['an Api without a path', '{ Type: Api }', /no readable `Path`/],
  ])('%s is reported with its place, and the function stays', (_name, event, message) => {
    const stack = expandedSam(template(event));
    expect(stack.resources.some((resource) => resource.id === 'Fn')).toBe(true);
    if (message === undefined) return;
    expect(stack.diagnostics).toHaveLength(1);
    expect(stack.diagnostics[0]?.message).toMatch(message);
    expect(stack.diagnostics[0]?.place.line).toBe(11);
  });
});

describe('an event of a state machine', () => {
  test.each([
    ['Schedule', '{ Type: Schedule, Properties: { Schedule: rate(1 day) } }', { SME: RULE, SMERole: 'AWS::IAM::Role' }],
    [
      'EventBridgeRule',
      '{ Type: EventBridgeRule, Properties: { Pattern: {} } }',
      { SME: RULE, SMERole: 'AWS::IAM::Role' },
    ],
    [
      'Api',
      '{ Type: Api, Properties: { Path: /a, Method: post } }',
      {
        SMERole: 'AWS::IAM::Role',
        ServerlessRestApi: 'AWS::ApiGateway::RestApi',
        ServerlessRestApiDeployment: 'AWS::ApiGateway::Deployment',
        ServerlessRestApiProdStage: 'AWS::ApiGateway::Stage',
      },
    ],
  ])('%s starts it with a role of its own', (_name, event, made) => {
    const stack = expandedSam(`
Resources:
  SM:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: A }
      Events:
        E: ${event}
`);
    expect(typesById(stack)).toEqual({ SM: 'AWS::StepFunctions::StateMachine', SMRole: 'AWS::IAM::Role', ...made });
    const role = stack.resources.find((resource) => resource.id === 'SMERole');
    expect(javascript(valueAt(role?.properties, 'Policies', 0, 'PolicyDocument', 'Statement', 0))).toMatchObject({
      Action: 'states:StartExecution',
      Resource: '${SM.Ref}',
    });
  });

  test('SQS is no event of a state machine', () => {
    const stack = expandedSam(`
Resources:
  SM: { Type: AWS::Serverless::StateMachine, Properties: { Definition: {}, Events: { E: { Type: SQS } } } }
`);
    expect(stack.diagnostics[0]?.message).toMatch(/unknown type `SQS`/);
  });
});
