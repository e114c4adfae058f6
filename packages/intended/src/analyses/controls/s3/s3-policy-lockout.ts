import type { Control } from '../define-control.ts';
import { askLockout, BUCKET_POLICY, policyControl } from '../resource-policies.ts';

export const s3PolicyLockout: Control = policyControl({
  id: 's3-policy-lockout',
  title: 'Deny statement locks out every principal but root',
  severity: 'medium',
  cwe: 284,
  why: 'Only the root user can mend a policy that refuses everyone.',
  fix: 'Give the Deny a condition, or name the principals and actions it is for.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html'],
  holder: BUCKET_POLICY,
  ask: askLockout,
  bad: "{ Effect: Deny, Principal: '*', Action: 's3:*', Resource: !Sub '${Files.Arn}/*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/site' }, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
});
