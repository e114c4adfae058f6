import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { tableControl } from '../table-parts.ts';

export const ddbPitr: Control = tableControl({
  id: 'ddb-pitr',
  title: 'Point-in-time recovery off',
  severity: 'medium',
  why: 'Without continuous backups, items that a fault or an attacker overwrites or deletes are gone.',
  fix: 'Set `PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled` to `true`.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html'],
  path: 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
  must: be(true),
  otherwise: 'has no point-in-time recovery',
  good: true,
});
