import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const kinesisCmk: Control = propertyControl({
  id: 'kinesis-cmk',
  title: 'Stream not under a customer key (peers disagree: one warns of the cost instead)',
  severity: 'low',
  why: 'Under the key that the provider manages, nobody of the app decides who may read the records, and it cannot be revoked.',
  fix: 'Set `StreamEncryption.KeyId` to a key of your own; it costs a request to the key service for each use.',
  sources: ['https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html'],
  type: 'AWS::Kinesis::Stream',
  path: 'StreamEncryption.KeyId',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'alias/rides',
  bad: 'alias/aws/kinesis',
  base: { ShardCount: 1, StreamEncryption: { EncryptionType: 'KMS' } },
  mechanical: false,
});
