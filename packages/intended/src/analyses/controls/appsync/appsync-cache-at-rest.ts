import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const appsyncCacheAtRest: Control = propertyControl({
  id: 'appsync-cache-at-rest',
  title: 'API cache not encrypted at rest',
  severity: 'medium',
  cwe: 311,
  why: 'Answers that the API keeps lie in clear text on the disks of the cache.',
  fix: 'Set `AtRestEncryptionEnabled` to `true`; the cache has to be made anew for it.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html'],
  type: 'AWS::AppSync::ApiCache',
  path: 'AtRestEncryptionEnabled',
  must: be(true),
  otherwise: 'keeps answers without encryption',
  good: true,
  bad: false,
  base: { ApiId: 'rides', ApiCachingBehavior: 'FULL_REQUEST_CACHING', Ttl: 60, Type: 'SMALL' },
});
