import { decidesForItself } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsDefaultPort: Control = propertyControl({
  id: 'rds-default-port',
  title: 'Default port',
  severity: 'info',
  why: 'Scanners knock at default ports first.',
  fix: 'Set `Port` to another number.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html'],
  type: 'AWS::RDS::DBInstance',
  alsoTypes: ['AWS::RDS::DBCluster'],
  applies: decidesForItself,
  path: 'Port',
  must: notBe([3306, 5432, 1433, 1521, 50_000], 'violated'),
  otherwise: 'listens on the default port of its engine',
  good: 6432,
  bad: 5432,
  base: { Engine: 'postgres', DBInstanceClass: 'db.t4g.micro' },
});
