import { wordsOfParts } from '#policy/words-of-parts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { roleExamples } from '../function-examples.ts';
import { judgeRole } from '../function-roles.ts';
import { givenWhole, judgeStatements, policiesOf } from '../identity-policies.ts';
import { serviceWideActions } from '../policy-statements.ts';

export const lambdaRoleServiceStar: Control = defineControl({
  id: 'lambda-role-service-star',
  title: 'Execution role uses service-wide action wildcards',
  severity: 'high',
  cwe: 250,
  why: 'A handler that writes items may also delete the table, its backups and its policy.',
  fix: 'Name the actions that the handler calls.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Role', 'AWS::IAM::Role.Policies'],
  judge: (fn, context) =>
    judgeRole(fn, context, (role) =>
      judgeStatements(policiesOf(role, context), (statement) => {
        const [wide] = serviceWideActions(statement);
        if (wide !== undefined) return violated(wide.at, `\`${fn.id}\` may do \`${wordsOfParts(wide.parts)}\``);
        const given = statement.actions.patterns.flatMap((pattern) => givenWhole(pattern) ?? [])[0];
        return given === undefined ? satisfied : undetermined(given);
      }),
    ),
  examples: roleExamples(
    "{ Effect: Allow, Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }",
    "{ Effect: Allow, Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }",
  ),
});
