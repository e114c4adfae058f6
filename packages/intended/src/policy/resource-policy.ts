import type { Grant } from '#model/grant';
import { firstUnknown } from './alphabet.ts';
import type { Encoder } from './encode.ts';
import type { GatherContext, Holding } from './gather-grants.ts';
import { itemAt } from './item-at.ts';
import type { Source } from './rules.ts';
import type { Policy, Principal, Principals, Statement } from './statement.ts';

/** The policy of one resource, by whom its statements concern. */
export interface NodePolicy {
  /** Statements for every principal of the account. */
  readonly anyone: Source[];
  /** Statements for the account: they let identity policies decide. */
  readonly account: Source[];
  /** Statements as they concern principals outside the app. */
  readonly outside: OutsideStatement[];
}

export interface OutsideStatement {
  readonly source: Source;
  readonly statement: Statement;
  readonly principal: Principal;
  /** In the alphabet. */
  readonly name: string;
  readonly negated: boolean;
}

export interface ResourceContext extends GatherContext {
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly policies: Map<number, NodePolicy>;
}

/** Adds the policy of a resource, or the trust of an identity, to those whom its statements name. */
export function addResourcePolicy(grant: Grant, policy: Policy, scope: string, context: ResourceContext): void {
  const node = context.nodeById.get(grant.holder);
  if (node === undefined) return;
  const known = context.policies.get(node) ?? { anyone: [], account: [], outside: [] };
  context.policies.set(node, known);
  for (const statement of policy.statements) addStatement(statement, grant, scope, node, known, context);
}

/** A statement without a principal is for nobody. */
const NOBODY: Principals = { negated: false, list: [] };

function addStatement(
  statement: Statement,
  grant: Grant,
  scope: string,
  node: number,
  policy: NodePolicy,
  context: ResourceContext,
): void {
  const within = itemAt(context.facetsOfNode, node);
  const make = (one: Statement, caller: 'identity' | 'outside'): Source => ({
    rule: context.rules.make(one, scope, within, caller),
    grant: grant.id,
    label: grant.label,
    sid: statement.sid,
    at: statement.at,
    onResource: true,
  });
  const { negated, list } = statement.principals ?? NOBODY;
  for (const principal of list) {
    const name = context.encoder.text(principal.parts, scope);
    const seen = principal.certain ? statement : { ...statement, certain: false };
    policy.outside.push({ source: make(seen, 'outside'), statement, principal, name, negated });
    if (!negated) addFor(principal, name, seen, (one) => make(one, 'identity'), policy, context);
  }
  // All but those named: an Allow is for anyone at all, a Deny spares some, so that it is never certain.
  if (negated) policy.anyone.push(make({ ...statement, certain: false }, 'identity'));
}

function addFor(
  principal: Principal,
  name: string,
  statement: Statement,
  make: (statement: Statement) => Source,
  policy: NodePolicy,
  context: ResourceContext,
): void {
  if (principal.kind === 'anyone') policy.anyone.push(make(statement));
  if (principal.kind !== 'AWS' && principal.kind !== 'unknown') return;
  const identity = context.identityByArn.get(name);
  if (identity !== undefined) context.holdings.get(identity)?.sources.push(make(statement));
  else if (isOwnAccount(name, context.encoder))
    (statement.effect === 'Deny' ? policy.anyone : policy.account).push(make(statement));
  // A principal that is not known, or an account written out, may be this account.
  else if (firstUnknown(name) === 0 || /^(?:arn:aws:iam::)?\d{12}(?::root)?$/.test(name))
    (statement.effect === 'Deny' ? policy.anyone : policy.account).push(make({ ...statement, certain: false }));
}

/** The account itself: its id or its root ARN. */
export function isOwnAccount(name: string, encoder: Encoder): boolean {
  const account = encoder.text([{ kind: 'pseudo', name: 'AWS::AccountId' }], '');
  return name === account || name === `arn:aws:iam::${account}:root`;
}
