import type { Resource } from '#model/application';
import { itemsOf, partsOf, valueAt } from '#model/read-value';
import type { Deferred, Value } from '#model/value';
import { deferred } from '#model/value';
import type { Pattern, Policy, Statement } from '#policy/statement';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined } from './define-control.ts';
import { worstOf } from './judge-value.ts';
import { matchesAction, plainText } from './policy-conditions.ts';
import { openQuestions, readPolicy } from './policy-statements.ts';

/*
 * Questions about what identities may do: policies that are written in roles, users and groups, or attached to them.
 */

/** Types that hold the text of identity policies. */
export const POLICY_TYPES: readonly string[] = [
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::Group',
];

/** What controls of policies read. */
export const POLICY_READS: readonly string[] = [
  'AWS::IAM::Policy.PolicyDocument',
  'AWS::IAM::ManagedPolicy.PolicyDocument',
  'AWS::IAM::RolePolicy.PolicyDocument',
  'AWS::IAM::UserPolicy.PolicyDocument',
  'AWS::IAM::GroupPolicy.PolicyDocument',
  'AWS::IAM::Role.Policies.PolicyDocument',
  'AWS::IAM::User.Policies.PolicyDocument',
  'AWS::IAM::Group.Policies.PolicyDocument',
];

const kept = new WeakMap<Resource, readonly Policy[]>();

/** The identity policies whose text stands in a resource. */
export function policiesIn(resource: Resource): readonly Policy[] {
  const known = kept.get(resource) ?? readPolicies(resource);
  kept.set(resource, known);
  return known;
}

function readPolicies({ properties }: Resource): readonly Policy[] {
  const own = valueAt(properties, 'PolicyDocument');
  const inline = itemsOf(valueAt(properties, 'Policies')).flatMap((item) => inlinePolicies(item, true));
  return [...(own === undefined ? [] : [readPolicy(own)]), ...inline];
}

function inlinePolicies(item: Value, certain: boolean): readonly Policy[] {
  if (item.kind === 'choice') return item.branches.flatMap((branch) => inlinePolicies(branch, false));
  if (item.kind === 'list') return item.items.flatMap((one) => inlinePolicies(one, certain));
  if (item.kind === 'deferred')
    return [{ statements: [], diagnostics: [], unknown: [{ what: item.why.name, at: item.at }] }];
  const document = valueAt(item, 'PolicyDocument');
  if (document === undefined) return [];
  const policy = readPolicy(document);
  return [
    certain
      ? policy
      : { ...policy, statements: policy.statements.map((one): Statement => ({ ...one, certain: false })) },
  ];
}

/** Documents of the policies that a role holds, attached ones of the templates too. */
export function policiesOf(role: Resource, context: Context): readonly Policy[] {
  return context
    .grantsOf(role.id)
    .filter(({ side }) => side === 'identity')
    .map((grant) => context.policyOf(grant));
}

/** Asks every Allow statement; a violation in one that an undecided `Fn::If` may leave out is an open question. */
export function judgeStatements(
  policies: readonly Policy[],
  ask: (statement: Statement, policy: Policy) => Outcome,
): Outcome {
  const outcomes = policies.flatMap((policy) => [
    ...policy.statements
      .filter(({ effect }) => effect === 'Allow')
      .map((statement) => soften(statement, ask(statement, policy))),
    ...openQuestions(policy),
  ]);
  return worstOf([satisfied, ...outcomes]);
}

function soften(statement: Statement, outcome: Outcome): Outcome {
  if (statement.certain || outcome.kind !== 'violated') return outcome;
  return undetermined(deferred('condition', 'Fn::If', statement.at));
}

/** Patterns of actions that grant one of these; an action given from outside is in `open`. */
export function grantsAny(
  { actions }: Statement,
  wanted: readonly string[],
): { readonly found: readonly Pattern[]; readonly open: Deferred | undefined } {
  if (actions.negated) return { found: [], open: undefined };
  const found = actions.patterns.filter((pattern) => {
    const text = plainText(pattern);
    return wanted.some((action) => matchesAction(text, action));
  });
  return { found, open: actions.patterns.flatMap((pattern) => givenWhole(pattern) ?? [])[0] };
}

