import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const sfnLogging: Control = propertyControl({
  id: 'sfn-logging',
  title: 'Execution logging off',
  severity: 'medium',
  cwe: 778,
  why: 'What an execution did, and with which outcome, leaves no record that can be searched or kept.',
  fix: 'Set `LoggingConfiguration` with a log group and a `Level` of at least `ERROR`.',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html'],
  type: 'AWS::StepFunctions::StateMachine',
  path: 'LoggingConfiguration.Level',
  must: notBe('OFF', 'violated'),
  otherwise: 'does not log its executions',
  good: 'ALL',
  base: { RoleArn: 'arn:aws:iam::111122223333:role/rides', DefinitionString: '{}' },
  mechanical: false,
});
