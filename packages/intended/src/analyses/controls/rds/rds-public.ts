import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsPublic: Control = propertyControl({
  id: 'rds-public',
  title: 'Publicly accessible',
  severity: 'critical',
  cwe: 668,
  why: 'The database gets an address that the whole internet can reach; only its password and a security group stand in between.',
  fix: 'Set `PubliclyAccessible` to `false`, and reach it from inside the network.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html'],
  type: 'AWS::RDS::DBInstance',
  alsoTypes: ['AWS::RDS::DBCluster'],
  path: 'PubliclyAccessible',
  must: be(false, 'satisfied'),
  otherwise: 'has a public address',
  good: false,
  bad: true,
  base: { Engine: 'postgres', DBInstanceClass: 'db.t4g.micro' },
});
