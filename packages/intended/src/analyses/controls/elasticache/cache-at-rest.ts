import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cacheAtRest: Control = propertyControl({
  id: 'cache-at-rest',
  title: 'Replication group not encrypted at rest',
  severity: 'high',
  cwe: 311,
  why: 'Snapshots and swapped pages of the cache hold its data in clear text.',
  fix: 'Set `AtRestEncryptionEnabled` to `true` when the group is made.',
  sources: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html'],
  type: 'AWS::ElastiCache::ReplicationGroup',
  path: 'AtRestEncryptionEnabled',
  must: be(true),
  otherwise: 'is not encrypted at rest',
  good: true,
  bad: false,
  base: { ReplicationGroupDescription: 'sessions' },
});
