import type { Resource } from '#model/application';
import { itemsOf, literal, partsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { notApplicable } from './define-control.ts';
import { judgeEvery } from './each-item.ts';
import { worstOf } from './judge-value.ts';

export const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** A distribution for the examples: origins, the default behaviour and the rest in YAML flow style. */
export function distributionExample(
  parts: { readonly origin?: string; readonly behaviour?: string; readonly more?: string },
  rest: string = '',
): string {
  const origin =
    parts.origin ?? 'DomainName: api.example.com, CustomOriginConfig: { OriginProtocolPolicy: https-only }';
  const { behaviour = '', more = '' } = parts;
  return `Resources:\n  Site:\n    Type: ${DISTRIBUTION}\n    Properties:\n      DistributionConfig:\n        Enabled: true\n        Origins: [{ Id: main, ${origin} }]\n        DefaultCacheBehavior: { TargetOriginId: main, ViewerProtocolPolicy: redirect-to-https${behaviour} }\n${more}${rest}`;
}

/** A parameter without default, and conditions on it, for the examples. */
export const GIVEN =
  "Parameters:\n  Given: { Type: String }\nConditions:\n  IsGiven: !Not [!Equals [!Ref Given, '']]\n";

export function configOf(distribution: Resource): Value | undefined {
  return valueAt(distribution.properties, 'DistributionConfig');
}

/** Asks the default behaviour and every other one. */
export function judgeBehaviours(distribution: Resource, ask: (behaviour: Value) => Outcome): Outcome {
  const config = configOf(distribution);
  return worstOf([
    judgeEvery(valueAt(config, 'DefaultCacheBehavior'), ask, notApplicable),
    judgeEvery(valueAt(config, 'CacheBehaviors'), ask, notApplicable),
  ]);
}

/** Asks every origin, in the form of today or in that of old. Not applicable where no origin can be asked. */
export function judgeOrigins(distribution: Resource, ask: (origin: Value) => Outcome): Outcome {
  const config = configOf(distribution);
  return worstOf([
    judgeEvery(valueAt(config, 'Origins'), ask, notApplicable),
    judgeEvery(valueAt(config, 'S3Origin'), ask, notApplicable),
    judgeEvery(valueAt(config, 'CustomOrigin'), ask, notApplicable),
  ]);
}

/** The host of an origin; `DNSName` in the form of old. */
export function hostOf(origin: Value): Value | undefined {
  return valueAt(origin, 'DomainName') ?? valueAt(origin, 'DNSName');
}

/** The host as far as it is text, with `*` for the rest. */
export function hostText(origin: Value): string {
  const parts = partsOf(hostOf(origin)) ?? [];
  return parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
}

/** What an origin calls itself; behaviours name it by this. */
export function originName(origin: Value): string {
  return literal(valueAt(origin, 'Id')) ?? (hostText(origin) || 'an origin');
}

/** How a bucket is asked: by its own interface, where access can be controlled, or by its website, which is open. */
export type BucketHost = 'bucket' | 'website' | undefined;

const BUCKET_HOST =
  /\.s3[.-](?:[a-z0-9*.-]+\.)?amazonaws\.com(?:\.cn)?$|\.s3\.amazonaws\.com$|\.s3[.-](?:[a-z0-9.-]+|\*)\.\*$|\.s3\.\*$/;

export function bucketHostOf(origin: Value, context: Context): BucketHost {
  const host = hostOf(origin);
  const text = hostText(origin);
  const attributes = (partsOf(host) ?? []).flatMap((part) =>
    typeof part === 'object' && part.kind === 'reference' ? part.attribute : [],
  );
  if (/s3-website/.test(text) || attributes.includes('WebsiteURL')) return 'website';
  if (attributes.some((attribute) => attribute === 'DomainName' || attribute === 'RegionalDomainName'))
    return context.find(host, 'AWS::S3::Bucket') === undefined ? undefined : 'bucket';
  if (BUCKET_HOST.test(text)) return 'bucket';
  const settings = valueAt(origin, 'S3OriginConfig');
  return settings === undefined || settings.kind === 'absent' ? undefined : 'bucket';
}

/** Behaviours that ask this origin, by its id; all of them where the distribution has one origin. */
export function behavioursOf(origin: Value, distribution: Resource): readonly Value[] {
  const config = configOf(distribution);
  const behaviours = ['DefaultCacheBehavior', 'CacheBehaviors'].flatMap((key) => itemsOf(valueAt(config, key)));
  const id = literal(valueAt(origin, 'Id'));
  const isOnly = itemsOf(valueAt(config, 'Origins')).length === 1;
  return isOnly ? behaviours : behaviours.filter((one) => literal(valueAt(one, 'TargetOriginId')) === id);
}

/** The origin that a behaviour asks. */
export function originOf(behaviour: Value | undefined, distribution: Resource): Value | undefined {
  const origins = itemsOf(valueAt(configOf(distribution), 'Origins'));
  const id = literal(valueAt(behaviour, 'TargetOriginId'));
  return (
    origins.find((origin) => literal(valueAt(origin, 'Id')) === id) ?? (origins.length === 1 ? origins[0] : undefined)
  );
}

/** Did a person declare that anyone may read what this resource serves? A proposal declares nothing. */
export function isDeclaredPublic(id: string | undefined, { intent }: Context): boolean {
  return id !== undefined && intent.origin === 'file' && intent.services.get(id)?.public === true;
}
