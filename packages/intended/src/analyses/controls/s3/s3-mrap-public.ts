import { accessPointControl } from '../access-points.ts';
import type { Control } from '../define-control.ts';

export const s3MrapPublic: Control = accessPointControl({
  id: 's3-mrap-public',
  title: 'Multi-region access point without public access block',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html'],
  type: 'AWS::S3::MultiRegionAccessPoint',
  bucket: 'Regions: [{ Bucket: rides }]',
});
