import { alarmControl } from '../alarms.ts';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';

export const alarmSqs: Control = alarmControl({
  id: 'alarm-sqs',
  title: 'No alarm on age of oldest, in-flight; DLQ depth above zero',
  severity: 'medium',
  why: 'A queue that nobody empties, or dead letters that nobody reads, are work that silently is not done.',
  fix: 'Make an alarm on `ApproximateAgeOfOldestMessage` of the queue, and on `ApproximateNumberOfMessagesVisible` of a dead-letter queue.',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
  ],
  types: ['AWS::SQS::Queue'],
  namespace: 'AWS/SQS',
  metric: 'ApproximateAgeOfOldestMessage',
  dimension: 'QueueName',
  metrics: /^Approximate/,
  metricsFor: (queue, context) =>
    deadLetters(context).has(queue.id)
      ? /^(?:ApproximateNumberOfMessages(?:Visible)?|ApproximateAgeOfOldestMessage|NumberOfMessagesSent|NumberOfMessagesReceived)$/
      : /^(?:Approximate|NumberOfMessages)/,
  example: '    Type: AWS::SQS::Queue\n    Properties: { VisibilityTimeout: 60 }\n',
});

const kept = new WeakMap<Context, ReadonlySet<string>>();

/** Ids of queues that other queues send their dead letters to. */
function deadLetters(context: Context): ReadonlySet<string> {
  const known =
    kept.get(context) ?? new Set(context.ofType('AWS::SQS::Queue').flatMap((queue) => targetOf(queue, context)));
  kept.set(context, known);
  return known;
}

function targetOf({ properties }: Resource, context: Context): readonly string[] {
  const target = context.find(valueAt(properties, 'RedrivePolicy', 'deadLetterTargetArn'));
  return target === undefined ? [] : [target.id];
}
