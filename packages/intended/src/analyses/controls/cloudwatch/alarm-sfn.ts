import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmSfn: Control = alarmControl({
  id: 'alarm-sfn',
  title: 'No alarm on ExecutionsFailed, TimedOut, Throttled',
  severity: 'low',
  why: 'A workflow that fails or hangs leaves its work half done, and nobody hears of it.',
  fix: 'Make an alarm on `ExecutionsFailed`, `ExecutionsTimedOut` and `ExecutionThrottled` of the state machine.',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html'],
  types: ['AWS::StepFunctions::StateMachine'],
  namespace: 'AWS/States',
  metric: 'ExecutionsFailed',
  dimension: 'StateMachineArn',
  metrics: /^(?:Executions?(?:Failed|TimedOut|Aborted|Time)|ExecutionThrottled|ExecutionsSucceeded|ThrottledEvents)$/,
  example:
    '    Type: AWS::StepFunctions::StateMachine\n    Properties: { RoleArn: "arn:aws:iam::123456789012:role/rides", DefinitionString: "{}" }\n',
});
