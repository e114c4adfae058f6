import type { Control } from '../define-control.ts';
import { policiesOfBucket } from '../bucket-parts.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';

export const s3PolicyMissing: Control = defineControl({
  id: 's3-policy-missing',
  title: 'Bucket without any policy',
  severity: 'info',
  why: 'Without a policy nothing denies plain HTTP or narrows what identities of the account may do to the bucket.',
  fix: 'Add a bucket policy, at least one that denies requests without TLS.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html'],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::BucketPolicy.Bucket'],
  judge(bucket, context) {
    const policies = policiesOfBucket(bucket, context);
    if (policies.length === 0) return violated(bucket.typeAt, `\`${bucket.id}\` has no policy`);
    const sure = policies.some((policy) => policy.exists.kind === 'known');
    const open = policies.flatMap(({ exists }) => (exists.kind === 'deferred' ? [exists] : []));
    return sure || open[0] === undefined ? satisfied : undetermined(open[0]);
  },
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::Bucket
  FilesPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument: { Statement: [{ Effect: Deny, Principal: '*', Action: 's3:DeleteBucket', Resource: !GetAtt Files.Arn }] }
`,
    undetermined: `Parameters:
  Strict: { Type: String }
Conditions:
  IsStrict: !Equals [!Ref Strict, 'yes']
Resources:
  Files:
    Type: AWS::S3::Bucket
  FilesPolicy:
    Type: AWS::S3::BucketPolicy
    Condition: IsStrict
    Properties:
      Bucket: !Ref Files
      PolicyDocument: { Statement: [{ Effect: Deny, Principal: '*', Action: 's3:DeleteBucket', Resource: !GetAtt Files.Arn }] }
`,
  },
});
