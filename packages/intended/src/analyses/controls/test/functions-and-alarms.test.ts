import { describe, expect, test } from 'vitest';
import { alarmActions } from '../cloudwatch/alarm-actions.ts';
import { alarmLambda } from '../cloudwatch/alarm-lambda.ts';
import { alarmSqs } from '../cloudwatch/alarm-sqs.ts';
import { lambdaAsyncDlq } from '../lambda/lambda-async-dlq.ts';
import { lambdaConcurrency } from '../lambda/lambda-concurrency.ts';
import { lambdaEnvSecret } from '../lambda/lambda-env-secret.ts';
import { lambdaEsmVisibility } from '../lambda/lambda-esm-visibility.ts';
import { lambdaLogGroup } from '../lambda/lambda-log-group.ts';
import { lambdaPermissionAnyRoute } from '../lambda/lambda-permission-any-route.ts';
import { lambdaPermissionPublic } from '../lambda/lambda-permission-public.ts';
import { lambdaRoleAdmin } from '../lambda/lambda-role-admin.ts';
import { lambdaRoleShared } from '../lambda/lambda-role-shared.ts';
import { lambdaRuntimeEol } from '../lambda/lambda-runtime-eol.ts';
import { templateNoecho } from '../template/template-noecho.ts';
import { templateOutputSecret } from '../template/template-output-secret.ts';
import { templateSecret } from '../template/template-secret.ts';
import { templateStatefulRetain } from '../template/template-stateful-retain.ts';
import type { Control } from '../define-control.ts';
import { verdictsOf } from './judge-text.ts';

const sam = (properties: string, more: string = '', head: string = ''): string =>
  `Transform: AWS::Serverless-2016-10-31\n${head}Resources:\n  Rides:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs24.x\n      Handler: index.handler\n      InlineCode: exports.handler = async () => 1\n${properties}${more}`;
const alarm = (more: string): string =>
  `  Alarm:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      ComparisonOperator: GreaterThanThreshold\n      EvaluationPeriods: 1\n${more}`;
const QUEUES = `Resources:
  Letters: { Type: AWS::SQS::Queue }
  Work:
    Type: AWS::SQS::Queue
    Properties: { QueueName: work, RedrivePolicy: { deadLetterTargetArn: !GetAtt Letters.Arn, maxReceiveCount: 3 } }
`;

async function kindsOf(control: Control, template: string): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(await verdictsOf(control, template));
}

describe('functions as people write them', () => {
  test.each([
    [
      'a schedule is asynchronous',
      lambdaAsyncDlq,
      sam('      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }\n'),
      { Rides: 'violated' },
    ],
    [
      'an API waits',
      lambdaAsyncDlq,
      sam('      Events: { Api: { Type: Api, Properties: { Path: /ride, Method: post } } }\n'),
      {},
    ],
    [
      'a queue is polled',
      lambdaAsyncDlq,
      sam(
        '      Events: { Work: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }\n',
        '  Q: { Type: AWS::SQS::Queue }\n',
      ),
      {},
    ],
    [
      'a destination for failures',
      lambdaAsyncDlq,
      sam(
        '      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }\n      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }\n',
      ),
      { Rides: 'satisfied' },
    ],
    [
      'a destination of SAM’s for successes only',
      lambdaAsyncDlq,
      sam(
        '      EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: SQS } } }\n      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }\n',
      ),
      { Rides: 'violated' },
    ],
    [
      'a worker needs no reserve',
      lambdaConcurrency,
      sam('      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }\n'),
      {},
    ],
    [
      'an API’s function does',
      lambdaConcurrency,
      sam('      Events: { Api: { Type: HttpApi, Properties: { Path: /ride, Method: post } } }\n'),
      { Rides: 'violated' },
    ],
    [
      'globals count',
      lambdaRuntimeEol,
      sam('', '', 'Globals: { Function: { Runtime: nodejs12.x } }\n'),
      { Rides: 'satisfied' },
    ],
    [
      'a log group by name',
      lambdaLogGroup,
      sam(
        '      FunctionName: rides\n',
        '  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /aws/lambda/rides } }\n',
      ),
      { Rides: 'satisfied' },
    ],
    [
      'SAM’s routes are named',
      lambdaPermissionAnyRoute,
      sam('      Events: { Api: { Type: Api, Properties: { Path: "/{proxy+}", Method: any } } }\n'),
      {},
    ],
    ['a URL for all is one fault', lambdaPermissionPublic, sam('      FunctionUrlConfig: { AuthType: NONE }\n'), {}],
    [
      'SAM’s own roles are not shared',
      lambdaRoleShared,
      sam(
        '',
        '  Other: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x, Handler: index.handler, InlineCode: x } }\n',
      ),
      { Rides: 'satisfied', Other: 'satisfied' },
    ],
    [
      'a role of another stack is judged there',
      lambdaRoleAdmin,
      sam("      Role: !Sub 'arn:aws:iam::${AWS::AccountId}:role/rides'\n"),
      {},
    ],
    [
      'a role that nobody named is open',
      lambdaRoleAdmin,
      sam('      Role: !ImportValue RidesRole\n'),
      { Rides: 'undetermined' },
    ],
    ['a managed policy of SAM’s', lambdaRoleAdmin, sam('      Policies: AdministratorAccess\n'), { Rides: 'violated' }],
    [
      'a policy of SAM’s by statement',
      lambdaRoleAdmin,
      sam("      Policies: [{ Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] }]\n"),
      { Rides: 'violated' },
    ],
    [
      'a secret by parameter',
      lambdaEnvSecret,
      sam(
        '      Environment: { Variables: { DB_PASSWORD: !Ref P } }\n',
        '',
        'Parameters: { P: { Type: String, Default: Tr0ub4dor-and-3 } }\n',
      ),
      { Rides: 'satisfied' },
    ],
  ] as const)('%s', async (_, control, template, kinds) => {
    expect(await kindsOf(control, template)).toEqual(kinds);
  });

  test.each([
    [30, 5, 'satisfied'],
    [29, 5, 'violated'],
    ['"180"', 30, 'satisfied'],
  ])('a queue of %s s before a function of %s s', async (visibility, timeout, kind) => {
    const template = sam(
      `      Timeout: ${timeout}\n      Events: { Work: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }\n`,
      `  Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: ${visibility} } }\n`,
    );
    expect(Object.values(await kindsOf(lambdaEsmVisibility, template))).toEqual([kind]);
  });
});

