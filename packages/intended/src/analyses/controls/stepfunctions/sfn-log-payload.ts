import type { Control } from '../define-control.ts';
import { literal, valueAt } from '#model/read-value';
import { defineControl, satisfied } from '../define-control.ts';
import { judgeProperty, notBe } from '../judge-value.ts';
import { holdsNothingClassified } from '../classified.ts';

export const sfnLogPayload: Control = defineControl({
  id: 'sfn-log-payload',
  title: 'Execution data with classified fields written to logs',
  severity: 'high',
  cwe: 532,
  why: 'Whatever the steps hand on ends up in a log that more people read and that is kept longer.',
  fix: 'Set `IncludeExecutionData` to `false`, or leave it out.',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html'],
  types: ['AWS::StepFunctions::StateMachine'],
  reads: [
    'AWS::StepFunctions::StateMachine.LoggingConfiguration.IncludeExecutionData',
    'AWS::StepFunctions::StateMachine.LoggingConfiguration.Level',
  ],
  judge(machine, context) {
    const isOff = literal(valueAt(machine.properties, 'LoggingConfiguration', 'Level'))?.toUpperCase() === 'OFF';
    if (isOff || holdsNothingClassified(context, machine)) return satisfied;
    return judgeProperty(
      machine,
      'LoggingConfiguration.IncludeExecutionData',
      notBe(true),
      `\`${machine.id}\` writes what goes in and out of its steps to its log`,
    );
  },
  remedy: { set: [{ path: 'LoggingConfiguration.IncludeExecutionData', value: false }] },
  examples: {
    violated: `Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/rides
      DefinitionString: '{}'
      LoggingConfiguration: { Level: ALL, IncludeExecutionData: true }
`,
    satisfied: `Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/rides
      DefinitionString: '{}'
      LoggingConfiguration: { Level: ALL, IncludeExecutionData: false }
`,
    undetermined: `Parameters:
  Full: { Type: String }
Resources:
  Work:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/rides
      DefinitionString: '{}'
      LoggingConfiguration: { Level: ALL, IncludeExecutionData: !Ref Full }
`,
  },
});
