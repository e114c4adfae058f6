import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const ebBusCmk: Control = propertyControl({
  id: 'eb-bus-cmk',
  title: 'Bus not under a customer key',
  severity: 'low',
  why: 'Nobody of the app decides who may decrypt events, and no key can be revoked.',
  fix: 'Set `KmsKeyIdentifier` to a key of your own.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html'],
  type: 'AWS::Events::EventBus',
  path: 'KmsKeyIdentifier',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'arn:aws:kms:eu-west-1:111122223333:key/rides',
  base: { Name: 'rides' },
  mechanical: false,
});
