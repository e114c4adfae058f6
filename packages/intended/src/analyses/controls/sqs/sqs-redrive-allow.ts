import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { be, judgeValue } from '../judge-value.ts';
import { valueAt } from '#model/read-value';
import { parsed } from '#readers/aws/parsed';
import { takesFromQueues } from '../queue-parts.ts';

export const sqsRedriveAllow: Control = defineControl({
  id: 'sqs-redrive-allow',
  title: 'DLQ accepts any source queue',
  severity: 'info',
  why: 'Any queue of the account and region may send its failed messages here, to mix with those of the app.',
  fix: 'Set `RedriveAllowPolicy` with `redrivePermission: byQueue` and the ARNs of the queues that are meant.',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html',
  ],
  types: ['AWS::SQS::Queue'],
  reads: ['AWS::SQS::Queue.RedriveAllowPolicy'],
  judge(queue, context) {
    if (!takesFromQueues(queue, context)) return notApplicable;
    const policy = parsed(valueAt(queue.properties, 'RedriveAllowPolicy'));
    return judgeValue(policy, 'redrivePermission', be(['byQueue', 'denyAll']), {
      at: policy?.at ?? queue.typeAt,
      message: `any queue may use \`${queue.id}\` for its dead letters`,
    });
  },
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 3 }
  Lost:
    Type: AWS::SQS::Queue
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 3 }
  Lost:
    Type: AWS::SQS::Queue
    Properties:
      RedriveAllowPolicy: { redrivePermission: byQueue, sourceQueueArns: ['arn:aws:sqs:eu-west-1:111122223333:rides'] }
`,
    undetermined: `Parameters:
  Given: { Type: String }
Resources:
  Rides:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 3 }
  Lost:
    Type: AWS::SQS::Queue
    Properties:
      RedriveAllowPolicy: { redrivePermission: !Ref Given }
`,
  },
});
