import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import type { Outcome } from '../define-control.ts';
import type { Statement } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import { valueAt } from '#model/read-value';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { judgeAt, worstOf } from '../judge-value.ts';
import {
  everyResource,
  grantsAny,
  isBroadPolicy,
  judgeStatements,
  managedNames,
  policiesOf,
} from '../identity-policies.ts';
import { serviceWideActions } from '../policy-statements.ts';

/** Actions that start work or touch data: each can be limited to what the steps name. */
const STEPS: readonly string[] = [
  'lambda:InvokeFunction',
  'states:StartExecution',
  'states:StartSyncExecution',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  'sqs:SendMessage',
  'events:PutEvents',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'iam:PassRole',
  'sts:AssumeRole',
];

export const sfnRoleBroad: Control = defineControl({
  id: 'sfn-role-broad',
  title: 'State machine role with wildcards',
  severity: 'high',
  cwe: 250,
  why: 'One wrong step, or one input that a step trusts, acts on everything that the role reaches.',
  fix: 'Name the actions that the steps call, and the resources that they call them on.',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html'],
  types: ['AWS::StepFunctions::StateMachine'],
  reads: ['AWS::StepFunctions::StateMachine.RoleArn', 'AWS::IAM::Role.Policies', 'AWS::IAM::Role.ManagedPolicyArns'],
  judge: (machine, context) =>
    judgeAt(machine.properties, 'RoleArn', (leaf) => {
      const role = context.find(leaf, 'AWS::IAM::Role');
      return role === undefined ? notApplicable : judgeRole(machine, role, context);
    }),
  examples: {
    violated: `Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: '{}'
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: work
          PolicyDocument: { Statement: [{ Effect: Allow, Action: 'lambda:*', Resource: '*' }] }
`,
    satisfied: `Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: '{}'
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: work
          PolicyDocument: { Statement: [{ Effect: Allow, Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:rides' }] }
`,
    undetermined: `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: '{}'
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: work
          PolicyDocument: { Statement: [!If [IsTest, { Effect: Allow, Action: 'lambda:*', Resource: '*' }, { Effect: Allow, Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:rides' }]] }
`,
  },
});

function judgeRole(machine: Resource, role: Resource, context: Context): Outcome {
  const { names } = managedNames(valueAt(role.properties, 'ManagedPolicyArns'));
  const broad = names.find(({ name }) => isBroadPolicy(name));
  return worstOf([
    broad === undefined ? satisfied : violated(broad.at, `\`${machine.id}\` runs with \`${broad.name}\``),
    judgeStatements(policiesOf(role, context), (statement) => judgeStatement(machine, statement)),
  ]);
}

function judgeStatement(machine: Resource, statement: Statement): Outcome {
  const [wide] = serviceWideActions(statement);
  if (wide !== undefined) return violated(wide.at, `\`${machine.id}\` may do \`${wordsOfParts(wide.parts)}\``);
  const everywhere = everyResource(statement);
  const [action] = everywhere === undefined || statement.conditions.length > 0 ? [] : grantsAny(statement, STEPS).found;
  return action === undefined
    ? satisfied
    : violated(action.at, `\`${machine.id}\` may do \`${wordsOfParts(action.parts)}\` on every resource`);
}
