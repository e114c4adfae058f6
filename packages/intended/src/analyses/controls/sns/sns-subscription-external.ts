import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import type { Outcome } from '../define-control.ts';
import { literal, valueAt } from '#model/read-value';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { judgeValue, notBe, worstOf } from '../judge-value.ts';
import { carriesAlarms, holdsClassified } from '../classified.ts';
import { judgeSubscriptions } from '../subscription-parts.ts';

export const snsSubscriptionExternal: Control = defineControl({
  id: 'sns-subscription-external',
  title: 'E-mail/SMS/foreign-account subscriber receives classified data',
  severity: 'high',
  cwe: 201,
  why: 'E-mail and text messages leave the platform unencrypted and stay where they arrive, and another account’s people read what it receives.',
  fix: 'Send a notice without the data, or let a function of the app receive the message.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html'],
  types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic'],
  reads: ['AWS::SNS::Subscription.Protocol', 'AWS::SNS::Subscription.Endpoint', 'AWS::SNS::Topic.Subscription'],
  judge(resource, context) {
    const topic =
      resource.type === 'AWS::SNS::Topic' ? resource : context.find(valueAt(resource.properties, 'TopicArn'));
    if (topic === undefined || !holdsClassified(context, topic) || carriesAlarms(context, topic)) return notApplicable;
    return judgeSubscriptions(resource, (one) => judgeSubscriber(one, resource));
  },
  about: (resource, context) => [
    resource.id,
    ...[context.find(valueAt(resource.properties, 'TopicArn'))].flatMap((topic) => topic?.id ?? []),
  ],
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
      Protocol: email
      Endpoint: riders@rides.example
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
      Protocol: sqs
      Endpoint: !GetAtt Inbox.Arn
  Inbox:
    Type: AWS::SQS::Queue
`,
    undetermined: `Parameters:
  Given: { Type: String }
Resources:
  Rides:
    Type: AWS::SNS::Topic
    Properties:
      Tags: [{ Key: DataClassification, Value: pii }]
  Follow:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Rides
      Protocol: !Ref Given
      Endpoint: riders@rides.example
`,
  },
});

function judgeSubscriber(subscription: Value, { id, typeAt }: Resource): Outcome {
  const endpoint = valueAt(subscription, 'Endpoint');
  const isForeign = /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/.test(literal(endpoint) ?? '');
  const outside = judgeValue(subscription, 'Protocol', notBe(['email', 'email-json', 'sms']), {
    at: typeAt,
    message: `\`${id}\` sends classified messages to mailboxes or telephones`,
  });
  const foreign = violated(endpoint?.at ?? typeAt, `\`${id}\` sends classified messages to an account written out`);
  return worstOf([outside, isForeign ? foreign : satisfied]);
}
