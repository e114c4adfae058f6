import type { Control } from '../define-control.ts';
import { askForeign, askOpen, policyControl, policyIn } from '../resource-policies.ts';
import { worstOf } from '../judge-value.ts';

const HOLDER = policyIn(['AWS::EventSchemas::RegistryPolicy'], 'Policy', '      RegistryName: rides\n');

export const ebSchemaCrossAccount: Control = policyControl({
  id: 'eb-schema-cross-account',
  title: 'Schema registry open to other accounts',
  severity: 'low',
  cwe: 284,
  why: 'The shape of the app’s events tells strangers what to look for.',
  fix: 'Name principals of your own accounts.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based-schemas.html'],
  holder: HOLDER,
  ask: (policy, resource, context) => worstOf([askOpen(policy, resource), askForeign(policy, resource, context)]),
  bad: "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'schemas:DescribeSchema', Resource: '*' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'schemas:DescribeSchema', Resource: '*' }",
});
