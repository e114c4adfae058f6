import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmLambda: Control = alarmControl({
  id: 'alarm-lambda',
  title: 'No alarm on Errors, Throttles, Duration near timeout, IteratorAge',
  severity: 'medium',
  why: 'A function that fails, is throttled or falls behind looks the same as one that nobody calls.',
  fix: 'Make an alarm on `Errors` of the function, and on `Throttles`, `Duration` and `IteratorAge` where they matter.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html'],
  types: ['AWS::Lambda::Function'],
  namespace: 'AWS/Lambda',
  metric: 'Errors',
  dimension: 'FunctionName',
  metrics:
    /^(?:Errors|Throttles|Duration|IteratorAge|DeadLetterErrors|AsyncEventsDropped|AsyncEventAge|DestinationDeliveryFailures)$/,
  example:
    '    Type: AWS::Lambda::Function\n    Properties: { Runtime: nodejs24.x, Handler: index.handler, Role: "arn:aws:iam::123456789012:role/rides", Code: { S3Bucket: code, S3Key: rides.zip } }\n',
});
