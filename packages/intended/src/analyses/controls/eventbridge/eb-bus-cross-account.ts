import type { Control } from '../define-control.ts';
import { askForeign, BUS_POLICY, policyControl } from '../resource-policies.ts';

export const ebBusCrossAccount: Control = policyControl({
  id: 'eb-bus-cross-account',
  title: 'Bus policy trusts other accounts',
  severity: 'medium',
  cwe: 284,
  why: 'Another account may send events that start the app’s work, or read its rules.',
  fix: 'Remove the account, or declare it in the intent file if it is meant.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html'],
  holder: BUS_POLICY,
  ask: askForeign,
  bad: "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'events:PutEvents', Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/rides' }",
  good: "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'events:PutEvents', Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/rides' }",
});
