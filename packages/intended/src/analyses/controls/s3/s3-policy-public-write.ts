import type { Control } from '../define-control.ts';
import { askOpen, BUCKET_POLICY, policyControl } from '../resource-policies.ts';
import { grantsAny } from '../identity-policies.ts';
import { bucketOf, isShut } from '../bucket-parts.ts';
import { satisfied } from '../define-control.ts';

const ACTIONS = [
  's3:PutObject',
  's3:PutObjectAcl',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:RestoreObject',
  's3:PutBucketPolicy',
  's3:DeleteBucket',
];

export const s3PolicyPublicWrite: Control = policyControl({
  id: 's3-policy-public-write',
  title: 'Bucket policy lets everyone put, delete or restore',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone on the internet may put files of their own where the app and its users trust them, or destroy what is there.',
  fix: 'Name principals, or let only a distribution in with `AWS:SourceArn`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html'],
  holder: BUCKET_POLICY,
  ask: (policy, resource, context) => {
    const bucket = bucketOf(resource, context);
    if (isShut(bucket)) return satisfied;
    return askOpen(
      policy,
      resource,
      (statement) => statement.actions.negated || grantsAny(statement, ACTIONS).found.length > 0,
    );
  },
  bad: "{ Effect: Allow, Principal: '*', Action: 's3:PutObject', Resource: !Sub '${Files.Arn}/*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/site' }, Action: 's3:PutObject', Resource: !Sub '${Files.Arn}/*' }",
});
