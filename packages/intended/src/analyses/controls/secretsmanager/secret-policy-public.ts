import type { Control } from '../define-control.ts';
import { askOpen, policyControl, policyIn } from '../resource-policies.ts';
import { be, judgeProperty } from '../judge-value.ts';
import { satisfied } from '../define-control.ts';

const HOLDER = policyIn(['AWS::SecretsManager::ResourcePolicy'], 'ResourcePolicy', '      SecretId: rides\n');

export const secretPolicyPublic: Control = policyControl({
  id: 'secret-policy-public',
  title: 'Secret resource policy too open',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone with an account at the provider may read the secret.',
  fix: 'Name principals, and set `BlockPublicPolicy` to `true`.',
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html'],
  holder: HOLDER,
  ask: (policy, resource) =>
    judgeProperty(resource, 'BlockPublicPolicy', be(true), '').kind === 'satisfied'
      ? satisfied
      : askOpen(policy, resource),
  bad: "{ Effect: Allow, Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'secretsmanager:GetSecretValue', Resource: '*' }",
});
