import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { beBetween, judgeProperty } from '../judge-value.ts';
import { isDeadLetterQueue } from '../queue-parts.ts';
import { holdsClassified } from '../classified.ts';

/** What a queue keeps when nothing is said. */
const FOUR_DAYS_SECONDS = 345_600;

export const sqsRetention: Control = defineControl({
  id: 'sqs-retention',
  title: 'Classified messages kept longer than the policy',
  severity: 'info',
  why: 'Messages that nobody takes stay readable for as long as the queue keeps them.',
  fix: 'Set `MessageRetentionPeriod` to what a failure of the consumer needs, and keep the rest in a dead-letter queue.',
  sources: ['https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-parameters.html'],
  types: ['AWS::SQS::Queue'],
  reads: ['AWS::SQS::Queue.MessageRetentionPeriod'],
  judge: (queue, context) =>
    isDeadLetterQueue(queue, context) || !holdsClassified(context, queue)
      ? notApplicable
      : judgeProperty(
          queue,
          'MessageRetentionPeriod',
          beBetween(0, FOUR_DAYS_SECONDS, 'satisfied'),
          `\`${queue.id}\` keeps classified messages for longer than four days`,
        ),
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
      Tags: [{ Key: DataClassification, Value: pii }]
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      Tags: [{ Key: DataClassification, Value: pii }]
`,
    undetermined: `Parameters:
  Period: { Type: String }
Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: !Ref Period
      Tags: [{ Key: DataClassification, Value: pii }]
`,
  },
});
