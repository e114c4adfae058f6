import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeTlsOnly, policiesNaming, QUEUE_POLICY } from '../resource-policies.ts';

export const sqsTlsOnly: Control = defineControl({
  id: 'sqs-tls-only',
  title: 'No deny of non-TLS requests',
  severity: 'medium',
  cwe: 319,
  why: 'Messages and signatures may travel in clear text if one client is set up so, and nothing stops it.',
  fix: 'Add a policy that denies `*` when `aws:SecureTransport` is `false`.',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  types: ['AWS::SQS::Queue'],
  reads: ['AWS::SQS::QueuePolicy.PolicyDocument'],
  judge: (resource, context) =>
    judgeTlsOnly(resource, policiesNaming(resource, QUEUE_POLICY, 'Queues', context), {
      holder: QUEUE_POLICY,
      enough: ['sqs:SendMessage', 'sqs:*'],
    }),
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SQS::Queue
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SQS::Queue
  TlsOnly:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Rides]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
`,
    undetermined: `Parameters:
  Strict: { Type: String }
Conditions:
  IsStrict: !Equals [!Ref Strict, 'yes']
Resources:
  Rides:
    Type: AWS::SQS::Queue
  TlsOnly:
    Type: AWS::SQS::QueuePolicy
    Condition: IsStrict
    Properties:
      Queues: [!Ref Rides]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
`,
  },
});
