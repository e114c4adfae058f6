import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const sqsCmk: Control = propertyControl({
  id: 'sqs-cmk',
  title: 'Queue not under a customer key',
  severity: 'low',
  why: 'Nobody of the app decides who may decrypt messages, and no key can be revoked.',
  fix: 'Set `KmsMasterKeyId` to a key of your own, and let producers and consumers use it.',
  sources: ['https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html'],
  type: 'AWS::SQS::Queue',
  path: 'KmsMasterKeyId',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'arn:aws:kms:eu-west-1:111122223333:key/rides',
  mechanical: false,
});
