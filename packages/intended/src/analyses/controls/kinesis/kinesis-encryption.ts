import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const kinesisEncryption: Control = propertyControl({
  id: 'kinesis-encryption',
  title: 'Stream not encrypted',
  severity: 'medium',
  cwe: 311,
  why: 'Records lie on disk in clear text for as long as the stream keeps them.',
  fix: 'Set `StreamEncryption` with `EncryptionType: KMS` and a key.',
  sources: ['https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html'],
  type: 'AWS::Kinesis::Stream',
  path: 'StreamEncryption.EncryptionType',
  must: be('KMS'),
  otherwise: 'is not encrypted',
  good: 'KMS',
  base: { ShardCount: 1 },
  mechanical: false,
});
