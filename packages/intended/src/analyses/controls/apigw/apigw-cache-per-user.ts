import { methodExample } from '../api-examples.ts';
import type { Resource } from '#model/application';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Deferred } from '#model/value';
import type { Operation } from '../api-operations.ts';
import { asksWho, integrationPart } from '../api-operations.ts';
import type { Context } from '../context.ts';
import { stagesOf } from '../rest-stages.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

/** Parameters that tell callers apart. */
const CALLER = /authorization|cookie|token|context\.(?:authorizer|identity)|user-?id|x-user/i;

export const apigwCachePerUser: Control = operationControl({
  id: 'apigw-cache-per-user',
  title: 'Cache on a personal-data method without a per-caller cache key',
  severity: 'high',
  cwe: 524,
  why: 'The answer made for one caller is kept and given to the next.',
  fix: 'Put the `Authorization` header among `CacheKeyParameters`, or set `CachingEnabled` to `false` for the method.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html'],
  on: 'rest',
  reads: [
    `AWS::ApiGateway::Method.Integration.CacheKeyParameters`,
    `AWS::ApiGateway::Stage.MethodSettings.CachingEnabled`,
  ],
  otherwise: 'keeps the answer for one caller and gives it to others',
  ask(operation, context) {
    const { api, method } = operation;
    if (api === undefined || !asksWho(operation) || (method !== 'GET' && method !== 'ANY')) return 'not-applicable';
    if (context.dataOf(api.id)?.value === 0) return 'not-applicable';
    const cached = isCached(operation, api, context);
    if (cached !== 'yes') return cached === 'no' ? 'not-applicable' : cached;
    const keys = integrationPart(operation, 'CacheKeyParameters');
    if (keys?.kind === 'deferred') return keys;
    return itemsOf(keys).some((key) => CALLER.test(literal(key) ?? '')) ? 'good' : 'bad';
  },
  examples: {
    violated: methodExample(
      '      HttpMethod: GET\n      AuthorizationType: AWS_IAM\n      Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: ride }\n  Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rides, StageName: live, CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true }] } }\n',
    ),
    satisfied: methodExample(
      '      HttpMethod: GET\n      AuthorizationType: AWS_IAM\n      Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: ride, CacheKeyParameters: [method.request.header.Authorization] }\n  Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rides, StageName: live, CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true }] } }\n',
    ),
    undetermined: methodExample(
      '      HttpMethod: GET\n      AuthorizationType: AWS_IAM\n      Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: ride }\n  Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rides, StageName: live, CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", CachingEnabled: !Ref Given }] } }\n',
    ),
  },
});
function isCached({ method, path }: Operation, api: Resource, context: Context): 'yes' | 'no' | Deferred {
  for (const { settings } of stagesOf(api, context)) {
    const listed = itemsOf(valueAt(settings, 'MethodSettings')).filter((one) => covers(one, method, path));
    // The setting of the one method goes before that of all.
    const flags = listed.toReversed().flatMap((one) => valueAt(one, 'CachingEnabled') ?? []);
    const own = flags[0] ?? valueAt(settings, 'CachingEnabled') ?? valueAt(settings, 'CacheClusterEnabled');
    if (own?.kind === 'deferred') return own;
    if (literal(own)?.toLowerCase() === 'true') return 'yes';
  }
  return 'no';
}

function covers(setting: Parameters<typeof valueAt>[0], method: string, path: string): boolean {
  const verb = literal(valueAt(setting, 'HttpMethod')) ?? '*';
  const where = (literal(valueAt(setting, 'ResourcePath')) ?? '/*').replaceAll('~1', '/').replace(/^\/\//, '/');
  return (verb === '*' || verb.toUpperCase() === method) && (where === '/*' || where === '*' || where === path);
}
