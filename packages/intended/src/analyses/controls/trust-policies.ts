import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import type { Policy, Principal, Statement } from '#policy/statement';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { notApplicable } from './define-control.ts';
import { judgeStatements } from './identity-policies.ts';
import { policyAt } from './policy-statements.ts';

/** Asks every Allow statement of a role's trust policy. */
export function judgeTrust(role: Resource, ask: (statement: Statement, trust: Policy) => Outcome): Outcome {
  const trust = policyAt(role, 'AssumeRolePolicyDocument');
  return trust === undefined ? notApplicable : judgeStatements([trust], ask);
}

/** Does a statement have a condition on one of these keys with an operator that asks for a value? */
export function hasCondition({ conditions }: Statement, keys: RegExp): boolean {
  return conditions.some(({ key, operator }) => keys.test(key) && !/not|null|ifexists/i.test(operator));
}

/** Principals of an Allow. */
export function principalsOf({ principals }: Statement): readonly Principal[] {
  return principals === undefined || principals.negated ? [] : principals.list;
}

const kept = new WeakMap<Context, ReadonlySet<string>>();

/** Accounts that are the app's own, as far as a template writes them out: the roles of its functions belong to it. */
export function ownAccounts(context: Context): ReadonlySet<string> {
  const known = kept.get(context) ?? readOwnAccounts(context);
  kept.set(context, known);
  return known;
}

function readOwnAccounts(context: Context): ReadonlySet<string> {
  const roles = context.ofType('AWS::Lambda::Function').map(({ properties }) => valueAt(properties, 'Role'));
  return new Set(roles.flatMap((role) => /^arn:[^:]*:iam::(\d{12}):/.exec(literal(role) ?? '')?.[1] ?? []));
}
