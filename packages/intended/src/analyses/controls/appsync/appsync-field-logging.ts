import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const appsyncFieldLogging: Control = propertyControl({
  id: 'appsync-field-logging',
  title: 'Field-level log level NONE',
  severity: 'low',
  cwe: 778,
  why: 'A fault inside one resolver leaves no trace when fields are not logged.',
  fix: 'Set `LogConfig.FieldLogLevel` to `ERROR`.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html'],
  type: 'AWS::AppSync::GraphQLApi',
  path: 'LogConfig.FieldLogLevel',
  must: be(['ERROR', 'ALL', 'INFO', 'DEBUG']),
  otherwise: 'logs no errors of fields',
  good: 'ERROR',
  bad: 'NONE',
  base: { Name: 'rides', AuthenticationType: 'AWS_IAM' },
  mechanical: false,
});
