import type { Resource } from '#model/application';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { asksWho } from '../api-operations.ts';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import {
  configOf,
  DISTRIBUTION,
  distributionExample,
  GIVEN,
  hostOf,
  judgeBehaviours,
  originOf,
} from '../distribution-parts.ts';

const DYNAMIC = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AppSync::GraphQLApi',
  'AWS::Lambda::Url',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
] as const;
const CACHE_POLICY = 'AWS::CloudFront::CachePolicy';
/**
 * Managed policies under which an answer is kept only if it asks for it, or only for its own caller.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html, read 2026-11.
 */
const CAREFUL = new Set([
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65',
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe',
  '2e54312d-136d-493c-8eb9-b001f22f67d2',
]);
const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const API =
  '  Rides: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rides } }\n  Ride: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: !GetAtt Rides.RootResourceId, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: { Type: MOCK } } }\n';
const example = (policy: string): string =>
  distributionExample(
    {
      origin:
        'DomainName: !Sub "${Rides}.execute-api.${AWS::Region}.amazonaws.com", CustomOriginConfig: { OriginProtocolPolicy: https-only }',
      behaviour: `, CachePolicyId: ${policy}`,
    },
    API,
  );

export const cfCachePersonalData: Control = defineControl({
  id: 'cf-cache-personal-data',
  title: 'Cacheable behaviour fronts a dynamic origin that returns classified data',
  severity: 'high',
  cwe: 524,
  why: 'The answer made for one signed-in caller is kept at the edge and given to the next who asks for the same path.',
  fix: 'Use the managed policy `CachingDisabled` for this path, or put the `Authorization` header into the cache key.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html'],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.DefaultCacheBehavior.CachePolicyId`,
    `${DISTRIBUTION}.DistributionConfig.CacheBehaviors.CachePolicyId`,
    `${CACHE_POLICY}.CachePolicyConfig.DefaultTTL`,
  ],
  judge: (site, context) =>
    judgeBehaviours(site, (behaviour) => {
      const origin = originOf(behaviour, site);
      const answering = origin === undefined ? undefined : context.find(hostOf(origin), ...DYNAMIC);
      if (answering === undefined || !isForOne(answering, context)) return notApplicable;
      const path = literal(valueAt(behaviour, 'PathPattern')) ?? '*';
      const message = `\`${site.id}\` keeps answers of \`${answering.id}\` under \`${path}\` and gives them to others`;
      return judgeCache(behaviour, violated(behaviour.at, message), context);
    }),
  // What is kept is the origin's, whatever else the distribution serves.
  about: (site, context) => {
    const origins = itemsOf(valueAt(configOf(site), 'Origins'));
    return origins.flatMap((origin) => context.find(hostOf(origin), ...DYNAMIC)?.id ?? []);
  },
  examples: {
    violated: example(OPTIMIZED),
    satisfied: example('4135ea2d-6df8-44a3-9df3-4b5a84be39ad'),
    undetermined: `${GIVEN}${example('!Ref Given')}`,
  },
});

/** Answers differ by caller where callers are asked who they are, or where confidential data comes back. */
function isForOne(answering: Resource, context: Context): boolean {
  const value = context.dataOf(answering.id)?.value;
  if (value !== undefined) return value >= 2;
  return context.routesOf(answering.id).some((route) => asksWho(route));
}

function judgeCache(behaviour: Value, fault: Outcome, context: Context): Outcome {
  const policy = valueAt(behaviour, 'CachePolicyId');
  if (policy?.kind === 'deferred') return undetermined(policy);
  const own = context.find(policy, CACHE_POLICY);
  if (policy !== undefined && own === undefined) return CAREFUL.has(literal(policy) ?? '') ? satisfied : fault;
  const config = own === undefined ? behaviour : valueAt(own.properties, 'CachePolicyConfig');
  const forwarded = valueAt(behaviour, 'ForwardedValues', 'Headers');
  const inKey = valueAt(config, 'ParametersInCacheKeyAndForwardedToOrigin', 'HeadersConfig', 'Headers');
  const headers = itemsOf(own === undefined ? forwarded : inKey).map((one) => literal(one)?.toLowerCase() ?? '');
  if (headers.some((header) => header === '*' || header === 'authorization')) return satisfied;
  const ages = [valueAt(config, 'MaxTTL'), valueAt(config, 'DefaultTTL')];
  for (const age of ages) if (age?.kind === 'deferred') return undetermined(age);
  return ages.some((age) => literal(age) === '0') ? satisfied : fault;
}
