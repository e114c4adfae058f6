import { holdsItsOwnData } from '../bucket-parts.ts';
import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const s3Replication: Control = propertyControl({
  id: 's3-replication',
  title: 'No cross-region replication',
  severity: 'info',
  why: 'The objects exist in one region only and are gone or out of reach with it.',
  fix: 'Add a `ReplicationConfiguration` to a bucket in another region, with versioning on both.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html'],
  type: 'AWS::S3::Bucket',
  applies: holdsItsOwnData,
  path: 'ReplicationConfiguration',
  must: bePresent,
  otherwise: 'is copied to no other region',
  good: {
    Role: 'arn:aws:iam::111122223333:role/copy',
    Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::rides-copy' } }],
  },
  mechanical: false,
});
