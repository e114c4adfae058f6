import { literal } from '#model/read-value';
import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const firehoseCmk: Control = propertyControl({
  id: 'firehose-cmk',
  title: 'Delivery stream not under a customer key',
  severity: 'low',
  why: 'Under the key that the provider owns, nobody of the app decides who may read the records, and it cannot be revoked.',
  fix: 'Set `KeyType` to `CUSTOMER_MANAGED_CMK` and `KeyARN` to a key of your own.',
  sources: ['https://docs.aws.amazon.com/firehose/latest/dev/encryption.html'],
  type: 'AWS::KinesisFirehose::DeliveryStream',
  applies: (resource) =>
    literal(resource.properties.entries.get('DeliveryStreamType')?.value)?.endsWith('AsSource') !== true,
  path: 'DeliveryStreamEncryptionConfigurationInput.KeyARN',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'arn:aws:kms:eu-west-1:111122223333:key/rides',
  mechanical: false,
});
