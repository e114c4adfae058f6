import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const snsDeliveryLog: Control = propertyControl({
  id: 'sns-delivery-log',
  title: 'Delivery status logging off',
  severity: 'info',
  cwe: 778,
  why: 'Failed deliveries leave no trace.',
  fix: 'Add `DeliveryStatusLogging` for the protocols that the subscriptions use.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html'],
  type: 'AWS::SNS::Topic',
  path: 'DeliveryStatusLogging',
  must: bePresent,
  otherwise: 'keeps no record of its deliveries',
  good: [{ Protocol: 'lambda', FailureFeedbackRoleArn: 'arn:aws:iam::111122223333:role/feedback' }],
  mechanical: false,
});
