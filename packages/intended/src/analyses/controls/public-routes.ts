import type { Operation } from './api-operations.ts';
import type { Context } from './context.ts';

const HEALTH =
  /^\/(?:[\w.-]+\/){0,2}(?:_?health(?:z|-?checks?)?|ping|status|ready|readyz|readiness|live|livez|liveness|alive|heartbeat)\/?$/i;
const SIGN_IN =
  /\/(?:log-?in|log-?out|sign-?in|sign-?up|sign-?out|register|registration|authenticate|auth|tokens?|refresh(?:-?tokens?)?|forgot-?password|reset-?password|(?:confirm|verify)-?(?:sign-?up|password|email|registration)|resend-?(?:code|confirmation)|jwks(?:\.json)?)\/?$/i;
const WELL_KNOWN =
  /\/\.well-known\/|\/(?:oauth2?|oidc|saml|sso|auth)\/(?:.*\/)?(?:callback|authorize|redirect|acs)\/?$/i;

/** A route that has to answer whoever asks: health checks, and where callers get their credentials. */
export function isOpenByNature({ method, path }: Operation): boolean {
  if (HEALTH.test(path)) return ['GET', 'HEAD', 'ANY'].includes(method);
  return SIGN_IN.test(path) || WELL_KNOWN.test(path);
}

/** Did a person declare that anyone may call? A proposal declares nothing. */
export function isDeclaredPublicRoute({ id, api }: Operation, { intent }: Context): boolean {
  if (intent.origin !== 'file') return false;
  if (api !== undefined && intent.services.get(api.id)?.public === true) return true;
  return intent.routes.some((route) => route.route === id && route.audience === 'public');
}

/** Preflight requests carry no identity, whatever the API asks of others. */
export function isPreflight({ method }: Operation): boolean {
  return method === 'OPTIONS';
}

/** Nobody has to be asked who they are here. */
export function mayBeOpen(operation: Operation, context: Context): boolean {
  return isPreflight(operation) || isOpenByNature(operation) || isDeclaredPublicRoute(operation, context);
}