describe('alarms as people write them', () => {
  test.each([
    [
      'by reference',
      '      Namespace: AWS/Lambda\n      MetricName: Errors\n      Dimensions: [{ Name: FunctionName, Value: !Ref Rides }]\n',
      'satisfied',
    ],
    [
      'by name',
      '      Namespace: AWS/Lambda\n      MetricName: Errors\n      Dimensions: [{ Name: FunctionName, Value: rides }]\n',
      'satisfied',
    ],
    ['of all functions', '      Namespace: AWS/Lambda\n      MetricName: Errors\n', 'satisfied'],
    [
      'by metric math',
      '      Metrics: [{ Id: e, Expression: m / 2 }, { Id: m, ReturnData: false, MetricStat: { Stat: Sum, Period: 60, Metric: { Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{ Name: FunctionName, Value: !Ref Rides }] } } }]\n',
      'satisfied',
    ],
    [
      'of another function',
      '      Namespace: AWS/Lambda\n      MetricName: Errors\n      Dimensions: [{ Name: FunctionName, Value: riders }]\n',
      'violated',
    ],
    [
      'of another service',
      '      Namespace: AWS/SQS\n      MetricName: Errors\n      Dimensions: [{ Name: FunctionName, Value: !Ref Rides }]\n',
      'violated',
    ],
  ])('%s', async (_, metric, kind) => {
    expect(await kindsOf(alarmLambda, sam('      FunctionName: rides\n', alarm(metric)))).toEqual({ Rides: kind });
  });

  test('each queue is asked, dead letters too', async () => {
    const depth = alarm(
      '      Namespace: AWS/SQS\n      MetricName: ApproximateNumberOfMessagesVisible\n      Dimensions: [{ Name: QueueName, Value: !GetAtt Letters.QueueName }]\n',
    );
    expect(await kindsOf(alarmSqs, QUEUES + depth)).toEqual({ Letters: 'satisfied', Work: 'violated' });
  });

  test('a part of a composite alarm tells nobody itself', async () => {
    const whole = `  Whole:\n    Type: AWS::CloudWatch::CompositeAlarm\n    Properties: { AlarmRule: !Sub 'ALARM(\${Alarm})', AlarmActions: ['arn:aws:sns:eu-central-1:123456789012:alarms'] }\n`;
    const part = alarm('      Namespace: AWS/Lambda\n      MetricName: Errors\n');
    expect(await kindsOf(alarmActions, `Resources:\n${part}${whole}`)).toEqual({ Whole: 'satisfied' });
  });
});

describe('templates as people write them', () => {
  const parameter = (name: string, value: string): string =>
    `Parameters: { ${name}: ${value} }\nResources: { Rides: { Type: AWS::SNS::Topic } }\n`;

  test.each([
    ['DbPassword', '{ Type: String, NoEcho: "true" }', 'satisfied'],
    ['DbPassword', '{ Type: String, NoEcho: true, Default: Tr0ub4dor-and-3 }', 'violated'],
    ['DbPassword', "{ Type: 'AWS::SSM::Parameter::Value<String>' }", undefined],
    ['SecretName', '{ Type: String }', undefined],
    ['PasswordLength', '{ Type: Number }', undefined],
    ['ApiKey', '{ Type: String }', 'violated'],
  ])('parameter %s: %s', async (name, value, kind) => {
    expect((await kindsOf(templateNoecho, parameter(name, value)))[name]).toBe(kind);
  });

  test('an output of a hidden parameter', async () => {
    const template =
      'Parameters: { P: { Type: String, NoEcho: true } }\nResources: { Rides: { Type: AWS::SNS::Topic } }\nOutputs: { Shown: { Value: !Sub "x-${P}" }, Arn: { Value: !Ref Rides } }\n';
    expect(await kindsOf(templateOutputSecret, template)).toEqual({ Shown: 'violated', Arn: 'satisfied' });
  });

  test('metadata and start scripts are read, code is left to its own control', async () => {
    const template =
      'Resources:\n  Box:\n    Type: AWS::EC2::Instance\n    Properties: { UserData: { \'Fn::Base64\': "#!/bin/sh\\nexport DB_PASSWORD=hunter2x9\\n" } }\n';
    expect(await kindsOf(templateSecret, template)).toEqual({ Box: 'violated' });
  });

  test('SAM’s tables keep what they are told', async () => {
    const table = (policy: string): string =>
      `Transform: AWS::Serverless-2016-10-31\nResources:\n  Rides:\n    Type: AWS::Serverless::SimpleTable\n${policy}`;
    expect(await kindsOf(templateStatefulRetain, table('    DeletionPolicy: Retain\n'))).toEqual({
      Rides: 'satisfied',
    });
    expect(await kindsOf(templateStatefulRetain, table(''))).toEqual({ Rides: 'violated' });
  });
});
