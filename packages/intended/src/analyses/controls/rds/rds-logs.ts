import { decidesForItself } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsLogs: Control = propertyControl({
  id: 'rds-logs',
  title: 'Logs not exported',
  severity: 'low',
  cwe: 778,
  why: 'Logs that stay on the database are lost with it, and nobody is alerted by them.',
  fix: 'List the logs of the engine in `EnableCloudwatchLogsExports`.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html'],
  type: 'AWS::RDS::DBCluster',
  alsoTypes: ['AWS::RDS::DBInstance'],
  applies: decidesForItself,
  path: 'EnableCloudwatchLogsExports',
  must: bePresent,
  otherwise: 'exports no logs',
  good: ['postgresql'],
  base: { Engine: 'aurora-postgresql' },
  mechanical: false,
});
