import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Deferred } from '#model/value';
import { parsePolicy } from '#policy/parse-policy';
import type { Statement } from '#policy/statement';

/** Whom the resource policy of an API lets in, besides what its methods ask. */
export type ApiPolicy = 'absent' | 'open' | 'limited' | Deferred;

const known = new WeakMap<Resource, ApiPolicy>();

export function apiPolicyOf(api: Resource): ApiPolicy {
  const found = known.get(api) ?? readPolicy(policyIn(api));
  known.set(api, found);
  return found;
}

/** The policy stands in a property or in the document. */
export function policyIn(api: Resource): Value | undefined {
  const written = valueAt(api.properties, 'Policy');
  return written === undefined || written.kind === 'absent'
    ? valueAt(api.properties, 'Body', 'x-amazon-apigateway-policy')
    : written;
}

function readPolicy(policy: Value | undefined): ApiPolicy {
  if (policy === undefined || policy.kind === 'absent') return 'absent';
  if (policy.kind === 'deferred') return policy;
  if (policy.kind === 'choice') return deferred('condition', policy.condition, policy.at);
  const { statements, unknown } = parsePolicy(policy);
  const open = statements.some((statement) => statement.effect === 'Allow' && isOpen(statement));
  const refuses = statements.some((statement) => statement.effect === 'Deny' && statement.conditions.length > 0);
  if (open && !refuses && unknown.length === 0) return 'open';
  const [first] = unknown;
  return first === undefined || refuses ? 'limited' : deferred('unsupported', first.what, first.at);
}

function isOpen({ principals, conditions }: Statement): boolean {
  const isAnyone = principals === undefined || principals.list.some((principal) => principal.kind === 'anyone');
  return isAnyone && conditions.length === 0;
}

/** Keys by which a policy knows a network inside the provider. */
export function asksNetwork(policy: Value | undefined): boolean {
  if (policy === undefined) return false;
  return parsePolicy(policy).statements.some((statement) =>
    statement.conditions.some(({ key }) => /^aws:sourcevpce?$/i.test(key)),
  );
}
