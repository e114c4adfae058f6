import type { Control } from '../define-control.ts';
import { askForeign, policyControl, TOPIC_POLICY } from '../resource-policies.ts';

export const snsPolicyCrossAccount: Control = policyControl({
  id: 'sns-policy-cross-account',
  title: 'Topic policy trusts other accounts',
  severity: 'medium',
  cwe: 284,
  why: 'People of another account may publish or read what the topic carries.',
  fix: 'Remove the account, or declare it in the intent file if it is meant.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html'],
  holder: TOPIC_POLICY,
  ask: askForeign,
  bad: "{ Effect: Allow, Principal: { AWS: '444455556666' }, Action: 'sns:Subscribe', Resource: !Ref Rides }",
  good: "{ Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: 'sns:Publish', Resource: !Ref Rides }",
});
