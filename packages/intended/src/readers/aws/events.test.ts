import { expect, test } from 'vitest';
import { applicationOf, att, parameter, ref, sub } from './makers.ts';

const FN = { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '' }, Handler: 'index.handler' } };
const QUEUE = { Type: 'AWS::SQS::Queue' };
const ROLE = { Type: 'AWS::IAM::Role' };

const wiresOf = (resources: Parameters<typeof applicationOf>[0]): readonly string[] =>
  applicationOf(resources).wires.map(
    (one) => `${one.from} ${one.kind} ${one.to} ${one.mode} ${one.carries} ${one.identity ?? '-'}`,
  );

test('a rule without a bus listens to the bus of the account', () => {
  const { stores } = applicationOf({
    Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.s3'] } } },
  });
  expect(stores).toMatchObject([{ id: 'DefaultEventBus', origin: 'implicit', holds: 'events' }]);
});

test.each([
  ['by reference', ref('Bus'), 'Bus'],
  ['by its literal name', 'rides', 'Bus'],
  ['by the name of the default bus', 'default', 'DefaultEventBus'],
  ['by a parameter', parameter('BusName'), 'BusName'],
])('a rule names its bus %s', (_, EventBusName, bus) => {
  const wires = wiresOf({
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'rides' } },
    Fn: FN,
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { EventBusName, EventPattern: {}, Targets: [{ Arn: att('Fn'), Id: 'a' }] },
    },
  });
  expect(wires).toEqual([`${bus} subscription Rule push content -`, 'Rule target Fn push content -']);
});

test('a scheduled rule brings nothing, and says so', () => {
  expect(
    wiresOf({
      Fn: FN,
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Arn: att('Fn'), Id: 'a' }] },
      },
    }),
  ).toEqual(['Rule schedule Fn push nothing -']);
});

test('a target that nothing defines is unresolved, not forgotten', () => {
  const { unresolved } = applicationOf({
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: {}, Targets: [{ Arn: parameter('TargetArn'), Id: 'a' }] },
    },
  });
  expect(unresolved).toMatchObject([{ why: { cause: 'parameter', name: 'TargetArn' } }]);
});

test('a pipe pulls, asks and pushes with its own role', () => {
  expect(
    wiresOf({
      Queue: QUEUE,
      Fn: FN,
      Role: ROLE,
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { States: {} } } },
      Pipe: {
        Type: 'AWS::Pipes::Pipe',
        Properties: { RoleArn: att('Role'), Source: att('Queue'), Enrichment: att('Fn'), Target: ref('Machine') },
      },
    }),
  ).toEqual([
    'Queue event-source Pipe pull content Role',
    'Pipe enrichment Fn push content Role',
    'Pipe target Machine push content Role',
  ]);
});

test('a schedule with a universal target names its queue in the input', () => {
  expect(
    wiresOf({
      Queue: QUEUE,
      Role: ROLE,
      Tick: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          Target: {
            Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage',
            RoleArn: att('Role'),
            Input: sub('{"QueueUrl": "${Queue}"}'),
          },
        },
      },
    }),
  ).toEqual(['Tick schedule Queue push nothing Role']);
});

test('queues, topics and streams pass on what they hold', () => {
  expect(
    wiresOf({
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { RedrivePolicy: { deadLetterTargetArn: att('Dead'), maxReceiveCount: 3 } },
      },
      Dead: QUEUE,
      Topic: { Type: 'AWS::SNS::Topic', Properties: { Subscription: [{ Protocol: 'sqs', Endpoint: att('Queue') }] } },
      Mail: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref('Topic'), Protocol: 'email', Endpoint: 'rider@wildrydes.example' },
      },
    }),
  ).toEqual([
    'Queue destination Dead push content -',
    'Topic subscription Queue push content -',
    'Topic subscription TopicMailboxes push content -',
  ]);
});

test('an address is in no name', () => {
  const { stores } = applicationOf({
    Topic: {
      Type: 'AWS::SNS::Topic',
      Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'rider@wildrydes.example' }] },
    },
  });
  expect(JSON.stringify(stores.map(({ id, name }) => [id, name]))).not.toContain('rider');
});

test('a delivery stream takes from a stream and brings to a bucket, through its transformation', () => {
  expect(
    wiresOf({
      Stream: { Type: 'AWS::Kinesis::Stream' },
      Bucket: { Type: 'AWS::S3::Bucket' },
      Fn: FN,
      Role: ROLE,
      Delivery: {
        Type: 'AWS::KinesisFirehose::DeliveryStream',
        Properties: {
          KinesisStreamSourceConfiguration: { KinesisStreamARN: att('Stream'), RoleARN: att('Role') },
          ExtendedS3DestinationConfiguration: {
            BucketARN: att('Bucket'),
            RoleARN: att('Role'),
            ProcessingConfiguration: {
              Processors: [{ Type: 'Lambda', Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: att('Fn') }] }],
            },
          },
        },
      },
    }),
  ).toEqual([
    'Stream event-source Delivery pull content Role',
    'Delivery delivery Bucket push content Role',
    'Delivery enrichment Fn push content Role',
  ]);
});

test('a subscription filter on a group that no template writes takes the lines of its function', () => {
  expect(
    wiresOf({
      Fn: FN,
      Sink: FN,
      Filter: {
        Type: 'AWS::Logs::SubscriptionFilter',
        Properties: { LogGroupName: sub('/aws/lambda/${Fn}'), DestinationArn: att('Sink') },
      },
    }),
  ).toEqual(['FnLogGroup subscription Sink push content -']);
});

test('a bucket tells of its objects, not what is in them', () => {
  expect(
    wiresOf({
      Fn: FN,
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          NotificationConfiguration: {
            LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: att('Fn') }],
            EventBridgeConfiguration: { EventBridgeEnabled: true },
          },
        },
      },
    }),
  ).toEqual(['Bucket trigger Fn push metadata -', 'Bucket delivery DefaultEventBus push metadata -']);
});
