import type { Control } from '../define-control.ts';
import { askForeign, BUCKET_POLICY, policyControl } from '../resource-policies.ts';

export const s3PolicyCrossAccount: Control = policyControl({
  id: 's3-policy-cross-account',
  title: 'Bucket policy trusts unlisted accounts',
  severity: 'high',
  cwe: 284,
  why: 'The app’s data lie open to people of an account that its owners do not run.',
  fix: 'Remove the account, or declare it in the intent file if it is meant.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html'],
  holder: BUCKET_POLICY,
  ask: askForeign,
  bad: "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/site' }, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }",
});
