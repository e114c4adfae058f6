import type { Control } from '../define-control.ts';
import { askOpen, policyControl, TOPIC_POLICY } from '../resource-policies.ts';

export const snsPolicyPublic: Control = policyControl({
  id: 'sns-policy-public',
  title: 'Topic policy open to everyone',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone with an account at the provider may publish what subscribers trust, or subscribe and read along.',
  fix: 'Name principals, or bind a service by `aws:SourceArn` and `aws:SourceAccount`.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  holder: TOPIC_POLICY,
  ask: (policy, resource) => askOpen(policy, resource),
  bad: "{ Effect: Allow, Principal: '*', Action: 'sns:Publish', Resource: !Ref Rides }",
  good: "{ Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: 'sns:Publish', Resource: !Ref Rides }",
});
