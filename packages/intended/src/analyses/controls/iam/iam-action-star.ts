import { wordsOfParts } from '#policy/words-of-parts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { policyExamples } from '../iam-examples.ts';
import { givenWhole, judgeStatements, policiesIn, POLICY_READS, POLICY_TYPES } from '../identity-policies.ts';
import { serviceWideActions } from '../policy-statements.ts';

export const iamActionStar: Control = defineControl({
  id: 'iam-action-star',
  title: 'Policy allows all actions of a service',
  severity: 'high',
  cwe: 269,
  why: 'A service’s whole set of actions holds deletion, export and changes of policy that no handler needs.',
  fix: 'Name the actions that the code calls.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  types: POLICY_TYPES,
  reads: POLICY_READS,
  judge: (resource) =>
    judgeStatements(policiesIn(resource), (statement) => {
      const [wide] = serviceWideActions(statement);
      if (wide !== undefined)
        return violated(wide.at, `a policy in \`${resource.id}\` allows \`${wordsOfParts(wide.parts)}\``);
      const given = statement.actions.patterns.flatMap((pattern) => givenWhole(pattern) ?? [])[0];
      return given === undefined ? satisfied : undetermined(given);
    }),
  examples: policyExamples(
    "{ Effect: Allow, Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }",
    "{ Effect: Allow, Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }",
  ),
});
