import type { Control } from '../define-control.ts';
import { isDeclaredPublic } from '../bucket-parts.ts';
import { defineControl, notApplicable, violated } from '../define-control.ts';
import { BLOCK_FLAGS, judgePublicBlock } from '../public-block.ts';

export const s3BlockPublic: Control = defineControl({
  id: 's3-block-public',
  title: 'Bucket-level public access block not fully on (four flags)',
  severity: 'high',
  cwe: 732,
  why: 'Only a block that the template states stops a policy or an ACL from opening the bucket, now or with the next change; the default depends on the account and on when the bucket was made.',
  fix: 'Set all four of `PublicAccessBlockConfiguration` to `true`; serve public files through a distribution.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html'],
  types: ['AWS::S3::Bucket'],
  reads: [
    'AWS::S3::Bucket.PublicAccessBlockConfiguration.BlockPublicAcls',
    'AWS::S3::Bucket.PublicAccessBlockConfiguration.BlockPublicPolicy',
    'AWS::S3::Bucket.PublicAccessBlockConfiguration.IgnorePublicAcls',
    'AWS::S3::Bucket.PublicAccessBlockConfiguration.RestrictPublicBuckets',
  ],
  judge(bucket, context) {
    if (isDeclaredPublic(bucket, context)) return notApplicable;
    return judgePublicBlock(bucket, violated(bucket.typeAt, `\`${bucket.id}\` declares no public access block`));
  },
  remedy: {
    set: BLOCK_FLAGS.map((flag) => ({ path: `PublicAccessBlockConfiguration.${flag}`, value: true })),
  },
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: false
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
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
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: !Ref Given
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
  },
});
