import type { Control } from '../define-control.ts';
import { askEveryAction, policyControl, QUEUE_POLICY } from '../resource-policies.ts';

export const sqsPolicyStarAction: Control = policyControl({
  id: 'sqs-policy-star-action',
  title: 'Queue policy allows all actions',
  severity: 'medium',
  cwe: 732,
  why: 'Whoever is let in may also empty or delete the queue, and rewrite its policy.',
  fix: 'Name the actions, most often `sqs:SendMessage` alone.',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  holder: QUEUE_POLICY,
  ask: (policy, resource) => askEveryAction(policy, resource, 'sqs'),
  bad: "{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: 'sqs:*', Resource: !GetAtt Rides.Arn }",
  good: "{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: 'sqs:SendMessage', Resource: !GetAtt Rides.Arn }",
});
