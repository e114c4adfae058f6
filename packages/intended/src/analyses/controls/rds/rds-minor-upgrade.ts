import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsMinorUpgrade: Control = propertyControl({
  id: 'rds-minor-upgrade',
  title: 'Automatic minor upgrade off',
  severity: 'low',
  cwe: 1104,
  why: 'Security fixes of the engine wait until somebody remembers them.',
  fix: 'Leave `AutoMinorVersionUpgrade` out, or set it to `true`.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html'],
  type: 'AWS::RDS::DBInstance',
  path: 'AutoMinorVersionUpgrade',
  must: be(true, 'satisfied'),
  otherwise: 'does not take minor upgrades by itself',
  good: true,
  bad: false,
  base: { Engine: 'postgres', DBInstanceClass: 'db.t4g.micro' },
});
