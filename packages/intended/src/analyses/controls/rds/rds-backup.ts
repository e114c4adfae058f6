import { decidesForItself } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { beBetween } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsBackup: Control = propertyControl({
  id: 'rds-backup',
  title: 'Backup retention too short',
  severity: 'low',
  why: 'The default keeps one day: a fault that is noticed after a weekend cannot be undone.',
  fix: 'Set `BackupRetentionPeriod` to at least 7 days.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html'],
  type: 'AWS::RDS::DBCluster',
  alsoTypes: ['AWS::RDS::DBInstance'],
  applies: decidesForItself,
  path: 'BackupRetentionPeriod',
  must: beBetween(7, 35),
  otherwise: 'keeps backups for less than seven days',
  good: 7,
  bad: 1,
  base: { Engine: 'aurora-postgresql' },
});
