import type { Control } from '../define-control.ts';
import { beBetween } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

/** Fewer days are over before anybody looks: an incident over a long weekend has left no trace. */
const LEAST = 7;
/** The longest that the service knows: ten years. */
const MOST = 3653;

export const logsRetention: Control = propertyControl({
  id: 'logs-retention',
  title: 'Log group never expires or expires too soon',
  severity: 'low',
  cwe: 779,
  why: 'Logs that never expire are data that nobody watches; those that expire too soon are missing after an incident.',
  fix: 'Set `RetentionInDays` to what your inquiries and the law need, 30 to 365 days for most.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html'],
  type: 'AWS::Logs::LogGroup',
  path: 'RetentionInDays',
  must: beBetween(LEAST, MOST),
  otherwise: 'never expires, or too soon',
  good: 90,
  base: { LogGroupName: '/rides' },
});
