import { valueAt } from '#model/read-value';
import { notApplicable, violated } from '../define-control.ts';
import { be } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { isTrue, judgePart, methodSettings, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwCacheOff: Control = stageControl({
  id: 'apigw-cache-off',
  title: 'Cache cluster disabled',
  severity: 'info',

  why: 'Methods are set up for caching, but there is no cache to keep their answers.',
  fix: 'Set `CacheClusterEnabled` to `true`, or drop the caching settings.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html'],
  reads: [`${STAGE}.CacheClusterEnabled`],
  ask(stage) {
    const asks =
      valueAt(stage.settings, 'CacheClusterSize') !== undefined ||
      methodSettings(stage).some((setting) => isTrue(valueAt(setting, 'CachingEnabled')));
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` has caching settings and no cache`);
    // A cache is nobody's duty: only those who ask for one can miss it.
    return judgePart(stage.settings, 'CacheClusterEnabled', be(true), asks ? fault : notApplicable);
  },

  examples: {
    violated: stageExample('      CacheClusterSize: "0.5"\n'),
    satisfied: stageExample('      CacheClusterEnabled: true\n      CacheClusterSize: "0.5"\n'),
    undetermined: stageExample('      CacheClusterEnabled: !Ref Given\n      CacheClusterSize: "0.5"\n'),
  },
});
