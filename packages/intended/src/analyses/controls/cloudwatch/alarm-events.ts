import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmEvents: Control = alarmControl({
  id: 'alarm-events',
  title: 'No alarm on FailedInvocations, ThrottledRules',
  severity: 'low',
  why: 'An event whose target cannot be invoked is dropped after a day, and nobody hears of it.',
  fix: 'Make an alarm on `FailedInvocations` and `ThrottledRules` of the rule.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html'],
  types: ['AWS::Events::Rule'],
  namespace: 'AWS/Events',
  metric: 'FailedInvocations',
  dimension: 'RuleName',
  metrics:
    /^(?:FailedInvocations|ThrottledRules|DeadLetterInvocations|InvocationsFailedToBeSentToDlq|InvocationsSentToDlq|RetryInvocationAttempts)$/,
  example: '    Type: AWS::Events::Rule\n    Properties: { ScheduleExpression: rate(1 day) }\n',
});
