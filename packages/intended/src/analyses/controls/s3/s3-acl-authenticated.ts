import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';
import { isBlocked } from '../public-block.ts';

export const s3AclAuthenticated: Control = propertyControl({
  id: 's3-acl-authenticated',
  title: 'ACL grants any AWS account holder',
  severity: 'high',
  cwe: 732,
  why: 'Authenticated means anyone with an account at the provider, not anyone of yours.',
  fix: 'Leave `AccessControl` out and grant access with a bucket policy.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html'],
  type: 'AWS::S3::Bucket',
  applies: (bucket) => !isBlocked(bucket, 'IgnorePublicAcls'),
  path: 'AccessControl',
  must: notBe('AuthenticatedRead'),
  otherwise: 'lets any AWS account read by its ACL',
  good: 'Private',
  bad: 'AuthenticatedRead',
});
