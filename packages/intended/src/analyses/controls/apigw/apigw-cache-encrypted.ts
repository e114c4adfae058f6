import { valueAt } from '#model/read-value';
import { notApplicable, violated } from '../define-control.ts';
import { be, bestOf, worstOf } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { isTrue, judgePart, methodSettings, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwCacheEncrypted: Control = stageControl({
  id: 'apigw-cache-encrypted',
  title: 'Cache enabled but not encrypted',
  severity: 'high',
  cwe: 311,
  why: 'Answers that the API keeps lie in clear text in the cache.',
  fix: 'Set `CacheDataEncrypted` to `true` in `MethodSettings` wherever `CachingEnabled` is.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html'],
  reads: [
    `${STAGE}.CacheClusterEnabled`,
    `${STAGE}.MethodSettings.CachingEnabled`,
    `${STAGE}.MethodSettings.CacheDataEncrypted`,
  ],
  ask(stage) {
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` keeps answers without encryption`);
    const all = methodSettings(stage);
    const caching = all.filter((setting) => isTrue(valueAt(setting, 'CachingEnabled')));
    const encrypted = be(true);
    if (caching.length > 0)
      return worstOf(caching.map((one) => judgePart(one, 'CacheDataEncrypted', encrypted, fault)));
    const cluster = judgePart(stage.settings, 'CacheClusterEnabled', be(true), notApplicable);
    if (cluster.kind !== 'satisfied') return cluster;
    return bestOf(
      all.map((one) => judgePart(one, 'CacheDataEncrypted', encrypted, fault)),
      fault,
    );
  },

  examples: {
    violated: stageExample(
      '      CacheClusterEnabled: true\n      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true, CacheDataEncrypted: false }]\n',
    ),
    satisfied: stageExample(
      '      CacheClusterEnabled: true\n      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true, CacheDataEncrypted: true }]\n',
    ),
    undetermined: stageExample(
      '      CacheClusterEnabled: true\n      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true, CacheDataEncrypted: !Ref Given }]\n',
    ),
  },
});
