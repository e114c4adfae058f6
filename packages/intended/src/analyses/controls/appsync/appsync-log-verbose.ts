import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';
import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';

function hasLogs(config: Value | undefined): boolean {
  return config !== undefined && config.kind !== 'absent';
}

export const appsyncLogVerbose: Control = propertyControl({
  id: 'appsync-log-verbose',
  title: 'Verbose content (headers, context) logged',
  severity: 'medium',
  cwe: 532,
  why: 'Headers, arguments and results of every request are copied into the log, with the tokens and personal data in them.',
  fix: 'Set `LogConfig.ExcludeVerboseContent` to `true`.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html'],
  type: 'AWS::AppSync::GraphQLApi',
  path: 'LogConfig.ExcludeVerboseContent',
  must: be(true),
  otherwise: 'logs headers, arguments and results',
  good: true,
  bad: false,
  base: {
    Name: 'rides',
    AuthenticationType: 'AWS_IAM',
    LogConfig: { CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:role/rides-logs', FieldLogLevel: 'ERROR' },
  },
  applies: (api) => hasLogs(valueAt(api.properties, 'LogConfig')),
});
