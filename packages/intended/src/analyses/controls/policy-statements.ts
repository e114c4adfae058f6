import type { Resource } from '#model/application';
import type { Deferred, Part, Value } from '#model/value';
import { deferred } from '#model/value';
import { valueAt } from '#model/read-value';
import { parsePolicy } from '#policy/parse-policy';
import type { Pattern, Policy, Principal, Statement } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import { parsed } from '#readers/aws/parsed';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined, violated } from './define-control.ts';
import { worstOf } from './judge-value.ts';
import { isPlainTransport, isShutAgain, matchesAction, narrows, plainText } from './policy-conditions.ts';

/*
 * Questions about statements of policies: who is let in, under what conditions, to do what. One judge for the
 * policies of all types of resource.
 */

const policies = new WeakMap<Value, Policy>();

/** The policy that stands at a dotted path of a resource's properties, as a mapping or as JSON in a string. */
export function policyAt(resource: Resource, path: string): Policy | undefined {
  const value = valueAt(resource.properties, ...path.split('.'));
  return value === undefined || value.kind === 'absent' ? undefined : readPolicy(value);
}

/** A policy document, taken apart once. */
export function readPolicy(document: Value): Policy {
  const known = policies.get(document) ?? parsePolicy(parsed(document) ?? document);
  policies.set(document, known);
  return known;
}

/** How far a statement is open to strangers; `maybe` with what decides. */
export type Openness = { readonly kind: 'open' | 'closed' } | { readonly kind: 'maybe'; readonly why: Deferred };

const OPEN: Openness = { kind: 'open' };
const CLOSED: Openness = { kind: 'closed' };

/** Does this Allow let in principals of any account, with no condition on who they are or where they come from? */
export function opennessOf(statement: Statement, policy: Policy): Openness {
  const { principals } = statement;
  if (statement.effect === 'Deny' || principals === undefined) return CLOSED;
  if (statement.conditions.some(narrows) || isShutAgain(policy, statement)) return CLOSED;
  const anyone = principals.negated ? principals.list : principals.list.filter(isAnyone);
  const unsure = statement.conditions.find((condition) => !condition.certain);
  const open = anyone.some((principal) => principal.certain || principals.negated);
  if (open && statement.certain && unsure === undefined) return OPEN;
  if (anyone.length > 0) return { kind: 'maybe', why: whyOpen(statement, unsure?.value ?? anyone[0]) };
  const given = principals.list.find(isGivenWhole);
  return given === undefined ? CLOSED : { kind: 'maybe', why: whyOpen(statement, given) };
}

/** Anyone at all: `*`, any account's roles, any service. */
export function isAnyone(principal: Principal): boolean {
  if (principal.kind === 'anyone') return true;
  const text = plainText(principal);
  if (principal.kind === 'AWS') return /^(?:\*|arn:[^:]*:(?:iam|sts)::\*:.*)$/.test(text);
  return (principal.kind === 'Service' || principal.kind === 'Federated') && text === '*';
}

/** A principal that a parameter or another stack gives as a whole: it may be `*`. A part of an ARN may not. */
function isGivenWhole({ kind, parts }: Principal): boolean {
  const [part] = parts;
  return (
    (kind === 'AWS' || kind === 'unknown') && parts.length === 1 && typeof part === 'object' && part.kind === 'hole'
  );
}

function whyOpen(statement: Statement, at: Value | Pattern | undefined): Deferred {
  if (at !== undefined && 'kind' in at && at.kind === 'deferred') return at;
  const parts: readonly Part[] = at !== undefined && 'parts' in at ? at.parts : [];
  const hole = parts.find((part) => typeof part === 'object' && part.kind === 'hole');
  if (typeof hole === 'object' && hole.kind === 'hole')
    return { kind: 'deferred', why: hole.why, at: at?.at ?? statement.at };
  return deferred('condition', 'Fn::If', at?.at ?? statement.at);
}

/** What a policy that the templates do not decide leaves open. */
export function openQuestions(policy: Policy): readonly Outcome[] {
  return policy.unknown.map(({ what, at }) => undetermined(deferred('attribute', what, at)));
}

