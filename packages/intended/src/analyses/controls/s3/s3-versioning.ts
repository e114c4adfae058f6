import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const s3Versioning: Control = propertyControl({
  id: 's3-versioning',
  title: 'Versioning off',
  severity: 'low',
  why: 'A write or delete, by mistake or by an attacker, replaces the object for good.',
  fix: 'Set `VersioningConfiguration.Status` to `Enabled`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  type: 'AWS::S3::Bucket',
  path: 'VersioningConfiguration.Status',
  must: be('Enabled'),
  otherwise: 'keeps no earlier versions of its objects',
  good: 'Enabled',
});
