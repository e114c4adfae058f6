import type { Grant } from '#model/grant';
import { firstUnknown } from './alphabet.ts';
import type { GatherContext, Holding } from './gather-grants.ts';
import type { Source } from './rules.ts';
import type { Policy, Principal, Statement } from './statement.ts';

/** The policy of one resource, by whom its statements concern. */
export interface NodePolicy {
  /** Statements for every principal of the account. */
  readonly anyone: Source[];
  /** Statements for the account: they let identity policies decide. */
  readonly account: Source[];
  /** Statements for principals outside the app, judged on demand. */
  readonly outside: {
    readonly source: Source;
    readonly principal: Principal;
    readonly name: string;
    readonly statement: Statement;
  }[];
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

function addStatement(
  statement: Statement,
  grant: Grant,
  scope: string,
  node: number,
  policy: NodePolicy,
  context: ResourceContext,
): void {
  const rule = context.rules.make(statement, scope, context.facetsOfNode[node] ?? []);
  const source: Source = {
    rule,
    grant: grant.id,
    label: grant.label,
    sid: statement.sid,
    at: statement.at,
    onResource: true,
  };
  for (const principal of statement.principals?.list ?? []) {
    const name = context.encoder.text(principal.parts, scope);
    policy.outside.push({ source, principal, name, statement });
    if (statement.principals?.negated === true) continue;
    addFor(principal, name, source, policy, context);
  }
}

function addFor(
  principal: Principal,
  name: string,
  source: Source,
  policy: NodePolicy,
  context: ResourceContext,
): void {
  if (principal.kind === 'anyone') policy.anyone.push(source);
  if (principal.kind !== 'AWS') return;
  const identity = context.identityByArn.get(name);
  if (identity !== undefined) context.holdings.get(identity)?.sources.push(source);
  else if (isOwnAccount(name, context)) (source.rule.effect === 'Deny' ? policy.anyone : policy.account).push(source);
  else if (firstUnknown(name) === 0) policy.account.push(source);
}

/** The account itself: its id or its root ARN. */
export function isOwnAccount(name: string, context: Pick<GatherContext, 'encoder'>): boolean {
  const account = context.encoder.text([{ kind: 'pseudo', name: 'AWS::AccountId' }], '');
  return name === account || name === `arn:aws:iam::${account}:root`;
}
