import { isDeclaredPublic } from '../bucket-parts.ts';
import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';
import { isBlocked } from '../public-block.ts';

export const s3AclPublicRead: Control = propertyControl({
  id: 's3-acl-public-read',
  title: 'ACL lets everyone read',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone on the internet may list the bucket and, by the same habit, read what is put there.',
  fix: 'Leave `AccessControl` out and grant access with a bucket policy.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html'],
  type: 'AWS::S3::Bucket',
  applies: (bucket, context) => !isBlocked(bucket, 'IgnorePublicAcls') && !isDeclaredPublic(bucket, context),
  path: 'AccessControl',
  must: notBe(['PublicRead', 'PublicReadWrite']),
  otherwise: 'lets everyone read by its ACL',
  good: 'Private',
  bad: 'PublicRead',
});
