import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cacheInTransit: Control = propertyControl({
  id: 'cache-in-transit',
  title: 'Not encrypted in transit',
  severity: 'high',
  cwe: 319,
  why: 'Everything that the cache sends, passwords too, crosses the network in clear text.',
  fix: 'Set `TransitEncryptionEnabled` to `true`.',
  sources: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html'],
  type: 'AWS::ElastiCache::ReplicationGroup',
  path: 'TransitEncryptionEnabled',
  must: be(true),
  otherwise: 'talks in clear text',
  good: true,
  bad: false,
  base: { ReplicationGroupDescription: 'sessions' },
});
