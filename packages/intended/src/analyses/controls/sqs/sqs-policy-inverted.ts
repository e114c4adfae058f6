import type { Control } from '../define-control.ts';
import { askInverted, policyControl, QUEUE_POLICY } from '../resource-policies.ts';

export const sqsPolicyInverted: Control = policyControl({
  id: 'sqs-policy-inverted',
  title: 'Allow with NotAction/NotPrincipal',
  severity: 'high',
  cwe: 732,
  why: 'An Allow that only lists exceptions also grants what nobody thought of, and what the platform adds later.',
  fix: 'List the principals and actions that are meant, with `Principal` and `Action`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  holder: QUEUE_POLICY,
  ask: askInverted,
  bad: "{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, NotAction: 'sqs:DeleteQueue', Resource: !GetAtt Rides.Arn }",
  good: "{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: 'sqs:SendMessage', Resource: !GetAtt Rides.Arn }",
});
