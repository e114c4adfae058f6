import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { BLOCK_FLAGS, judgePublicBlock } from '../public-block.ts';

export const s3MrapPublic: Control = defineControl({
  id: 's3-mrap-public',
  title: 'Multi-region access point without public access block',
  severity: 'high',
  cwe: 732,
  why: 'A policy may open the point to everyone, and with it the objects of its bucket.',
  fix: 'Leave `PublicAccessBlockConfiguration` out or set all four switches to `true`; it cannot be changed later.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html'],
  types: ['AWS::S3::MultiRegionAccessPoint'],
  reads: [
    'AWS::S3::MultiRegionAccessPoint.PublicAccessBlockConfiguration.BlockPublicAcls',
    'AWS::S3::MultiRegionAccessPoint.PublicAccessBlockConfiguration.BlockPublicPolicy',
    'AWS::S3::MultiRegionAccessPoint.PublicAccessBlockConfiguration.IgnorePublicAcls',
    'AWS::S3::MultiRegionAccessPoint.PublicAccessBlockConfiguration.RestrictPublicBuckets',
  ],
  // A point for which nothing is written has the block fully on.
  judge: (point) => judgePublicBlock(point, satisfied),
  remedy: {
    set: BLOCK_FLAGS.map((flag) => ({ path: `PublicAccessBlockConfiguration.${flag}`, value: true })),
  },
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::MultiRegionAccessPoint
    Properties:
      Regions: [{ Bucket: rides }]
      PublicAccessBlockConfiguration:
        BlockPublicAcls: false
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::MultiRegionAccessPoint
    Properties:
      Regions: [{ Bucket: rides }]
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
    undetermined: `Parameters:
  Given: { Type: String }
Resources:
  Files:
    Type: AWS::S3::MultiRegionAccessPoint
    Properties:
      Regions: [{ Bucket: rides }]
      PublicAccessBlockConfiguration:
        BlockPublicAcls: !Ref Given
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
  },
});
