import type { Control } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import { defineControl } from '../define-control.ts';
import { parsed } from '#readers/aws/parsed';
import { judgeFound } from '../judge-secrets.ts';
import { secretsIn } from '../secret-shape.ts';

export const sfnDefinitionSecret: Control = defineControl({
  id: 'sfn-definition-secret',
  title: 'Secret in the definition',
  severity: 'critical',
  cwe: 798,
  why: 'Whoever may describe the workflow, or see one execution of it, has the secret.',
  fix: 'Let the step look the secret up, or use a connection, and change this one: it is known.',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/connect-third-party-apis.html'],
  types: ['AWS::StepFunctions::StateMachine'],
  reads: [
    'AWS::StepFunctions::StateMachine.DefinitionString',
    'AWS::StepFunctions::StateMachine.Definition',
    'AWS::StepFunctions::StateMachine.DefinitionSubstitutions',
  ],
  judge(machine, context) {
    const written = ['DefinitionString', 'Definition', 'DefinitionSubstitutions'].flatMap((name) => {
      const value = parsed(valueAt(machine.properties, name));
      return value === undefined ? [] : secretsIn('', value);
    });
    return judgeFound(written, context, ({ name }) => `\`${name}\` of \`${machine.id}\` is a secret in clear text`);
  },
  examples: {
    violated: `Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/rides
      Definition: { StartAt: Call, States: { Call: { Type: Pass, Result: { ApiPassword: 'Tr0ub4dor-and-3' }, End: true } } }
`,
    satisfied: `Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/rides
      Definition: { StartAt: Call, States: { Call: { Type: Pass, Result: { Table: rides }, End: true } } }
`,
    undetermined: `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/rides
      Definition: { StartAt: Call, States: { Call: { Type: Pass, Result: { ApiPassword: !If [IsTest, 'Tr0ub4dor-and-3', none] }, End: true } } }
`,
  },
});
