import type { Part } from '#model/value';
import type { Condition, Pattern, Policy, Statement } from '#policy/statement';
import { readOperator } from '#policy/condition-operators';

/**
 * Keys that say who the caller is or through what it comes, so that a value of them shuts out strangers.
 * `aws:PrincipalTag`, `aws:Referer`, `aws:SecureTransport` and their like are not here: a stranger may choose them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const CALLER_KEYS: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourcevpcarn',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:principalisawsservice',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:userid',
  'aws:username',
  'kms:calleraccount',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  'sns:endpoint',
  'lambda:sourcefunctionarn',
  'elasticfilesystem:accessedviamounttarget',
]);

/** Does this condition, which must hold for an Allow, keep strangers out? */
export function narrows(condition: Condition): boolean {
  const operator = readOperator(condition.operator);
  if (operator === undefined || operator.negated || operator.ifExists || operator.quantifier === 'all') return false;
  if (operator.base === 'null') return false;
  return isCallerKey(condition.key) && condition.values.length > 0 && condition.values.every(namesSomeone(condition));
}

/** Does this condition of a Deny hit every caller but those named: `StringNotEquals aws:SourceVpce …`? */
export function sparesSome(condition: Condition): boolean {
  const operator = readOperator(condition.operator);
  if (operator === undefined || !isCallerKey(condition.key)) return false;
  const isFalse = operator.base === 'bool' && condition.values.some((value) => /^false$/i.test(plainText(value)));
  return (
    isFalse || (operator.negated && condition.values.length > 0 && condition.values.every(namesSomeone(condition)))
  );
}

/** Conditions of every statement that can hold only over TLS, or never. */
export function isPlainTransport(condition: Condition): boolean {
  const operator = readOperator(condition.operator);
  if (operator === undefined || condition.key.toLowerCase() !== 'aws:securetransport') return false;
  const wanted = operator.negated ? /^true$/i : /^false$/i;
  return condition.values.some((value) => wanted.test(plainText(value)));
}

/** Is a statement that lets anyone in shut again by a Deny of the same policy for all but some? */
export function isShutAgain(policy: Policy, allow: Statement): boolean {
  return policy.statements.some(
    (deny) =>
      deny.effect === 'Deny' &&
      deny.certain &&
      deny.conditions.length > 0 &&
      deny.conditions.every(sparesSome) &&
      (deny.principals === undefined || deny.principals.list.some((principal) => principal.kind === 'anyone')) &&
      coversActions(deny, allow),
  );
}

function coversActions(deny: Statement, allow: Statement): boolean {
  if (deny.actions.negated || allow.actions.negated) return deny.actions.patterns.some((one) => plainText(one) === '*');
  return allow.actions.patterns.every((wanted) =>
    deny.actions.patterns.some((pattern) => matchesAction(plainText(pattern), plainText(wanted))),
  );
}

/** Does a pattern of actions (`s3:Get*`) cover an action or a narrower pattern? Case is ignored, as IAM does. */
export function matchesAction(pattern: string, action: string): boolean {
  return globOf(pattern.toLowerCase()).test(action.toLowerCase());
}

const globs = new Map<string, RegExp>();

function globOf(pattern: string): RegExp {
  const known = globs.get(pattern);
  if (known !== undefined) return known;
  const source = pattern
    .replaceAll(/\*+/g, '*')
    .replaceAll(/[\\^$.+()|[\]{}]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  const made = new RegExp(`^${source}$`);
  if (globs.size < 4096) globs.set(pattern, made);
  return made;
}

function isCallerKey(key: string): boolean {
  return CALLER_KEYS.has(key.toLowerCase());
}

/** A value that any stranger has is none: `*`, every address, an ARN of any account. */
function namesSomeone(condition: Condition): (value: Pattern) => boolean {
  const key = condition.key.toLowerCase();
  return (value) => {
    const text = plainText(value);
    if (/^[*?]*$/.test(text)) return false;
    if (key.endsWith('sourceip')) return !/^(?:0\.0\.0\.0|::)\/0$/.test(text);
    if (key === 'aws:principalisawsservice' || key.startsWith('elasticfilesystem:')) return /^true$/i.test(text);
    return key.endsWith('arn') ? namesAccount(text) : true;
  };
}

/** `arn:aws:sns:*:*:Topic` is anyone's topic; names of buckets are the world's, so that an ARN of one needs no account. */
function namesAccount(arn: string): boolean {
  const [, , service = '', , account = '', ...rest] = arn.split(':');
  if (!arn.startsWith('arn:')) return true;
  if (service === 's3') return !/^[*?]*$/.test(rest.join(':').split('/')[0] ?? '');
  return !/^[*?]*$/.test(account) || (account === '' && !/^[*?]*$/.test(rest.join(':')));
}

/** What is not plain (a reference, an account's id) is a character that no pattern's wildcard is. */
export function plainText(pattern: { readonly parts: readonly Part[] }): string {
  return pattern.parts.map((part) => (typeof part === 'string' ? part : '\uE000')).join('');
}
