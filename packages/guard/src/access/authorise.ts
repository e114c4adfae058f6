import { deny, type Denial } from '../decision.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Principal } from '../invocation.ts';
import type { AllowRule, Policy, RouteRule } from '../policy.ts';
import { principalOfClaims } from './principal.ts';

/**
 * Finds out who calls. A denial means that credentials were shown and are wrong; undefined that none were shown.
 * Claims in the event count only where the policy says that the template has the authorizer: without one,
 * whoever may invoke the function writes them.
 */
export async function identify(
  inbound: Inbound,
  rule: RouteRule,
  policy: Policy,
): Promise<Principal | Denial | undefined> {
  if (rule.authorizer === true && inbound.claims !== undefined) {
    const principal = principalOfClaims(inbound.claims);
    if (principal !== undefined) return principal;
  }
  for (const authenticator of policy.authn ?? []) {
    const isMeant =
      rule.authn === undefined ? authenticator.explicit !== true : rule.authn.includes(authenticator.name);
    if (!isMeant) continue;
    const answer = await authenticator.authenticate(inbound, rule);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** May this caller take the route? Roles: any of them. Scopes: all of them. Then ownership. */
export async function authorise(
  allow: RouteRule['allow'],
  caller: Principal | Denial | undefined,
  inbound: Inbound,
): Promise<Denial | undefined> {
  if (allow === 'public') return undefined;
  if (caller === undefined) return deny('signed-out');
  if ('allow' in caller) return caller;
  return allow === 'signed-in' ? undefined : granted(allow, caller, inbound);
}

async function granted(allow: AllowRule, caller: Principal, inbound: Inbound): Promise<Denial | undefined> {
  const { roles, scopes, owner } = allow;
  if (roles !== undefined && !roles.some((role) => caller.roles.includes(role))) return deny('role-missing');
  if (scopes !== undefined && !scopes.every((scope) => caller.scopes.includes(scope))) return deny('scope-missing');
  if (owner === undefined) return undefined;
  // A predicate that answers with anything but true has not said yes.
  return (await owner(caller, inbound)) === true ? undefined : deny('not-owner');
}
