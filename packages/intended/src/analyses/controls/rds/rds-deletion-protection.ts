import { decidesForItself } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsDeletionProtection: Control = propertyControl({
  id: 'rds-deletion-protection',
  title: 'Deletion protection off',
  severity: 'low',
  why: 'One mistaken stack update or call deletes the database.',
  fix: 'Set `DeletionProtection` to `true`.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html'],
  type: 'AWS::RDS::DBCluster',
  alsoTypes: ['AWS::RDS::DBInstance'],
  applies: decidesForItself,
  path: 'DeletionProtection',
  must: be(true),
  otherwise: 'is not protected against deletion',
  good: true,
  bad: false,
  base: { Engine: 'aurora-postgresql' },
});
