import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { bePresent, bestOf, judgeProperty, notBe } from '../judge-value.ts';

export const sqsEncryption: Control = defineControl({
  id: 'sqs-encryption',
  title: 'Queue encryption off',
  severity: 'medium',
  cwe: 311,
  why: 'Messages that wait in the queue lie on disk in clear text.',
  fix: 'Leave `SqsManagedSseEnabled` out or set it to `true`, or set `KmsMasterKeyId`.',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html',
  ],
  types: ['AWS::SQS::Queue'],
  reads: ['AWS::SQS::Queue.SqsManagedSseEnabled', 'AWS::SQS::Queue.KmsMasterKeyId'],
  judge(queue) {
    const message = `\`${queue.id}\` keeps its messages unencrypted`;
    // With neither property the queue is encrypted under the service's own key, since 2023.
    return bestOf(
      [
        judgeProperty(queue, 'SqsManagedSseEnabled', notBe(false), message),
        judgeProperty(queue, 'KmsMasterKeyId', bePresent, message),
      ],
      satisfied,
    );
  },
  remedy: { set: [{ path: 'SqsManagedSseEnabled', value: true }] },
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      SqsManagedSseEnabled: false
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SQS::Queue
`,
    undetermined: `Parameters:
  Encrypt: { Type: String }
Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      SqsManagedSseEnabled: !Ref Encrypt
`,
  },
});
