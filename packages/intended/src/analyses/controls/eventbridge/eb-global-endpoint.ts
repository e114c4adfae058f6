import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const ebGlobalEndpoint: Control = propertyControl({
  id: 'eb-global-endpoint',
  title: 'Global endpoint without replication',
  severity: 'info',
  why: 'Events that arrive in one region are missing in the other when the endpoint fails over.',
  fix: 'Leave `ReplicationConfig` out or set its `State` to `ENABLED`.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html'],
  type: 'AWS::Events::Endpoint',
  path: 'ReplicationConfig.State',
  must: notBe('DISABLED'),
  otherwise: 'does not replicate events',
  good: 'ENABLED',
  bad: 'DISABLED',
});
