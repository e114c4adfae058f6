import type { Resource } from '#model/application';
import { dictionary, itemsOf, valueAt } from '#model/read-value';
import { deferred } from '#model/value';
import { parsePolicy } from '#policy/parse-policy';
import type { Policy, Principal, Statement } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from './context.ts';
import type { Control, Outcome } from './define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from './define-control.ts';
import { bestOf, worstOf } from './judge-value.ts';
import { narrows, plainText } from './policy-conditions.ts';
import {
  actionWords,
  foreignPrincipals,
  isAnyone,
  judgeOpenToAnyone,
  judgePlainTransport,
  openQuestions,
  policyAt,
  serviceWideActions,
} from './policy-statements.ts';
import { ownAccounts } from './trust-policies.ts';

/** Where the policy of one kind of resource stands. */
export interface PolicyHolder {
  readonly types: readonly string[];
  readonly reads: readonly string[];
  policyOf(resource: Resource): Policy | undefined;
  /** The smallest template with this statement. */
  example(statement: string): string;
}

/** A control that asks the policy of a resource. */
export interface HolderFacts extends Pick<Control, 'id' | 'title' | 'severity' | 'why' | 'fix' | 'sources' | 'about'> {
  readonly cwe?: number;
  readonly holder: PolicyHolder;
  ask(policy: Policy, resource: Resource, context: Context): Outcome;
  /** Statements in YAML's flow style. */
  readonly bad: string;
  readonly good: string;
}

/** Makes a control of a resource's policy; no policy, no question. */
export function policyControl(facts: HolderFacts): Control {
  const { holder, ask, bad, good, ...words } = facts;
  return defineControl({
    ...words,
    types: holder.types,
    reads: holder.reads,
    judge(resource, context) {
      const policy = holder.policyOf(resource);
      return policy === undefined ? notApplicable : ask(policy, resource, context);
    },
    // Made when somebody looks: a check does not.
    get examples() {
      return {
        violated: holder.example(bad),
        satisfied: holder.example(good),
        undetermined: UNDECIDED + holder.example(`!If [IsOpen, ${bad}, ${good}]`),
      };
    },
  });
}

const UNDECIDED = `Parameters:
  Open: { Type: String }
Conditions:
  IsOpen: !Equals [!Ref Open, 'yes']
`;

/** A policy in one property of a type; `base` are further properties, `more` further resources, in YAML. */
export function policyIn(types: readonly string[], path: string, base: string, more = ''): PolicyHolder {
  const [type = ''] = types;
  const keys = path.split('.');
  const nested = keys.map((key, depth) => `${' '.repeat(6 + 2 * depth)}${key}:\n`).join('');
  const pad = ' '.repeat(6 + 2 * keys.length);
  return {
    types,
    reads: types.map((one) => `${one}.${path}`),
    policyOf: (resource) => policyAt(resource, path),
    example: (statement) =>
      `Resources:\n${more}  Subject:\n    Type: ${type}\n    Properties:\n${base}${nested}${pad}Version: '2012-10-17'\n${pad}Statement:\n${pad}  - ${statement}\n`,
  };
}

export const BUCKET_POLICY: PolicyHolder = policyIn(
  ['AWS::S3::BucketPolicy'],
  'PolicyDocument',
  '      Bucket: !Ref Files\n',
  '  Files: { Type: AWS::S3::Bucket }\n',
);
export const QUEUE_POLICY: PolicyHolder = policyIn(
  ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy'],
  'PolicyDocument',
  '      Queues: [!Ref Rides]\n',
  '  Rides: { Type: AWS::SQS::Queue }\n',
);
export const TOPIC_POLICY: PolicyHolder = policyIn(
  ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  'PolicyDocument',
  '      Topics: [!Ref Rides]\n',
  '  Rides: { Type: AWS::SNS::Topic }\n',
);

