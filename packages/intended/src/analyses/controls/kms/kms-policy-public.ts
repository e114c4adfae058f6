import type { Control } from '../define-control.ts';
import { askOpen, policyControl, policyIn } from '../resource-policies.ts';

const HOLDER = policyIn(['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'], 'KeyPolicy', '');

export const kmsPolicyPublic: Control = policyControl({
  id: 'kms-policy-public',
  title: 'Key policy with wildcard principal',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone with an account at the provider may use the key, so that it protects nothing.',
  fix: 'Name principals, or bind `*` by `kms:CallerAccount`.',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html'],
  holder: HOLDER,
  ask: (policy, resource) => askOpen(policy, resource),
  bad: "{ Effect: Allow, Principal: '*', Action: 'kms:Decrypt', Resource: '*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'kms:Decrypt', Resource: '*' }",
});
