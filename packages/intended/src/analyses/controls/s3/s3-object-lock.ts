import { servesSite } from '../bucket-parts.ts';
import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const s3ObjectLock: Control = propertyControl({
  id: 's3-object-lock',
  title: 'Object lock off',
  severity: 'info',
  why: 'Whoever may delete can also delete the last good copy of the data.',
  fix: 'Set `ObjectLockEnabled` to `true` when the bucket is made, with a default retention.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html'],
  type: 'AWS::S3::Bucket',
  applies: (bucket, context) => !servesSite(bucket, context),
  path: 'ObjectLockEnabled',
  must: be(true),
  otherwise: 'may lose objects to anyone who may delete them',
  good: true,
  mechanical: false,
});
