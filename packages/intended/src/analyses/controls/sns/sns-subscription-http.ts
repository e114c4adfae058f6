import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import type { Outcome } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeValue, notBe } from '../judge-value.ts';
import { judgeSubscriptions } from '../subscription-parts.ts';

export const snsSubscriptionHttp: Control = defineControl({
  id: 'sns-subscription-http',
  title: 'Subscription endpoint over HTTP',
  severity: 'high',
  cwe: 319,
  why: 'Messages travel over the internet in clear text to an endpoint that nobody has to prove to be.',
  fix: 'Use `Protocol: https` and an `https://` endpoint.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html'],
  types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic'],
  reads: ['AWS::SNS::Subscription.Protocol', 'AWS::SNS::Topic.Subscription'],
  judge: (resource) => judgeSubscriptions(resource, (one) => judgeProtocol(one, resource)),
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
      Protocol: http
      Endpoint: http://rides.example/in
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
      Endpoint: https://rides.example/in
`,
  },
});

function judgeProtocol(subscription: Value, { id, typeAt }: Resource): Outcome {
  return judgeValue(subscription, 'Protocol', notBe('http'), {
    at: typeAt,
    message: `\`${id}\` sends messages over plain HTTP`,
  });
}
