import type { Control } from '../define-control.ts';
import { askInverted, policyControl, TOPIC_POLICY } from '../resource-policies.ts';

export const snsPolicyInverted: Control = policyControl({
  id: 'sns-policy-inverted',
  title: 'Allow with NotAction/NotPrincipal',
  severity: 'high',
  cwe: 732,
  why: 'An Allow that only lists exceptions also grants what nobody thought of, and what the platform adds later.',
  fix: 'List the principals and actions that are meant, with `Principal` and `Action`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  holder: TOPIC_POLICY,
  ask: askInverted,
  bad: "{ Effect: Allow, Principal: { Service: events.amazonaws.com }, NotAction: 'sns:DeleteTopic', Resource: !Ref Rides }",
  good: "{ Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: 'sns:Publish', Resource: !Ref Rides }",
});
