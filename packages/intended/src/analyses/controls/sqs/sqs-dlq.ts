import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';
import { isDeadLetterQueue } from '../queue-parts.ts';

export const sqsDlq: Control = defineControl({
  id: 'sqs-dlq',
  title: 'Source queue without redrive policy',
  severity: 'low',
  why: 'A message that cannot be handled comes back until it expires and is lost, or holds up the others.',
  fix: 'Add a `RedrivePolicy` with a dead-letter queue and a `maxReceiveCount`.',
  sources: ['https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html'],
  types: ['AWS::SQS::Queue'],
  reads: ['AWS::SQS::Queue.RedrivePolicy'],
  judge: (queue, context) =>
    isDeadLetterQueue(queue, context)
      ? notApplicable
      : judgeProperty(queue, 'RedrivePolicy', bePresent, `\`${queue.id}\` has no dead-letter queue`),
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SQS::Queue
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 3 }
  Lost:
    Type: AWS::SQS::Queue
`,
    undetermined: `Parameters:
  Careful: { Type: String }
Conditions:
  IsCareful: !Equals [!Ref Careful, 'yes']
Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: !If
        - IsCareful
        - { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:lost', maxReceiveCount: 3 }
        - !Ref AWS::NoValue
`,
  },
});
