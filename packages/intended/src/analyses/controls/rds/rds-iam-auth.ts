import { decidesForItself } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsIamAuth: Control = propertyControl({
  id: 'rds-iam-auth',
  title: 'IAM database authentication off',
  severity: 'low',
  why: 'Without it every caller shares long-lived passwords, which no role or policy limits.',
  fix: 'Set `EnableIAMDatabaseAuthentication` to `true`.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html'],
  type: 'AWS::RDS::DBCluster',
  alsoTypes: ['AWS::RDS::DBInstance'],
  applies: decidesForItself,
  path: 'EnableIAMDatabaseAuthentication',
  must: be(true),
  otherwise: 'does not let callers sign in by their role',
  good: true,
  bad: false,
  base: { Engine: 'aurora-postgresql' },
});
