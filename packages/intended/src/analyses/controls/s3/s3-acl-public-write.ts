import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';
import { isBlocked } from '../public-block.ts';

export const s3AclPublicWrite: Control = propertyControl({
  id: 's3-acl-public-write',
  title: 'ACL lets everyone write',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone on the internet may add, replace and delete objects.',
  fix: 'Leave `AccessControl` out and grant access with a bucket policy.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html'],
  type: 'AWS::S3::Bucket',
  applies: (bucket) => !isBlocked(bucket, 'IgnorePublicAcls'),
  path: 'AccessControl',
  must: notBe('PublicReadWrite'),
  otherwise: 'lets everyone write by its ACL',
  good: 'Private',
  bad: 'PublicReadWrite',
});
