import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const appsyncCacheInTransit: Control = propertyControl({
  id: 'appsync-cache-in-transit',
  title: 'API cache not encrypted in transit',
  severity: 'medium',
  cwe: 319,
  why: 'Answers travel in clear text between the API and its cache.',
  fix: 'Set `TransitEncryptionEnabled` to `true`; the cache has to be made anew for it.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html'],
  type: 'AWS::AppSync::ApiCache',
  path: 'TransitEncryptionEnabled',
  must: be(true),
  otherwise: 'is reached without encryption',
  good: true,
  bad: false,
  base: { ApiId: 'rides', ApiCachingBehavior: 'FULL_REQUEST_CACHING', Ttl: 60, Type: 'SMALL' },
});