/** Is a resource's policy open to anyone? Only statements that `counts` picks matter. */
export function judgeOpenToAnyone(
  policy: Policy | undefined,
  message: (statement: Statement) => string,
  counts: (statement: Statement) => boolean = () => true,
): Outcome {
  if (policy === undefined) return satisfied;
  const outcomes = policy.statements.filter(counts).map((statement): Outcome => {
    const openness = opennessOf(statement, policy);
    if (openness.kind === 'maybe') return undetermined(openness.why);
    return openness.kind === 'open' ? violated(statement.at, message(statement)) : satisfied;
  });
  return worstOf([...outcomes, ...openQuestions(policy)]);
}

/** Account that a principal belongs to: `own`, a number, or undefined where it is none (a service) or not known. */
export function accountOf(principal: Principal): string | undefined {
  if (principal.kind !== 'AWS') return undefined;
  if (principal.parts.some((part) => typeof part === 'object' && part.kind === 'reference')) return 'own';
  const text = principal.parts
    .map((part) =>
      typeof part === 'string' ? part : part.kind === 'pseudo' && part.name === 'AWS::AccountId' ? 'own' : '\uE000',
    )
    .join('');
  return /^(\d{12}|own)$/.exec(text)?.[1] ?? /^arn:[^:]*:(?:iam|sts)::(\d{12}|own):/.exec(text)?.[1];
}

/** Principals of Allow statements that belong to an account written out which is not one of the app's own. */
export function foreignPrincipals(statement: Statement, own: ReadonlySet<string>): readonly Principal[] {
  if (statement.effect === 'Deny' || statement.principals === undefined || statement.principals.negated) return [];
  return statement.principals.list.filter((principal) => {
    const account = accountOf(principal);
    return account !== undefined && account !== 'own' && !own.has(account);
  });
}

/** Everything except what is named: an Allow with `NotPrincipal`, `NotAction` or `NotResource`. */
export function isInverted(statement: Statement): boolean {
  if (statement.effect === 'Deny') return false;
  return statement.principals?.negated === true || statement.actions.negated || statement.resources?.negated === true;
}

/** Patterns of an Allow that grant every action, or every one of a service: `*`, `s3:*`. Only of this service, if given. */
export function serviceWideActions(statement: Statement, service?: string): readonly Pattern[] {
  if (statement.effect === 'Deny' || statement.actions.negated) return [];
  return statement.actions.patterns.filter((pattern) => {
    const [prefix = '', name] = plainText(pattern).toLowerCase().split(':');
    if (name === undefined) return /^\*+$/.test(prefix);
    return /^\*+$/.test(name) && (service === undefined || prefix === service || /^\*+$/.test(prefix));
  });
}

/**
 * Does the policy refuse requests without TLS? A Deny for anyone on every action of the service, or on one of
 * those that are `enough` (an SNS policy can only speak of some).
 */
export function judgePlainTransport(
  policy: Policy | undefined,
  enough: readonly string[],
  otherwise: Outcome,
): Outcome {
  if (policy === undefined) return otherwise;
  const denies = policy.statements.filter(
    (statement) =>
      statement.effect === 'Deny' && statement.conditions.some(isPlainTransport) && hitsAll(statement, enough),
  );
  if (denies.some((statement) => statement.certain && statement.conditions.length === 1)) return satisfied;
  const [unsure] = denies.filter((statement) => !statement.certain);
  if (unsure !== undefined) return undetermined(deferred('condition', 'Fn::If', unsure.at));
  return openQuestions(policy)[0] ?? otherwise;
}

function hitsAll({ principals, actions }: Statement, enough: readonly string[]): boolean {
  if (principals !== undefined && (principals.negated || !principals.list.some(isAnyone))) return false;
  if (actions.negated) return true;
  return actions.patterns.some((pattern) => enough.some((action) => matchesAction(plainText(pattern), action)));
}

/** Actions in words for a message: the first few of them. */
export function actionWords({ actions }: Statement): string {
  const words = actions.patterns.map((pattern) => `\`${wordsOfParts(pattern.parts)}\``);
  const shown = words.slice(0, 3).join(', ');
  return `${actions.negated ? 'everything but ' : ''}${shown}${words.length > 3 ? ' …' : ''}`;
}
