import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const ddbPitr: Control = propertyControl({
  id: 'ddb-pitr',
  title: 'Point-in-time recovery off',
  severity: 'medium',
  why: 'Without continuous backups, items that a fault or an attacker overwrites or deletes are gone.',
  fix: 'Set `PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled` to `true`.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html'],
  type: 'AWS::DynamoDB::Table',
  path: 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
  must: be(true),
  otherwise: 'has no point-in-time recovery',
  good: true,
});
