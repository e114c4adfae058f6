import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const sfnTracing: Control = propertyControl({
  id: 'sfn-tracing',
  title: 'X-Ray tracing off',
  severity: 'low',
  why: 'Nobody can follow a request through the workflow to the step that failed or was misused.',
  fix: 'Set `TracingConfiguration.Enabled` to `true` (`Tracing` in SAM).',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html'],
  type: 'AWS::StepFunctions::StateMachine',
  path: 'TracingConfiguration.Enabled',
  must: be(true),
  otherwise: 'is not traced',
  good: true,
  base: { RoleArn: 'arn:aws:iam::111122223333:role/rides', DefinitionString: '{}' },
});
