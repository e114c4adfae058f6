import type { Control } from '../define-control.ts';
import { askEveryAction, BUCKET_POLICY, policyControl } from '../resource-policies.ts';

export const s3PolicyStarAction: Control = policyControl({
  id: 's3-policy-star-action',
  title: 'Bucket policy allows all actions',
  severity: 'critical',
  cwe: 732,
  why: 'Whoever is let in may also delete objects, and rewrite the policy itself.',
  fix: 'Name the actions that the principal needs.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html'],
  holder: BUCKET_POLICY,
  ask: (policy, resource) => askEveryAction(policy, resource, 's3'),
  bad: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/site' }, Action: 's3:*', Resource: !Sub '${Files.Arn}/*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/site' }, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
});
