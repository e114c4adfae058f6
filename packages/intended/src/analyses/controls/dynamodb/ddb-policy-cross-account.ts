import type { Control } from '../define-control.ts';
import { askForeign, askOpen, policyControl, policyIn } from '../resource-policies.ts';
import { worstOf } from '../judge-value.ts';

const HOLDER = policyIn(
  ['AWS::DynamoDB::Table'],
  'ResourcePolicy.PolicyDocument',
  '      KeySchema: [{ AttributeName: id, KeyType: HASH }]\n      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]\n',
);

export const ddbPolicyCrossAccount: Control = policyControl({
  id: 'ddb-policy-cross-account',
  title: 'Resource policy opens the table to others',
  severity: 'high',
  cwe: 284,
  why: 'People of another account may read or change the app’s items.',
  fix: 'Name principals of your own accounts.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html'],
  holder: HOLDER,
  ask: (policy, resource, context) => worstOf([askOpen(policy, resource), askForeign(policy, resource, context)]),
  bad: "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'dynamodb:GetItem', Resource: '*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'dynamodb:GetItem', Resource: '*' }",
});
