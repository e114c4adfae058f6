import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const ddbDaxInTransit: Control = propertyControl({
  id: 'ddb-dax-in-transit',
  title: 'DAX endpoint without TLS',
  severity: 'medium',
  cwe: 319,
  why: 'Items travel between the functions and the cache in clear text.',
  fix: 'Set `ClusterEndpointEncryptionType` to `TLS` on a new cluster; it cannot be changed later.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html'],
  type: 'AWS::DAX::Cluster',
  path: 'ClusterEndpointEncryptionType',
  must: be('TLS'),
  otherwise: 'has an endpoint without TLS',
  good: 'TLS',
  base: { IAMRoleARN: 'arn:aws:iam::111122223333:role/dax', NodeType: 'dax.t3.small', ReplicationFactor: 1 },
});
