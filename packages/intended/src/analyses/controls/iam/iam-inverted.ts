import type { Control } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { policyExamples } from '../iam-examples.ts';
import { judgeStatements, policiesIn, POLICY_READS, POLICY_TYPES } from '../identity-policies.ts';
import { isInverted, policyAt } from '../policy-statements.ts';

export const iamInverted: Control = defineControl({
  id: 'iam-inverted',
  title: 'Allow with NotAction/NotResource',
  severity: 'high',
  cwe: 269,
  why: 'The statement allows everything that nobody thought of, and each new service and resource by itself.',
  fix: 'Say what is allowed in `Action` and `Resource`; to take something away, use a Deny.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  types: POLICY_TYPES,
  reads: POLICY_READS,
  judge: (resource) => {
    const trust = policyAt(resource, 'AssumeRolePolicyDocument');
    const policies = [...policiesIn(resource), ...(trust === undefined ? [] : [trust])];
    return judgeStatements(policies, (statement) =>
      isInverted(statement)
        ? violated(statement.at, `a policy in \`${resource.id}\` allows everything but what it names`)
        : satisfied,
    );
  },
  examples: policyExamples(
    "{ Effect: Allow, NotAction: 'iam:*', Resource: '*' }",
    "{ Effect: Deny, NotAction: 'iam:*', Resource: '*' }",
  ),
});
