import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { generated, nothing, type Expansion } from './expansion.ts';
import { record, reference } from './shape.ts';
import { tagList } from './tags.ts';

/** `Auth.UsagePlan`: a plan, a key and their union, for this API or shared by all that say `SHARED`. */
export function usagePlan(api: Resource, stageId: string): Expansion {
  const settings = valueAt(api.properties, 'Auth', 'UsagePlan');
  const kind = literal(valueAt(settings, 'CreateUsagePlan'));
  if (settings === undefined || (kind !== 'PER_API' && kind !== 'SHARED')) return nothing;
  const { at } = settings;
  const prefix = kind === 'SHARED' ? 'Serverless' : api.logicalId;
  const id = reference(api.id, 'Ref', at);
  const stage = reference(stageId, 'Ref', at);
  const plan = generated(api, `${prefix}UsagePlan`, 'AWS::ApiGateway::UsagePlan', {
    properties: {
      UsagePlanName: valueAt(settings, 'UsagePlanName'),
      Description: valueAt(settings, 'Description'),
      Quota: valueAt(settings, 'Quota'),
      Throttle: valueAt(settings, 'Throttle'),
      Tags: tagList(valueAt(settings, 'Tags'), undefined, at),
    },
    at,
  });
  const key = generated(api, `${prefix}ApiKey`, 'AWS::ApiGateway::ApiKey', { properties: { Enabled: true }, at });
  const union = generated(api, `${prefix}UsagePlanKey`, 'AWS::ApiGateway::UsagePlanKey', {
    properties: {
      KeyId: reference(key.id, 'Ref', at),
      KeyType: 'API_KEY',
      UsagePlanId: reference(plan.id, 'Ref', at),
    },
    at,
  });
  const stages = record({ ApiId: id, Stage: stage }, at);
  const keys = record({ RestApiId: id, StageName: stage }, at);
  return {
    ...nothing,
    resources: [plan, key, union],
    additions: [
      { to: plan.id, path: ['ApiStages'], value: stages, how: 'append' },
      { to: key.id, path: ['StageKeys'], value: keys, how: 'append' },
    ],
  };
}