/** Policies of a bus: statements of their own, or the older form with a principal and a condition beside it. */
export const BUS_POLICY: PolicyHolder = {
  types: ['AWS::Events::EventBusPolicy'],
  reads: ['AWS::Events::EventBusPolicy.Statement', 'AWS::Events::EventBusPolicy.Principal'],
  policyOf({ properties }) {
    const statement = valueAt(properties, 'Statement') ?? olderStatement(properties);
    return parsePolicy(dictionary({ Statement: statement }, properties.at));
  },
  example: (statement) =>
    `Resources:\n  Subject:\n    Type: AWS::Events::EventBusPolicy\n    Properties:\n      StatementId: rides\n      Statement: ${statement}\n`,
};

function olderStatement(properties: Resource['properties']): Resource['properties'] {
  const condition = valueAt(properties, 'Condition');
  const key = valueAt(condition, 'Key');
  const kind = valueAt(condition, 'Type');
  const operator = kind?.kind === 'scalar' ? String(kind.value) : 'StringEquals';
  const name = key?.kind === 'scalar' ? String(key.value) : 'aws:PrincipalOrgID';
  const principal = valueAt(properties, 'Principal');
  const isStar = principal?.kind === 'scalar' && principal.value === '*';
  return dictionary(
    {
      Effect: { kind: 'scalar', value: 'Allow', at: properties.at },
      Principal: isStar ? principal : dictionary({ AWS: principal }, properties.at),
      Action: valueAt(properties, 'Action') ?? { kind: 'scalar', value: 'events:PutEvents', at: properties.at },
      Condition:
        condition === undefined
          ? undefined
          : dictionary({ [operator]: dictionary({ [name]: valueAt(condition, 'Value') }, condition.at) }, condition.at),
    },
    properties.at,
  );
}

/** Is the policy open to anyone? Only statements that `counts` picks matter. */
export function askOpen(policy: Policy, resource: Resource, counts?: (statement: Statement) => boolean): Outcome {
  return judgeOpenToAnyone(
    policy,
    (statement) => `\`${resource.id}\` lets anyone do ${actionWords(statement)}`,
    counts,
  );
}

/** Asks each Allow; a violation inside an undecided `Fn::If` is an open question. */
export function askAllows(policy: Policy, ask: (statement: Statement) => Outcome): Outcome {
  const outcomes = policy.statements
    .filter(({ effect }) => effect === 'Allow')
    .map((statement) => ({ statement, outcome: ask(statement) }))
    .map(({ statement, outcome }) =>
      !statement.certain && outcome.kind === 'violated'
        ? undetermined(deferred('condition', 'Fn::If', statement.at))
        : outcome,
    );
  return worstOf([satisfied, ...outcomes, ...openQuestions(policy)]);
}

/** Does an Allow except instead of naming? */
export function askInverted(policy: Policy, resource: Resource): Outcome {
  return askAllows(policy, (statement) => {
    const inverted =
      statement.principals?.negated === true ? 'NotPrincipal' : statement.actions.negated ? 'NotAction' : '';
    return inverted === ''
      ? satisfied
      : violated(statement.at, `\`${resource.id}\` allows everything but what \`${inverted}\` names`);
  });
}

/** Does an Allow grant every action of the service? */
export function askEveryAction(policy: Policy, resource: Resource, service: string): Outcome {
  return askAllows(policy, (statement) => {
    const [wide] = serviceWideActions(statement, service);
    return wide === undefined
      ? satisfied
      : violated(wide.at, `\`${resource.id}\` allows \`${wordsOfParts(wide.parts)}\``);
  });
}

/** Does an Allow name an account that is not the app's own? The platform's own writers of logs are no strangers. */
export function askForeign(policy: Policy, resource: Resource, context: Context): Outcome {
  const own = new Set([...ownAccounts(context), ...declaredAccounts(context)]);
  return askAllows(policy, (statement) => {
    if (isLogDelivery(statement)) return satisfied;
    const [foreign] = foreignPrincipals(statement, own);
    return foreign === undefined
      ? satisfied
      : violated(foreign.at, `\`${resource.id}\` trusts another account, \`${wordsOfParts(foreign.parts)}\``);
  });
}

