import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';
import { HOSTED_ZONE, isPublicZone } from '../hosted-zone.ts';

export const r53QueryLog: Control = propertyControl({
  id: 'r53-query-log',
  title: 'Query logging off',
  severity: 'low',
  cwe: 778,
  why: 'Who asked for which name of the zone cannot be told when a name is misused.',
  fix: 'Set `QueryLoggingConfig.CloudWatchLogsLogGroupArn` to a log group in us-east-1.',
  sources: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html'],
  type: HOSTED_ZONE,
  applies: isPublicZone,
  path: 'QueryLoggingConfig.CloudWatchLogsLogGroupArn',
  must: bePresent,
  otherwise: 'logs no queries',
  good: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/rides',
  base: { Name: 'rides.example.com' },
  mechanical: false,
});
