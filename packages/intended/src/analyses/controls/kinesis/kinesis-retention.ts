import type { Control } from '../define-control.ts';
import { beBetween } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const kinesisRetention: Control = propertyControl({
  id: 'kinesis-retention',
  title: 'Retention too short or too long for the data class',
  severity: 'info',
  why: 'Records that a failing consumer has not read within the retention are lost.',
  fix: 'Set `RetentionPeriodHours` to at least 168, and no longer than the class of data may be kept.',
  sources: ['https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html'],
  type: 'AWS::Kinesis::Stream',
  path: 'RetentionPeriodHours',
  must: beBetween(168, 8760),
  otherwise: 'keeps records for less than a week or more than a year',
  good: 168,
  bad: 24,
  base: { ShardCount: 1 },
});
