import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const s3Encryption: Control = propertyControl({
  id: 's3-encryption',
  title: 'Default encryption not declared',
  severity: 'low',
  cwe: 311,
  why: 'The template leaves to the platform how objects are encrypted; nobody who reads it can tell.',
  fix: 'Declare `BucketEncryption` with a default algorithm.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html'],
  type: 'AWS::S3::Bucket',
  path: 'BucketEncryption.ServerSideEncryptionConfiguration',
  must: bePresent,
  otherwise: 'declares no default encryption',
  good: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
});
