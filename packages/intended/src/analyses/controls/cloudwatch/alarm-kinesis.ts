import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmKinesis: Control = alarmControl({
  id: 'alarm-kinesis',
  title: 'No alarm on IteratorAge, throughput exceeded',
  severity: 'low',
  why: 'A consumer that falls behind loses records when they expire, and producers that are throttled lose them at once.',
  fix: 'Make an alarm on `GetRecords.IteratorAgeMilliseconds` and `WriteProvisionedThroughputExceeded` of the stream.',
  sources: ['https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html'],
  types: ['AWS::Kinesis::Stream'],
  namespace: 'AWS/Kinesis',
  metric: 'WriteProvisionedThroughputExceeded',
  dimension: 'StreamName',
  metrics: /IteratorAge|MillisBehindLatest|ThroughputExceeded|^PutRecord/,
  example: '    Type: AWS::Kinesis::Stream\n    Properties: { ShardCount: 1 }\n',
});
