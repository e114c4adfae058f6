import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const appsyncLogging: Control = propertyControl({
  id: 'appsync-logging',
  title: 'Logging off',
  severity: 'medium',
  cwe: 778,
  why: 'Without request logs nobody can tell who asked the API for what, nor why a resolver failed.',
  fix: 'Set `LogConfig` with a role that may write to CloudWatch Logs.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html'],
  type: 'AWS::AppSync::GraphQLApi',
  path: 'LogConfig.CloudWatchLogsRoleArn',
  must: bePresent,
  otherwise: 'writes no logs',
  good: 'arn:aws:iam::123456789012:role/rides-logs',

  base: { Name: 'rides', AuthenticationType: 'AWS_IAM' },
  mechanical: false,
});
