import type { Claims } from '../inbound/inbound.ts';
import type { Principal } from '../invocation.ts';

const ROLE_CLAIMS = ['cognito:groups', 'groups', 'roles', 'role', 'https://schemas.microsoft.com/roles'];
const SCOPE_CLAIMS = ['scope', 'scp', 'scopes'];
const ID_CLAIMS = ['sub', 'principalId', 'userArn', 'oid', 'username', 'client_id'];

/** Reads who calls out of verified claims, whichever provider's words they are in. */
export function principalOf(claims: ReadonlyMap<string, unknown>): Principal | undefined {
  const id = ID_CLAIMS.map((name) => claims.get(name)).find((value) => typeof value === 'string' && value !== '');
  if (typeof id !== 'string') return undefined;
  return { id, roles: words(claims, ROLE_CLAIMS), scopes: words(claims, SCOPE_CLAIMS), claims };
}

export function principalOfClaims(claims: Claims): Principal | undefined {
  const found = principalOf(claims.values);
  if (found !== undefined || claims.from !== 'custom') return found;
  // A Lambda authorizer of HTTP APIs passes its context alone; that it ran is what the route asks for.
  return {
    id: 'authorized',
    roles: words(claims.values, ROLE_CLAIMS),
    scopes: words(claims.values, SCOPE_CLAIMS),
    claims: claims.values,
  };
}

function words(claims: ReadonlyMap<string, unknown>, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => list(claims.get(name)));
}

/** Lists come as lists, `a b`, `a,b`, `[a b]` (HTTP APIs) and JSON (custom authorizers). */
function list(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  if (typeof value !== 'string') return [];
  return value.split(/[\s,[\]"]+/).filter((word) => word !== '');
}