/** Why a pattern that a parameter gives as a whole is open; undefined for any other. */
export function givenWhole({ parts, at }: Pattern): Deferred | undefined {
  const [part] = parts;
  return parts.length === 1 && typeof part === 'object' && part.kind === 'hole'
    ? { kind: 'deferred', why: part.why, at }
    : undefined;
}

/** Services whose ARNs begin with a thing's name, so that `name/*` is one thing. */
const NAME_FIRST = /^(?:s3|sns|sqs|execute-api|codecommit)$/;

/**
 * Is this every resource of a service or of one of its types: `*`, `arn:aws:s3:::*`, `arn:…:table/*`? An ARN that
 * a parameter gives is one thing.
 */
export function isEverything(pattern: Pattern): boolean {
  const text = plainText(pattern);
  if (/^\*+$/.test(text) || text === '*:*') return true;
  const [arn, , service = '', , , ...rest] = text.split(':');
  if (arn !== 'arn') return false;
  const name = rest.join(':');
  if (/^\*$|^\*[/:]\*$/.test(name)) return true;
  return !NAME_FIRST.test(service) && /^[\w-]+[/:]\*(?:[/:]\*)?$/.test(name);
}

/** The pattern by which a statement reaches every resource. */
export function everyResource({ resources }: Statement): Pattern | undefined {
  if (resources === undefined || resources.negated) return undefined;
  return resources.patterns.find(isEverything);
}

/** Does a statement allow every action on every resource? */
export function isAdmin(statement: Statement): boolean {
  if (statement.actions.negated || statement.resources === undefined) return false;
  const all = statement.actions.patterns.some((pattern) => /^\*+(?::\*+)?$/.test(plainText(pattern)));
  const everywhere = statement.resources.patterns.some((pattern) => /^\*+$/.test(plainText(pattern)));
  return all && everywhere && !statement.resources.negated;
}

/** Names of the provider's managed policies that a list names, and why the rest is open. */
export function managedNames(value: Value | undefined): {
  readonly names: readonly { readonly name: string; readonly at: Value['at'] }[];
  readonly open: Deferred | undefined;
} {
  if (value === undefined || value.kind === 'absent' || value.kind === 'dictionary') return NONE;
  if (value.kind === 'list') {
    const each = value.items.map(managedNames);
    return { names: each.flatMap(({ names }) => names), open: each.find(({ open }) => open !== undefined)?.open };
  }
  if (value.kind === 'choice') return chosenNames(value.branches, value.condition, value.at);
  if (value.kind === 'deferred') return { names: [], open: value };
  const parts = partsOf(value) ?? [];
  const text = parts.map((part) => (typeof part === 'string' ? part : '\uE000')).join('');
  if (text === '\uE000' && typeof parts[0] === 'object' && parts[0].kind === 'hole')
    return { names: [], open: { kind: 'deferred', why: parts[0].why, at: value.at } };
  const name = /^(?:arn:[^:]*:iam::aws:policy\/(?:.*\/)?)?([\w+=,.@-]+)$/.exec(text)?.[1];
  return name === undefined ? NONE : { names: [{ name, at: value.at }], open: undefined };
}

const NONE = { names: [], open: undefined } as const;

/** Where every branch names the same policies, the condition matters not. */
function chosenNames(branches: readonly Value[], condition: string, at: Value['at']): ReturnType<typeof managedNames> {
  const each = branches.map(managedNames);
  const [first, ...others] = each;
  const same = others.every(
    ({ names }) => names.map(({ name }) => name).join() === first?.names.map(({ name }) => name).join(),
  );
  if (same && first !== undefined) return first;
  return { names: [], open: deferred('condition', condition, at) };
}

/** Policies of the provider that may do (nearly) everything, or everything with one service's data. */
export function isBroadPolicy(name: string): boolean {
  return /FullAccess|Administrator|PowerUser|^SecretsManagerReadWrite$|^ReadOnlyAccess$|^(?:Database|Network|System)Administrator$|^DataScientist$/.test(
    name,
  );
}
