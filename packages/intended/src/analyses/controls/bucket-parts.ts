import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from './context.ts';
import { isDeclaredPublic as isDeclared } from './intent-of.ts';
import { isBlocked } from './public-block.ts';

/** Those that read or write objects for the app's own ends; delivery of a site by the deployment is not among them. */
const WORKERS: readonly string[] = [
  'AWS::Lambda::Function',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::StepFunctions::StateMachine',
  'AWS::ApiGateway::Method',
  'AWS::KinesisFirehose::DeliveryStream',
];

/** A person wrote in the intent file that everybody may read what is here. A proposal of ours is no such word. */
export function isDeclaredPublic(resource: Resource, context: Context): boolean {
  return isDeclared(context, context.nodeOf(resource)?.id ?? resource.id);
}

export function isWebsite(bucket: Resource): boolean {
  const website = valueAt(bucket.properties, 'WebsiteConfiguration');
  return website !== undefined && website.kind !== 'absent';
}

/** Holds nothing but the files of a site: a website, or an origin of a distribution that no code of the app touches. */
export function servesSite(bucket: Resource, context: Context): boolean {
  return isWebsite(bucket) || isDeclaredPublic(bucket, context) || isOnlyOrigin(bucket, context);
}

function isOnlyOrigin(bucket: Resource, context: Context): boolean {
  const isOrigin = context
    .ofType('AWS::CloudFront::Distribution')
    .some((one) =>
      itemsOf(valueAt(one.properties, 'DistributionConfig', 'Origins')).some((origin) =>
        isAt(valueAt(origin, 'DomainName'), bucket, context),
      ),
    );
  return isOrigin && !context.naming(bucket, ...WORKERS).some((one) => !isDeployment(one));
}

/** By reference, or by the name at the head of the service's own domain. */
function isAt(domain: Value | undefined, bucket: Resource, context: Context): boolean {
  const name = literal(valueAt(bucket.properties, 'BucketName'));
  return context.find(domain) === bucket || (name !== undefined && literal(domain)?.startsWith(`${name}.s3`) === true);
}

/** The construct library copies a site's files with a function of its own. */
function isDeployment({ logicalId }: Resource): boolean {
  return logicalId.startsWith('CustomCDKBucketDeployment') || logicalId.startsWith('CustomS3AutoDelete');
}

/** Takes the access log of another bucket, a distribution or a load balancer. */
export function takesAccessLogs(bucket: Resource, context: Context): boolean {
  if (literal(valueAt(bucket.properties, 'AccessControl')) === 'LogDeliveryWrite') return true;
  return (
    takesDistributionLogs(bucket, context) ||
    context
      .naming(bucket, 'AWS::S3::Bucket')
      .some((one) => names(one, bucket, context, 'LoggingConfiguration', 'DestinationBucketName')) ||
    context
      .naming(bucket, 'AWS::ElasticLoadBalancingV2::LoadBalancer')
      .some((one) => names(one, bucket, context, 'LoadBalancerAttributes'))
  );
}

/** The older kind of log delivery of distributions writes through an ACL. */
export function takesDistributionLogs(bucket: Resource, context: Context): boolean {
  return context
    .naming(bucket, 'AWS::CloudFront::Distribution')
    .some((one) => names(one, bucket, context, 'DistributionConfig', 'Logging'));
}

function names(one: Resource, bucket: Resource, context: Context, ...path: readonly string[]): boolean {
  const value = valueAt(one.properties, ...path);
  return value !== undefined && allIn(value).some((item) => context.find(item) === bucket);
}

/** The values of a mapping or a list of mappings, one level down, or the value itself. */
function allIn(value: NonNullable<ReturnType<typeof valueAt>>): readonly (typeof value)[] {
  if (value.kind === 'list') return value.items.flatMap(allIn);
  if (value.kind === 'dictionary') return [...value.entries.values()].map((entry) => entry.value);
  return [value];
}

/** Data that exist nowhere else: not a site's files, not an access log, not the copy that another bucket replicates to. */
export function holdsItsOwnData(bucket: Resource, context: Context): boolean {
  const isCopy = context
    .naming(bucket, 'AWS::S3::Bucket')
    .some((one) =>
      itemsOf(valueAt(one.properties, 'ReplicationConfiguration', 'Rules')).some(
        (rule) => context.find(valueAt(rule, 'Destination', 'Bucket')) === bucket,
      ),
    );
  return !isCopy && !servesSite(bucket, context) && !takesAccessLogs(bucket, context);
}

/** The bucket that a policy is for. */
export function bucketOf(policy: Resource, context: Context): Resource | undefined {
  const named = valueAt(policy.properties, 'Bucket');
  return (
    context.find(named, BUCKET) ??
    context.ofType(BUCKET).find((bucket) => isSameName(named, valueAt(bucket.properties, 'BucketName')))
  );
}

/** Policies of a bucket: by reference, by name, or by the same words for a name that the templates do not decide. */
export function policiesOfBucket(bucket: Resource, context: Context): readonly Resource[] {
  const known = policies.get(context) ?? policiesByBucket(context);
  policies.set(context, known);
  return known.get(bucket) ?? [];
}

const BUCKET = 'AWS::S3::Bucket';
const policies = new WeakMap<Context, ReadonlyMap<Resource, readonly Resource[]>>();

function policiesByBucket(context: Context): ReadonlyMap<Resource, readonly Resource[]> {
  const found = new Map<Resource, readonly Resource[]>();
  for (const policy of context.ofType('AWS::S3::BucketPolicy')) {
    const bucket = bucketOf(policy, context);
    if (bucket !== undefined) found.set(bucket, [...(found.get(bucket) ?? []), policy]);
  }
  return found;
}

function isSameName(one: Value | undefined, other: Value | undefined): boolean {
  if (one?.kind === 'deferred' && other?.kind === 'deferred')
    return one.why.cause === other.why.cause && one.why.name === other.why.name;
  if (one?.kind !== 'text' || other?.kind !== 'text') return false;
  return wordsOfParts(one.parts) === wordsOfParts(other.parts);
}

/** The bucket's public access block refuses a policy for everyone, or takes its effect away. */
export function isShut(bucket: Resource | undefined): boolean {
  return bucket !== undefined && ['BlockPublicPolicy', 'RestrictPublicBuckets'].some((flag) => isBlocked(bucket, flag));
}
