import { standsAlone } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsMultiAz: Control = propertyControl({
  id: 'rds-multi-az',
  title: 'Single-AZ',
  severity: 'info',
  why: 'When its zone fails, so does the database.',
  fix: 'Set `MultiAZ` to `true`.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html'],
  type: 'AWS::RDS::DBInstance',
  applies: standsAlone,
  path: 'MultiAZ',
  must: be(true),
  otherwise: 'stands in one availability zone',
  good: true,
  bad: false,
  base: { Engine: 'postgres', DBInstanceClass: 'db.t4g.micro' },
});
