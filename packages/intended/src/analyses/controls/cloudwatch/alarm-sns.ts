import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmSns: Control = alarmControl({
  id: 'alarm-sns',
  title: 'No alarm on NotificationsFailed, FilteredOut',
  severity: 'low',
  why: 'Messages that cannot be delivered, or that filters drop, never arrive, and nobody hears of it.',
  fix: 'Make an alarm on `NumberOfNotificationsFailed` of the topic.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html'],
  types: ['AWS::SNS::Topic'],
  namespace: 'AWS/SNS',
  metric: 'NumberOfNotificationsFailed',
  dimension: 'TopicName',
  metrics: /NotificationsFailed|FilteredOut|Redriven/,
  example: '    Type: AWS::SNS::Topic\n    Properties: { DisplayName: rides }\n',
  aliases: ({ properties }) => [literal(valueAt(properties, 'TopicName')) ?? ''].filter((name) => name !== ''),
});
