import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Route } from '#model/flow';
import type { Resolved, Value } from '#model/value';
import { deferred, known } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import { authnOf } from './authn.ts';
import type { Contribution, Mapper } from './contribution.ts';
import { computeOf, literals } from './nodes.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import { hostStore } from './implicit.ts';
import { textOf } from './name-index.ts';
import { wire } from './wires.ts';

/** A distribution asks its origins and may keep what they answer. */
export const distribution: Mapper = (resource, reading) => {
  const config = valueAt(resource.properties, 'DistributionConfig');
  const behaviours = [
    ...itemsOf(valueAt(config, 'DefaultCacheBehavior')),
    ...itemsOf(valueAt(config, 'CacheBehaviors')),
  ].filter((behaviour) => behaviour.kind === 'dictionary');
  const parts = behaviours.map((behaviour) => readBehaviour(resource, config, behaviour, reading));
  const logs = namedNode(reading, valueAt(config, 'Logging', 'Bucket'), 's3');
  return {
    computes: [computeOf(resource, 'cloudfront', 'distribution', { logs: logs.ids[0] })],
    stores: [...parts.flatMap((part) => part.stores ?? []), ...logs.stores],
    routes: parts.flatMap((part) => part.routes ?? []),
    wires: parts.flatMap((part) => part.wires ?? []),
  };
};

function readBehaviour(
  resource: Resource,
  config: Value | undefined,
  behaviour: Value,
  reading: Reading,
): Contribution {
  const origins = originsOf(config, literal(valueAt(behaviour, 'TargetOriginId')));
  const parts = origins.map((origin) => {
    const domain = valueAt(origin, 'DomainName');
    const found = reading.find(domain);
    const host = found === undefined ? hostStore(textOf(domain) ?? [], origin.at, reading) : undefined;
    return { origin, found, host, to: found?.id ?? host?.id };
  });
  const cached = isCached(behaviour, reading);
  const methods = literals(valueAt(behaviour, 'AllowedMethods'));
  const sends = methods.includes('PUT') || methods.includes('POST');
  return {
    stores: parts.flatMap((part) => part.host ?? []),
    wires: parts.flatMap(({ to, found }) =>
      to === undefined
        ? []
        : [
            wire('origin', resource.id, to, behaviour.at, {
              answers: true,
              cached,
              carries: found?.type === 'AWS::S3::Bucket' && !sends ? 'nothing' : 'content',
            }),
          ],
    ),
    routes: parts.flatMap(({ origin, found }) => {
      const route = found === undefined ? undefined : viewerRoute(resource, behaviour, origin, found, sends);
      return route === undefined ? [] : [route];
    }),
  };
}

// An origin group stands for its members.
function originsOf(config: Value | undefined, id: string | undefined): readonly Value[] {
  const origins = itemsOf(valueAt(config, 'Origins'));
  const groups = itemsOf(valueAt(config, 'OriginGroups', 'Items')).filter(
    (group) => literal(valueAt(group, 'Id')) === id,
  );
  const ids = new Set([
    id,
    ...groups.flatMap((group) =>
      itemsOf(valueAt(group, 'Members', 'Items')).map((member) => literal(valueAt(member, 'OriginId'))),
    ),
  ]);
  const named = origins.filter((origin) => ids.has(literal(valueAt(origin, 'Id'))));
  // One origin needs no name that can be read: an id made by intrinsics is the same on both sides.
  return named.length === 0 && origins.length === 1 ? origins : named;
}

/**
 * Viewers reach a bucket, or a function behind its URL, with the distribution's own authority (OAC, OAI).
 * An API asks for its own authentication: its routes say so, not the distribution.
 */
function viewerRoute(
  resource: Resource,
  behaviour: Value,
  origin: Value,
  found: Resource,
  sends: boolean,
): Route | undefined {
  const isFunction = found.type === 'AWS::Lambda::Function' && valueAt(origin, 'OriginAccessControlId') !== undefined;
  if (found.type !== 'AWS::S3::Bucket' && !isFunction) return undefined;
  const pattern = literal(valueAt(behaviour, 'PathPattern')) ?? '*';
  const path = pattern.startsWith('/') ? pattern : `/${pattern}`;
  const method = sends || isFunction ? 'ANY' : 'GET';
  const signed = valueAt(behaviour, 'TrustedKeyGroups') ?? valueAt(behaviour, 'TrustedSigners');
  return {
    id: `${method} ${path}`,
    api: resource.id,
    method,
    path,
    to: found.id,
    identity: undefined,
    authn: authnOf(itemsOf(signed).length > 0 ? 'custom' : 'none', undefined, behaviour.at),
    at: behaviour.at,
    carriesData: true,
  };
}

/**
 * Managed cache policies by id: does the distribution keep answers that differ by user?
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html, read 2026-11.
 */
const MANAGED_CACHE: Readonly<Record<string, boolean>> = {
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': false,
  '658327ea-f89d-4fab-a63d-7e88639e58f6': true,
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': true,
  '08627262-05a9-4f76-9ded-b50ca2e3a84f': true,
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65': true,
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe': true,
  // Amplify's has the Authorization header in the key: an answer is kept for its own caller only.
  '2e54312d-136d-493c-8eb9-b001f22f67d2': false,
};

function isCached(behaviour: Value, reading: Reading): Resolved<boolean> {
  const policy = valueAt(behaviour, 'CachePolicyId');
  const at = policy?.at ?? behaviour.at;
  const own = reading.find(policy);
  if (own?.type === 'AWS::CloudFront::CachePolicy') return policyCaches(own, at);
  if (policy !== undefined) {
    const managed = MANAGED_CACHE[literal(policy) ?? ''];
    if (managed !== undefined) return known(managed, at);
    return policy.kind === 'deferred' ? policy : deferred('attribute', literal(policy) ?? 'CachePolicyId', at);
  }
  const headers = literals(valueAt(behaviour, 'ForwardedValues', 'Headers'));
  return decide(valueAt(behaviour, 'DefaultTTL'), valueAt(behaviour, 'MaxTTL'), headers, at);
}

function policyCaches(policy: Resource, at: Place): Resolved<boolean> {
  const config = valueAt(policy.properties, 'CachePolicyConfig');
  const key = valueAt(config, 'ParametersInCacheKeyAndForwardedToOrigin', 'HeadersConfig');
  return decide(valueAt(config, 'DefaultTTL'), valueAt(config, 'MaxTTL'), literals(valueAt(key, 'Headers')), at);
}

function decide(
  defaultTtl: Value | undefined,
  maxTtl: Value | undefined,
  headers: readonly string[],
  at: Place,
): Resolved<boolean> {
  if (headers.includes('*') || headers.some((header) => header.toLowerCase() === 'authorization'))
    return known(false, at);
  if (maxTtl?.kind === 'deferred') return maxTtl;
  if (literal(maxTtl) === '0') return known(false, at);
  // With a default of zero only answers that ask for it are kept.
  if (literal(defaultTtl) === '0') return known(false, at);
  return known(true, at);
}
