import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmWaf: Control = alarmControl({
  id: 'alarm-waf',
  title: 'No alarm on BlockedRequests surge',
  severity: 'low',
  why: 'A surge of blocked requests is an attack under way: somebody should look before it finds a way.',
  fix: 'Make an alarm on `BlockedRequests` of the web ACL.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html'],
  types: ['AWS::WAFv2::WebACL'],
  namespace: 'AWS/WAFV2',
  metric: 'BlockedRequests',
  dimension: 'WebACL',
  metrics: /^(?:BlockedRequests|AllowedRequests|CountedRequests|PassedRequests)$/,
  example:
    '    Type: AWS::WAFv2::WebACL\n    Properties: { Scope: REGIONAL, DefaultAction: { Allow: {} }, VisibilityConfig: { MetricName: rides, CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true } }\n',
  aliases: ({ properties }) =>
    [literal(valueAt(properties, 'VisibilityConfig', 'MetricName')) ?? ''].filter((name) => name !== ''),
});
