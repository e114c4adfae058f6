import type { Control } from '../define-control.ts';
import { askInverted, BUCKET_POLICY, policyControl } from '../resource-policies.ts';

export const s3PolicyInverted: Control = policyControl({
  id: 's3-policy-inverted',
  title: 'Allow with NotAction/NotPrincipal',
  severity: 'high',
  cwe: 732,
  why: 'An Allow that only lists exceptions also grants what nobody thought of, and what the platform adds later.',
  fix: 'List the principals and actions that are meant, with `Principal` and `Action`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html'],
  holder: BUCKET_POLICY,
  ask: askInverted,
  bad: "{ Effect: Allow, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/site' }, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
});
