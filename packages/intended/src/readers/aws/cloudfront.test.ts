import { expect, test } from 'vitest';
import type { Made } from './makers.ts';
import { applicationOf, att, parameter, ref, sub } from './makers.ts';

const distribution = (behaviour: { readonly [key: string]: Made }, origin: { readonly [key: string]: Made } = {}) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Origins: [{ Id: 'site', DomainName: att('Bucket', 'RegionalDomainName'), S3OriginConfig: {}, ...origin }],
      DefaultCacheBehavior: { TargetOriginId: 'site', ...behaviour },
    },
  },
});
const BUCKET = { Type: 'AWS::S3::Bucket' };

test.each<[string, { readonly [key: string]: Made }, unknown]>([
  ['the managed policy that disables caching', { CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' }, false],
  ['the managed policy that optimises it', { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }, true],
  ['the usual lifetime', { ForwardedValues: { QueryString: false } }, true],
  ['a lifetime of zero', { ForwardedValues: {}, MaxTTL: 0 }, false],
  ['the authorization in the key', { ForwardedValues: { Headers: ['Authorization'] } }, false],
  ['a policy of the template', { CachePolicyId: ref('Policy') }, false],
  ['a policy given as a parameter', { CachePolicyId: parameter('PolicyId') }, undefined],
])('an origin with %s', (_, behaviour, expected) => {
  const { wires } = applicationOf({
    Bucket: BUCKET,
    Cdn: distribution(behaviour),
    Policy: {
      Type: 'AWS::CloudFront::CachePolicy',
      Properties: {
        CachePolicyConfig: {
          MaxTTL: 60,
          ParametersInCacheKeyAndForwardedToOrigin: {
            HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['authorization'] },
          },
        },
      },
    },
  });
  const [origin] = wires;
  expect(origin).toMatchObject({ kind: 'origin', from: 'Cdn', to: 'Bucket', answers: true });
  expect(origin?.cached.kind === 'known' ? origin.cached.value : undefined).toBe(expected);
});

test('the browser runs the site, calls the API and signs in with a client that keeps no secret', () => {
  const { computes, wires } = applicationOf({
    Bucket: BUCKET,
    Cdn: distribution({ CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }),
    Fn: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '' }, Handler: 'index.handler' } },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', Target: att('Fn') } },
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Other: { Type: 'AWS::Cognito::UserPool' },
    Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ref('Pool') } },
    Server: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ref('Other'), GenerateSecret: true } },
  });
  expect(computes.find((one) => one.role === 'browser')).toMatchObject({
    id: 'Browser',
    runs: ['Bucket'],
    origin: 'implicit',
  });
  expect(wires.filter((one) => one.from === 'Browser').map((one) => one.to)).toEqual(['Api', 'Pool']);
});

test('no browser where no bucket serves a site', () => {
  expect(applicationOf({ Bucket: BUCKET }).computes).toEqual([]);
});

test('a function behind an origin access control is open to viewers', () => {
  const { routes } = applicationOf({
    Fn: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '' }, Handler: 'index.handler' } },
    Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: att('Fn'), AuthType: 'AWS_IAM' } },
    Cdn: distribution({}, { DomainName: sub('${Url.FunctionUrl}'), OriginAccessControlId: 'x' }),
  });
  expect(
    routes.map((route) => `${route.api} ${route.id} ${route.authn.kind === 'known' ? route.authn.value.kind : ''}`),
  ).toEqual(['Fn URL iam', 'Cdn ANY /* none']);
});
