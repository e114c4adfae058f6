import { wholeFile } from '#source/place';
import { expect, test } from 'vitest';
import type { Control } from '../define-control.ts';
import { ddbAutoscaling } from '../dynamodb/ddb-autoscaling.ts';
import { ddbBackupPlan } from '../dynamodb/ddb-backup-plan.ts';
import { ddbCmk } from '../dynamodb/ddb-cmk.ts';
import { ddbPitr } from '../dynamodb/ddb-pitr.ts';
import { ebBusPolicyPublic } from '../eventbridge/eb-bus-policy-public.ts';
import { ebRuleDlq } from '../eventbridge/eb-rule-dlq.ts';
import { kmsRotation } from '../kms/kms-rotation.ts';
import { secretLiteral } from '../secretsmanager/secret-literal.ts';
import { secretRotation } from '../secretsmanager/secret-rotation.ts';
import { snsDataProtection } from '../sns/sns-data-protection.ts';
import { snsPolicyPublic } from '../sns/sns-policy-public.ts';
import { snsSubscriptionExternal } from '../sns/sns-subscription-external.ts';
import { snsSubscriptionHttp } from '../sns/sns-subscription-http.ts';
import { sqsDlq } from '../sqs/sqs-dlq.ts';
import { sqsEncryption } from '../sqs/sqs-encryption.ts';
import { sqsTlsOnly } from '../sqs/sqs-tls-only.ts';
import { ssmPlainSecret } from '../ssm/ssm-plain-secret.ts';
import { sfnLogging } from '../stepfunctions/sfn-logging.ts';
import { sfnTracing } from '../stepfunctions/sfn-tracing.ts';
import { verdictsOf } from './judge-text.ts';

const one = (type: string, properties: string, more = ''): string =>
  `Resources:\n  One:\n    Type: ${type}\n    Properties: { Tags: [], ${properties} }\n${more}`;
const queue = (properties: string, more = ''): string => one('AWS::SQS::Queue', properties, more);
const sam = (text: string): string => `Transform: AWS::Serverless-2016-10-31\n${text}`;
const topicPolicy = (condition: string): string =>
  one(
    'AWS::SNS::Topic',
    '',
    `  Rules:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref One]
      PolicyDocument:
        Statement: { Effect: Allow, Principal: { AWS: '*' }, Action: 'sns:Publish', Resource: !Ref One, Condition: ${condition} }
`,
  );
const secret = (properties: string, more = ''): string => one('AWS::SecretsManager::Secret', properties, more);
const parameter = (name: string, value: string, head = ''): string =>
  `${head}Resources:\n  One:\n    Type: AWS::SSM::Parameter\n    Properties: { Name: ${name}, Type: String, Value: ${value} }\n`;

