import type { Control } from '../define-control.ts';
import { literal, valueAt } from '#model/read-value';
import { defineControl, notApplicable } from '../define-control.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';

export const snsRedrive: Control = defineControl({
  id: 'sns-redrive',
  title: 'Subscription without redrive policy',
  severity: 'low',
  why: 'A message that the subscriber cannot take is dropped after some tries, and nobody learns of it.',
  fix: 'Add a `RedrivePolicy` with the ARN of a queue.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html'],
  types: ['AWS::SNS::Subscription'],
  reads: ['AWS::SNS::Subscription.RedrivePolicy', 'AWS::SNS::Subscription.Protocol'],
  judge(subscription) {
    const protocol = literal(valueAt(subscription.properties, 'Protocol'))?.toLowerCase() ?? '';
    // Mail and text messages are a last hop: the service itself tries again and nobody can replay them.
    if (/^(?:email|email-json|sms)$/.test(protocol)) return notApplicable;
    return judgeProperty(
      subscription,
      'RedrivePolicy',
      bePresent,
      `\`${subscription.id}\` loses what it cannot deliver`,
    );
  },
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SNS::Topic
    Properties:
      Tags: [{ Key: DataClassification, Value: pii }]
  Follow:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Rides
      Protocol: https
      Endpoint: https://rides.example/in
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SNS::Topic
    Properties:
      Tags: [{ Key: DataClassification, Value: pii }]
  Follow:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Rides
      Protocol: https
      Endpoint: https://rides.example/in
      RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:lost' }
`,
    undetermined: `Parameters:
  Careful: { Type: String }
Conditions:
  IsCareful: !Equals [!Ref Careful, 'yes']
Resources:
  Rides:
    Type: AWS::SNS::Topic
    Properties:
      Tags: [{ Key: DataClassification, Value: pii }]
  Follow:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Rides
      Protocol: https
      Endpoint: https://rides.example/in
      RedrivePolicy: !If [IsCareful, { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:lost' }, !Ref AWS::NoValue]
`,
  },
});
