/**
 * What is known of a condition key when a statement is judged from templates.
 * - `value`: decidable, `known` gives the value that requests have.
 * - `absent`: such requests do not carry the key.
 * - `chosen`: whoever makes the request chooses it; an attacker satisfies an Allow and avoids a Deny.
 * - `narrowing`: holds for some of the data only.
 * - `open`: the templates do not decide it.
 * Source: "AWS global condition context keys" and the condition keys of each service, read 2026-11.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export type KeyKind =
  | { readonly kind: 'value'; readonly known: Known }
  | { readonly kind: 'absent' | 'chosen' | 'narrowing' | 'open' };

/** `foreign`: an account that is not the app's. */
export type Known = 'account' | 'region' | 'false' | 'foreign';

/** Who makes the request: an identity of the app, or somebody that a resource's policy names. */
export type Caller = 'identity' | 'outside';

const KEYS: Readonly<Record<string, KeyKind>> = {
  'aws:principalaccount': { kind: 'value', known: 'account' },
  'kms:calleraccount': { kind: 'value', known: 'account' },
  'aws:resourceaccount': { kind: 'value', known: 'account' },
  's3:resourceaccount': { kind: 'value', known: 'account' },
  'aws:requestedregion': { kind: 'value', known: 'region' },
  'aws:principalisawsservice': { kind: 'value', known: 'false' },
};

/** Somebody outside has an account of his own, and a service says that it is one. */
const OF_OUTSIDERS: Readonly<Record<string, KeyKind>> = {
  'aws:principalaccount': { kind: 'value', known: 'foreign' },
  'kms:calleraccount': { kind: 'value', known: 'foreign' },
  'aws:principalisawsservice': { kind: 'open' },
};

/** Set by a service that acts on a resource's behalf: an identity's own requests do not have them. */
const OF_SERVICES = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:principalservicename',
]);

const CHOSEN = new Set([
  'aws:securetransport',
  'aws:useragent',
  'aws:referer',
  'aws:tagkeys',
  's3:signatureversion',
  's3:authtype',
  's3:tlsversion',
  's3:x-amz-acl',
  's3:x-amz-content-sha256',
  's3:x-amz-storage-class',
  's3:x-amz-copy-source',
  's3:delimiter',
  's3:max-keys',
  's3:if-none-match',
  'sns:protocol',
  'sns:endpoint',
  'sts:rolesessionname',
  'sts:externalid',
  'sts:transitivetagkeys',
  'dynamodb:select',
  'dynamodb:returnvalues',
  'dynamodb:returnconsumedcapacity',
  'lambda:functionurlauthtype',
  'lambda:invokedviafunctionurl',
  'ses:fromaddress',
  'ses:fromdisplayname',
  'ses:recipients',
  'cloudwatch:namespace',
]);
const CHOSEN_PREFIX =
  /^(?:aws:requesttag\/|s3:x-amz-server-side-encryption|s3:x-amz-grant-|s3:requestobjecttag|cognito-identity\.amazonaws\.com:)/;

const NARROWING = new Set([
  'dynamodb:leadingkeys',
  'dynamodb:attributes',
  's3:prefix',
  's3:versionid',
  's3:locationconstraint',
  'kms:viaservice',
  'kms:grantisforawsresource',
  'kms:grantoperations',
  'iam:passedtoservice',
  'iam:associatedresourcearn',
  'lambda:functionarn',
  'lambda:principal',
  'events:detail-type',
  'events:source',
  'secretsmanager:versionstage',
  'ssm:recursive',
]);
const NARROWING_PREFIX = /^(?:s3:existingobjecttag\/|kms:encryptioncontext|token\.actions\.githubusercontent\.com:)/;

/** Looks a key up; case does not matter. */
export function keyKind(key: string, caller: Caller): KeyKind {
  const name = key.toLowerCase();
  if (OF_SERVICES.has(name)) return { kind: caller === 'identity' ? 'absent' : 'chosen' };
  const known = (caller === 'identity' ? undefined : OF_OUTSIDERS[name]) ?? KEYS[name];
  if (known !== undefined) return known;
  if (CHOSEN.has(name) || CHOSEN_PREFIX.test(name)) return { kind: 'chosen' };
  if (NARROWING.has(name) || NARROWING_PREFIX.test(name)) return { kind: 'narrowing' };
  return { kind: 'open' };
}

/** Does a condition key say on whose behalf a service acts? */
export function isSourceKey(key: string): boolean {
  return OF_SERVICES.has(key.toLowerCase());
}
