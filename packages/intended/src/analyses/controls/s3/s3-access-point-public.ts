import { accessPointControl } from '../access-points.ts';
import type { Control } from '../define-control.ts';

export const s3AccessPointPublic: Control = accessPointControl({
  id: 's3-access-point-public',
  title: 'Access point without public access block',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html'],
  type: 'AWS::S3::AccessPoint',
  bucket: 'Bucket: rides',
});
