import type { Control } from '../define-control.ts';
import { askOpen, BUS_POLICY, policyControl } from '../resource-policies.ts';

export const ebBusPolicyPublic: Control = policyControl({
  id: 'eb-bus-policy-public',
  title: 'Bus policy open to everyone',
  severity: 'high',
  cwe: 732,
  why: 'Anyone with an account at the provider may send events that start the app’s work.',
  fix: 'Name the accounts, or bind `*` by `aws:PrincipalOrgID`.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html'],
  holder: BUS_POLICY,
  ask: (policy, resource) => askOpen(policy, resource),
  bad: "{ Effect: Allow, Principal: '*', Action: 'events:PutEvents', Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/rides' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'events:PutEvents', Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/rides' }",
});
