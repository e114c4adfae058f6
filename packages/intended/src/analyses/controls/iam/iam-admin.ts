import type { Control } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { policyExamples } from '../iam-examples.ts';
import { isAdmin, judgeStatements, policiesIn, POLICY_READS, POLICY_TYPES } from '../identity-policies.ts';

export const iamAdmin: Control = defineControl({
  id: 'iam-admin',
  title: 'Policy allows every action on every resource',
  severity: 'critical',
  cwe: 269,
  why: 'Whoever controls the holder owns the account: every store, every key, every other role.',
  fix: 'Name the actions and the resources that are needed.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  types: POLICY_TYPES,
  reads: POLICY_READS,
  judge: (resource) =>
    judgeStatements(policiesIn(resource), (statement) =>
      isAdmin(statement)
        ? violated(statement.at, `a policy in \`${resource.id}\` allows every action on every resource`)
        : satisfied,
    ),
  examples: policyExamples(
    "{ Effect: Allow, Action: '*', Resource: '*' }",
    "{ Effect: Allow, Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }",
  ),
});