test.each<[string, Control, string, readonly string[]]>([
  ['a queue without a word is encrypted', sqsEncryption, queue(''), ['satisfied']],
  [
    'a key encrypts a queue whatever the switch says',
    sqsEncryption,
    queue('SqsManagedSseEnabled: false, KmsMasterKeyId: alias/aws/sqs'),
    ['satisfied'],
  ],
  [
    'a dead-letter queue needs none itself',
    sqsDlq,
    queue(
      '',
      '  Two:\n    Type: AWS::SQS::Queue\n    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt One.Arn, maxReceiveCount: 3 } }\n',
    ),
    ['satisfied'],
  ],
  [
    'a redrive policy may be JSON in a string',
    sqsDlq,
    queue(
      '',
      '  Two:\n    Type: AWS::SQS::Queue\n    Properties:\n      RedrivePolicy: !Sub \'{"deadLetterTargetArn":"${One.Arn}","maxReceiveCount":3}\'\n',
    ),
    ['satisfied'],
  ],
  [
    'a queue for what a function could not handle needs none',
    sqsDlq,
    queue(
      '',
      '  Fn:\n    Type: AWS::Lambda::Function\n    Properties: { DeadLetterConfig: { TargetArn: !GetAtt One.Arn } }\n',
    ),
    [],
  ],
  [
    'a queue of dead letters by its name needs none',
    sqsDlq,
    'Resources:\n  OrdersDLQ: { Type: AWS::SQS::Queue }\n',
    [],
  ],
  [
    'a queue that a rule sends to needs one',
    sqsDlq,
    queue('', '  Rule:\n    Type: AWS::Events::Rule\n    Properties: { Targets: [{ Id: a, Arn: !GetAtt One.Arn }] }\n'),
    ['violated'],
  ],
  ['a queue without a policy answers plain HTTP', sqsTlsOnly, queue(''), ['violated']],
  [
    'the owner of the source is someone',
    snsPolicyPublic,
    topicPolicy("{ StringEquals: { 'AWS:SourceOwner': !Ref 'AWS::AccountId' } }"),
    ['satisfied'],
  ],
  [
    'a condition on TLS keeps nobody out',
    snsPolicyPublic,
    topicPolicy("{ Bool: { 'aws:SecureTransport': true } }"),
    ['violated'],
  ],
  [
    'a subscription may stand inside the topic',
    snsSubscriptionHttp,
    one('AWS::SNS::Topic', 'Subscription: [{ Protocol: http, Endpoint: http://a.example }]'),
    ['violated'],
  ],
  [
    'mail of unknown content is no fault',
    snsSubscriptionExternal,
    one('AWS::SNS::Topic', 'Subscription: [{ Protocol: email, Endpoint: a@a.example }]'),
    [],
  ],
  [
    'a member of the organisation is not anyone',
    ebBusPolicyPublic,
    "Resources:\n  One:\n    Type: AWS::Events::EventBusPolicy\n    Properties: { StatementId: a, Action: 'events:PutEvents', Principal: '*', Condition: { Type: StringEquals, Key: aws:PrincipalOrgID, Value: o-1234567890 } }\n",
    ['satisfied'],
  ],
  [
    'the older form without a condition is open',
    ebBusPolicyPublic,
    "Resources:\n  One:\n    Type: AWS::Events::EventBusPolicy\n    Properties: { StatementId: a, Action: 'events:PutEvents', Principal: '*' }\n",
    ['violated'],
  ],
  [
    'one target without a queue is enough',
    ebRuleDlq,
    one('AWS::Events::Rule', 'Targets: [{ Id: a, Arn: a, DeadLetterConfig: { Arn: b } }, { Id: c, Arn: c }]'),
    ['violated'],
  ],
  [
    'a signing key cannot be rotated',
    kmsRotation,
    one('AWS::KMS::Key', 'KeySpec: ECC_NIST_P256, KeyUsage: SIGN_VERIFY'),
    [],
  ],
  [
    'an encrypted table is not yet under a key of one’s own',
    ddbCmk,
    one('AWS::DynamoDB::Table', 'SSESpecification: { SSEEnabled: true }'),
    ['violated'],
  ],
  [
    'a simple table is a table',
    ddbPitr,
    sam('Resources:\n  One: { Type: AWS::Serverless::SimpleTable }\n'),
    ['violated'],
  ],
  [
    'each replica of a global table is asked',
    ddbPitr,
    one(
      'AWS::DynamoDB::GlobalTable',
      'Replicas: [{ Region: a, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }, { Region: b }]',
    ),
    ['violated'],
  ],
  [
    'a simple table is paid by request',
    ddbAutoscaling,
    sam('Resources:\n  One: { Type: AWS::Serverless::SimpleTable }\n'),
    ['satisfied'],
  ],
  [
    'a plan may take tables by a tag',
    ddbBackupPlan,
    'Resources:\n  One:\n    Type: AWS::DynamoDB::Table\n    Properties: { Tags: [{ Key: backup, Value: daily }] }\n  Plan:\n    Type: AWS::Backup::BackupSelection\n    Properties: { BackupSelection: { ListOfTags: [{ ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }] } }\n',
    ['satisfied'],
  ],
  [
    'a schedule may name the attachment of a secret',
    secretRotation,
    secret(
      '',
      '  At:\n    Type: AWS::SecretsManager::SecretTargetAttachment\n    Properties: { SecretId: !Ref One, TargetId: a, TargetType: AWS::RDS::DBCluster }\n  Turn:\n    Type: AWS::SecretsManager::RotationSchedule\n    Properties: { SecretId: !Ref At, RotationRules: { ScheduleExpression: rate(30 days) } }\n',
    ),
    ['satisfied'],
  ],
  [
    'a rotation each year is too rare',
    secretRotation,
    secret(
      '',
      '  Turn:\n    Type: AWS::SecretsManager::RotationSchedule\n    Properties: { SecretId: !Ref One, RotationRules: { AutomaticallyAfterDays: 365 } }\n',
    ),
    ['violated'],
  ],
  [
    'a password inside JSON is written in the template',
    secretLiteral,
    secret(`SecretString: '{"username":"rides","password":"Tr0ub4dor-and-3"}'`),
    ['violated'],
  ],
  ['a placeholder is no secret', secretLiteral, secret('SecretString: CHANGE_ME'), ['satisfied']],
  [
    'a password that a parameter gives is not written',
    secretLiteral,
    `Parameters: { P: { Type: String, NoEcho: true } }\n${secret(`SecretString: !Sub '{"password":"\${P}"}'`)}`,
    ['satisfied'],
  ],
  [
    'a hidden parameter in a plain one is plain',
    ssmPlainSecret,
    parameter('/rides/value', '!Ref P', 'Parameters: { P: { Type: String, NoEcho: true } }\n'),
    ['violated'],
  ],
  ['the address of a table is no secret', ssmPlainSecret, parameter('/rides/table', 'rides'), ['satisfied']],
  [
    'settings of a workflow in the shorter form count',
    sfnLogging,
    sam(
      'Resources:\n  One:\n    Type: AWS::Serverless::StateMachine\n    Properties: { Definition: { StartAt: a, States: { a: { Type: Succeed } } }, Logging: { Level: ERROR } }\n',
    ),
    ['satisfied'],
  ],
  [
    'a level of OFF is none',
    sfnLogging,
    one('AWS::StepFunctions::StateMachine', "DefinitionString: '{}', LoggingConfiguration: { Level: 'OFF' }"),
    ['violated'],
  ],
  [
    'tracing in the shorter form counts',
    sfnTracing,
    sam(
      'Resources:\n  One:\n    Type: AWS::Serverless::StateMachine\n    Properties: { Definition: { StartAt: a, States: { a: { Type: Succeed } } }, Tracing: { Enabled: true } }\n',
    ),
    ['satisfied'],
  ],
])('%s', async (_, control, template, expected) => {
  const verdicts = await verdictsOf(control, template);
  expect(verdicts.map(([, kind]) => kind)).toEqual(expected);
});