/** Accounts of what the intent file declares outside of the app. */
function declaredAccounts({ intent }: Context): readonly string[] {
  return intent.external.flatMap(({ name }) => name?.match(/\b\d{12}\b/)?.[0] ?? []);
}

/** Load balancers write their logs as an account of the provider's, below a fixed prefix. */
function isLogDelivery({ actions, resources }: Statement): boolean {
  const onlyPuts = !actions.negated && actions.patterns.every((pattern) => plainText(pattern) === 's3:PutObject');
  return onlyPuts && resources?.patterns.every((pattern) => plainText(pattern).includes('AWSLogs/')) === true;
}

/** Does a Deny without any condition hit everyone, on everything the service can do? */
export function askLockout(policy: Policy, resource: Resource): Outcome {
  const locks = policy.statements.filter(
    (statement) =>
      statement.effect === 'Deny' &&
      statement.conditions.length === 0 &&
      statement.principals?.negated === false &&
      statement.principals.list.some(isAnyone) &&
      statement.actions.patterns.some((pattern) => /^(?:\*|s3:\*)$/i.test(plainText(pattern))),
  );
  const [lock] = locks.toSorted((one, other) => Number(other.certain) - Number(one.certain));
  if (lock === undefined) return openQuestions(policy)[0] ?? satisfied;
  if (!lock.certain) return undetermined(deferred('condition', 'Fn::If', lock.at));
  return violated(lock.at, `\`${resource.id}\` denies everything to everyone, its owners too`);
}

/** A role or user that may use the key on data, whatever brings it the data. */
export function usesKeyDirectly(statement: Statement): boolean {
  const bound = statement.conditions.some(
    (condition) =>
      narrows(condition) ||
      /^kms:(?:ViaService|EncryptionContext|GrantIsForAWSResource|GrantConstraint)/i.test(condition.key),
  );
  return !bound && (statement.principals?.list ?? []).some(isPerson);
}

/** A role or user by name; the account's root only hands the decision on to identity policies. */
function isPerson({ kind, parts }: Principal): boolean {
  if (kind === 'anyone') return true;
  const isReference = parts.some((part) => typeof part === 'object' && part.kind === 'reference');
  return kind === 'AWS' && (isReference || /:(?:role|user|assumed-role)\//.test(plainText({ parts })));
}

/** Is there one among the policies of this resource that refuses requests without TLS? */
export function judgeTlsOnly(
  resource: Resource,
  policies: readonly Resource[],
  { holder, enough }: { readonly holder: PolicyHolder; readonly enough: readonly string[] },
): Outcome {
  const otherwise = violated(resource.typeAt, `\`${resource.id}\` answers requests without TLS`);
  return bestOf(
    policies.map((one) => {
      const outcome = judgePlainTransport(holder.policyOf(one), enough, otherwise);
      return outcome.kind === 'satisfied' ? whereItExists(one, resource) : outcome;
    }),
    otherwise,
  );
}

/** Policies that name a queue or topic among others in this property. */
export function policiesNaming(
  resource: Resource,
  holder: PolicyHolder,
  property: string,
  context: Context,
): readonly Resource[] {
  return context
    .naming(resource, ...holder.types)
    .filter((one) => itemsOf(valueAt(one.properties, property)).some((item) => context.find(item) === resource));
}

/** A policy that a condition may leave out is an open question, unless what it protects goes with it. */
function whereItExists(policy: Resource, resource: Resource): Outcome {
  if (policy.exists.kind === 'known') return satisfied;
  const together = resource.exists.kind === 'deferred' && resource.exists.why.name === policy.exists.why.name;
  return together ? satisfied : undetermined(policy.exists);
}
