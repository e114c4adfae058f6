import type { Authn } from '#model/flow';
import type { Resource } from '#model/application';
import type { Resolved, Value } from '#model/value';
import { deferred, known } from '#model/value';
import { itemsOf, literal, referencesIn, valueAt } from '#model/read-value';
import { textOf } from './name-index.ts';
import type { Reading } from './reading.ts';
import type { Place } from '#source/place';

export function authnOf(kind: Authn['kind'], by: string | undefined, at: Place): Resolved<Authn> {
  return known({ kind, by }, at);
}

/** Authentication of a REST method: its type, its authorizer, or only an API key. */
export function methodAuthn(method: Resource, reading: Reading): Resolved<Authn> {
  const { properties } = method;
  const type = valueAt(properties, 'AuthorizationType');
  const at = type?.at ?? method.at;
  const authorizer = valueAt(properties, 'AuthorizerId');
  if (type !== undefined && literal(type) === undefined && type.kind !== 'absent') return undecided(type, method);
  switch (literal(type)?.toUpperCase()) {
    case 'AWS_IAM':
      return authnOf('iam', undefined, at);
    case 'COGNITO_USER_POOLS':
    case 'CUSTOM':
    case 'JWT':
      return byAuthorizer(authorizer, literal(type)?.toUpperCase() ?? '', at, reading);
    default:
      return literal(valueAt(properties, 'ApiKeyRequired'))?.toLowerCase() === 'true'
        ? authnOf('key', undefined, at)
        : authnOf('none', undefined, at);
  }
}

function undecided(type: Value, resource: Resource): Resolved<Authn> {
  if (type.kind === 'deferred') return type;
  if (type.kind === 'choice') return deferred('condition', type.condition, type.at);
  return deferred('attribute', referencesIn(type)[0] ?? resource.id, type.at);
}

/** Who decides: the user pool or the function behind an authorizer resource. */
function byAuthorizer(value: Value | undefined, type: string, at: Place, reading: Reading): Resolved<Authn> {
  const authorizer = reading.find(value);
  if (authorizer === undefined)
    return authnOf(type === 'COGNITO_USER_POOLS' ? 'user-pool' : type === 'JWT' ? 'jwt' : 'custom', undefined, at);
  return authorizerAuthn(authorizer, at, reading);
}

function authorizerAuthn(authorizer: Resource, at: Place, reading: Reading): Resolved<Authn> {
  const { properties } = authorizer;
  const issuer = valueAt(properties, 'JwtConfiguration', 'Issuer');
  const pools = reading.findAll(valueAt(properties, 'ProviderARNs'), 'cognito-idp');
  const type = (literal(valueAt(properties, 'Type')) ?? literal(valueAt(properties, 'AuthorizerType')))?.toUpperCase();
  if (type === 'COGNITO_USER_POOLS') return authnOf('user-pool', pools.find(isPool)?.id, at);
  if (type === 'JWT') return issuerAuthn(issuer, at, reading);
  const decider = reading.find(valueAt(properties, 'AuthorizerUri'), 'lambda');
  return authnOf('custom', decider?.id ?? authorizer.id, at);
}

/** A JWT issuer that is a user pool of the application, or somebody else's. */
export function issuerAuthn(issuer: Value | undefined, at: Place, reading: Reading): Resolved<Authn> {
  const pool = reading.find(issuer, 'cognito-idp');
  if (pool?.type === 'AWS::Cognito::UserPool') return authnOf('user-pool', pool.id, at);
  const text = textOf(issuer)?.find((part) => typeof part === 'string');
  return authnOf(typeof text === 'string' && text.includes('cognito-idp') ? 'user-pool' : 'jwt', undefined, at);
}

/** Authentication of one OpenAPI operation: its own `security`, or else the document's. */
export function operationAuthn(operation: Value, body: Value, at: Place, reading: Reading): Resolved<Authn> {
  const own = valueAt(operation, 'x-amazon-apigateway-auth', 'type');
  if (own !== undefined) {
    const type = literal(own)?.toUpperCase();
    return type === undefined
      ? deferred('missing', 'x-amazon-apigateway-auth', own.at)
      : authnOf(type === 'AWS_IAM' ? 'iam' : 'none', undefined, own.at);
  }
  const security = valueAt(operation, 'security') ?? valueAt(body, 'security');
  if (security === undefined) return authnOf('none', undefined, at);
  const found: Resolved<Authn>[] = itemsOf(security).flatMap((requirement) => {
    if (requirement.kind !== 'dictionary') return [];
    return [...requirement.entries].map(([name, entry]) => schemeAuthn(name, body, entry.keyAt, reading));
  });
  // A requirement of several schemes needs all of them: the strongest speaks, and a key is the weakest.
  const strong = found.find((one) => one.kind === 'known' && one.value.kind !== 'key' && one.value.kind !== 'none');
  return strong ?? found[0] ?? authnOf('none', undefined, security.at);
}

function schemeAuthn(name: string, body: Value, at: Place, reading: Reading): Resolved<Authn> {
  const scheme = valueAt(body, 'securityDefinitions', name) ?? valueAt(body, 'components', 'securitySchemes', name);
  if (scheme === undefined) return name === 'NONE' ? authnOf('none', undefined, at) : deferred('missing', name, at);
  const authorizer = valueAt(scheme, 'x-amazon-apigateway-authorizer');
  const type = (
    literal(valueAt(authorizer, 'type')) ?? literal(valueAt(scheme, 'x-amazon-apigateway-authtype'))
  )?.toLowerCase();
  if (type === 'cognito_user_pools')
    return authnOf(
      'user-pool',
      reading.findAll(valueAt(authorizer, 'providerARNs'), 'cognito-idp').find(isPool)?.id,
      at,
    );
  if (type === 'awssigv4') return authnOf('iam', undefined, at);
  if (type === 'jwt') return issuerAuthn(valueAt(authorizer, 'jwtConfiguration', 'issuer'), at, reading);
  if (authorizer !== undefined)
    return authnOf('custom', reading.find(valueAt(authorizer, 'authorizerUri'), 'lambda')?.id ?? name, at);
  return literal(valueAt(scheme, 'type')) === 'apiKey' ? authnOf('key', undefined, at) : authnOf('none', undefined, at);
}

function isPool(resource: Resource): boolean {
  return resource.type === 'AWS::Cognito::UserPool';
}