const ALARMED = `Resources:
  Rides: { Type: AWS::SNS::Topic }
  Watch: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Rides] } }
  Mail: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Rides, Protocol: email, Endpoint: ops@example.org } }
`;

/** A class as proposed by name alone, or with a kind that the fields tell. */
const knowing = (kind: 'business' | 'personal'): Parameters<typeof verdictsOf>[2] => ({
  dataOf: () => ({ classes: ['rides'], value: 2, exposed: false }),
  intent: {
    version: 1,
    app: 'rides',
    origin: 'proposed',
    file: undefined,
    services: new Map(),
    routes: [],
    external: [],
    accept: [],
    data: [
      {
        id: 'rides',
        title: 'Rides',
        value: { confidentiality: 2, integrity: 2, availability: 2 },
        kind,
        fields: [],
        requires: [],
        evidence: [{ what: 'its name', strength: 'weak', at: wholeFile('template.yaml') }],
        at: undefined,
      },
    ],
  },
});

test.each<[string, Control, 'business' | 'personal', string, readonly string[]]>([
  ['alarms by e-mail are no data', snsSubscriptionExternal, 'business', ALARMED, []],
  ['personal data by e-mail are, alarm or not', snsSubscriptionExternal, 'personal', ALARMED, ['violated']],
  [
    'a topic that alarms do not name may carry more',
    snsSubscriptionExternal,
    'business',
    ALARMED.replace('[!Ref Rides]', '[]'),
    ['violated'],
  ],
  ['a name alone tells no classified data', snsDataProtection, 'business', ALARMED, []],
  ['fields do', snsDataProtection, 'personal', ALARMED, ['violated']],
])('%s', async (_, control, kind, template, expected) => {
  expect((await verdictsOf(control, template, knowing(kind))).map(([, outcome]) => outcome)).toEqual(expected);
});
