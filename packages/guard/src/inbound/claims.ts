import { isFields, label, type Fields } from './fields.ts';
import type { Claims } from './inbound.ts';

const MAX_CLAIMS = 256;

/** What an authorizer of API Gateway put in the request context. Sources: the event formats of REST and HTTP APIs. */
export function claimsOf(context: Fields): Claims | undefined {
  const authorizer = context['authorizer'];
  if (isFields(authorizer)) {
    const claims = authorizerClaims(authorizer);
    if (claims !== undefined) return claims;
  }
  const identity = context['identity'];
  // API keys and anonymous callers fill `identity` too; only a signed request has an ARN.
  if (isFields(identity) && label(identity, 'userArn') !== undefined) return claims('iam', identity);
  return undefined;
}

function authorizerClaims(authorizer: Fields): Claims | undefined {
  const { jwt, iam, lambda } = authorizer;
  if (isFields(jwt)) return isFields(jwt['claims']) ? jwtClaims(jwt['claims'], jwt['scopes']) : undefined;
  if (isFields(iam)) return claims('iam', iam);
  if (isFields(lambda)) return claims('custom', lambda);
  const own = authorizer['claims'];
  if (isFields(own)) return claims('jwt', own);
  return Object.keys(authorizer).length === 0 ? undefined : claims('custom', authorizer);
}

function jwtClaims(values: Fields, scopes: unknown): Claims {
  const found = claims('jwt', values);
  if (!Array.isArray(scopes) || found.values.has('scope')) return found;
  return {
    from: 'jwt',
    values: new Map([...found.values, ['scope', scopes.filter((one) => typeof one === 'string').join(' ')]]),
  };
}

export function claims(from: Claims['from'], values: Fields): Claims {
  return { from, values: new Map(Object.entries(values).slice(0, MAX_CLAIMS)) };
}
