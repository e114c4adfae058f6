import type { Control } from '../define-control.ts';
import { askOpen, BUCKET_POLICY, policyControl } from '../resource-policies.ts';
import { grantsAny } from '../identity-policies.ts';
import { bucketOf, isDeclaredPublic, isShut } from '../bucket-parts.ts';
import { notApplicable, satisfied } from '../define-control.ts';

const ACTIONS = ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'];

export const s3PolicyPublicRead: Control = policyControl({
  id: 's3-policy-public-read',
  title: 'Bucket policy lets everyone get or list',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone on the internet may read the objects or list their names.',
  fix: 'Name principals, or let only a distribution in with `AWS:SourceArn`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html'],
  holder: BUCKET_POLICY,
  ask: (policy, resource, context) => {
    const bucket = bucketOf(resource, context);
    if (bucket !== undefined && isDeclaredPublic(bucket, context)) return notApplicable;
    if (isShut(bucket)) return satisfied;
    return askOpen(
      policy,
      resource,
      (statement) => statement.actions.negated || grantsAny(statement, ACTIONS).found.length > 0,
    );
  },
  bad: "{ Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/site' }, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
});
