import { valueAt } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { roleExamples } from '../function-examples.ts';
import { judgeRole } from '../function-roles.ts';
import { isAdmin, judgeStatements, managedNames, policiesOf } from '../identity-policies.ts';
import { worstOf } from '../judge-value.ts';

export const lambdaRoleAdmin: Control = defineControl({
  id: 'lambda-role-admin',
  title: 'Execution role is administrator',
  severity: 'critical',
  cwe: 250,
  why: 'One injected line in the handler, or in a package it depends on, owns the whole account.',
  fix: 'Give the role only the actions that the handler calls, on the resources that it calls them on.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Role', 'AWS::IAM::Role.ManagedPolicyArns', 'AWS::IAM::Role.Policies'],
  judge: (fn, context) =>
    judgeRole(fn, context, (role): Outcome => {
      const message = `\`${fn.id}\` runs as an administrator (\`${role.id}\`)`;
      const { names, open } = managedNames(valueAt(role.properties, 'ManagedPolicyArns'));
      const admin = names.find(({ name }) => name === 'AdministratorAccess');
      return worstOf([
        admin === undefined ? satisfied : violated(admin.at, message),
        open === undefined ? satisfied : undetermined(open),
        judgeStatements(policiesOf(role, context), (statement) =>
          isAdmin(statement) ? violated(statement.at, message) : satisfied,
        ),
      ]);
    }),
  examples: roleExamples(
    "{ Effect: Allow, Action: '*', Resource: '*' }",
    "{ Effect: Allow, Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }",
  ),
});
