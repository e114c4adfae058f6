import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const ddbDaxAtRest: Control = propertyControl({
  id: 'ddb-dax-at-rest',
  title: 'DAX not encrypted at rest',
  severity: 'high',
  cwe: 311,
  why: 'Cached items lie on the nodes’ disks in clear text.',
  fix: 'Set `SSESpecification.SSEEnabled` to `true` on a new cluster; it cannot be changed later.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html'],
  type: 'AWS::DAX::Cluster',
  path: 'SSESpecification.SSEEnabled',
  must: be(true),
  otherwise: 'is not encrypted at rest',
  good: true,
  base: { IAMRoleARN: 'arn:aws:iam::111122223333:role/dax', NodeType: 'dax.t3.small', ReplicationFactor: 1 },
});
