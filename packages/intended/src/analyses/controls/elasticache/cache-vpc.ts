import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cacheVpc: Control = propertyControl({
  id: 'cache-vpc',
  title: 'Default subnet group / public subnet',
  severity: 'low',
  why: 'Without a subnet group of its own the cache stands in the default network, beside whatever else is there.',
  fix: 'Set `CacheSubnetGroupName` to a group of private subnets.',
  sources: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html'],
  type: 'AWS::ElastiCache::ReplicationGroup',
  alsoTypes: ['AWS::ElastiCache::CacheCluster'],
  path: 'CacheSubnetGroupName',
  must: bePresent,
  otherwise: 'stands in the default subnet group',
  good: 'private',
  base: { ReplicationGroupDescription: 'sessions' },
  mechanical: false,
});
