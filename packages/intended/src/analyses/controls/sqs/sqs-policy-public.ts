import type { Control } from '../define-control.ts';
import { askOpen, policyControl, QUEUE_POLICY } from '../resource-policies.ts';

export const sqsPolicyPublic: Control = policyControl({
  id: 'sqs-policy-public',
  title: 'Queue policy open to everyone',
  severity: 'critical',
  cwe: 732,
  why: 'Anyone with an account at the provider may send messages that the app takes for its own, or read and delete them.',
  fix: 'Name principals, or bind a service by `aws:SourceArn`.',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  holder: QUEUE_POLICY,
  ask: (policy, resource) => askOpen(policy, resource),
  bad: "{ Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: !GetAtt Rides.Arn }",
  good: "{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: 'sqs:SendMessage', Resource: !GetAtt Rides.Arn }",
});
