import { literal } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const firehoseEncryption: Control = propertyControl({
  id: 'firehose-encryption',
  title: 'Delivery stream not encrypted',
  severity: 'medium',
  cwe: 311,
  why: 'Records wait in clear text until they are delivered.',
  fix: 'Set `DeliveryStreamEncryptionConfigurationInput` with a `KeyType`.',
  sources: ['https://docs.aws.amazon.com/firehose/latest/dev/encryption.html'],
  type: 'AWS::KinesisFirehose::DeliveryStream',
  // A stream that reads from another is encrypted by that one.
  applies: (resource) =>
    literal(resource.properties.entries.get('DeliveryStreamType')?.value)?.endsWith('AsSource') !== true,
  path: 'DeliveryStreamEncryptionConfigurationInput.KeyType',
  must: bePresent,
  otherwise: 'is not encrypted',
  good: 'AWS_OWNED_CMK',
});
