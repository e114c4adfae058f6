import type { Store } from '#model/node';
import type { Value } from '#model/value';
import { packageTables } from '#source/package-tables';
import { readService } from '../actions.ts';
import { capabilityTable } from '../capabilities.ts';
import { keptTables } from '../tables.ts';
import type { Tables } from '../tables.ts';
import { ACCOUNT, choice, parameter, PARTITION, ref, REGION, store, text, unknownPart } from './make-application.ts';

/*
 * A second evaluator, as plain and slow as can be, to judge the room by: every store has a few members (an object,
 * an index, a stream), every unknown has a few values, and every statement is asked about every action of every member.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * From the room it takes only types, the letters of the capabilities and the published lists of actions.
 */

export const TABLES: Tables = keptTables(packageTables());
const LETTERS = capabilityTable(TABLES);

/** 0 no, 1 maybe, 2 yes. */
type Three = 0 | 1 | 2;
const both = (...all: readonly Three[]): Three => (all.includes(0) ? 0 : all.includes(1) ? 1 : 2);
const some = (...all: readonly Three[]): Three => (all.includes(2) ? 2 : all.includes(1) ? 1 : 0);
const not = (one: Three): Three => (one === 0 ? 2 : one === 2 ? 0 : 1);

/** What a template does not say, and values that it may have. `{?}` is unknown each time anew. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  '{account}': ['111111111111', '222222222222'],
  '{region}': ['eu-west-1', 'us-east-1'],
  '{Rides}': ['app-Rides-Q7', 'ri-Rides-Q7', 'x-Rides-Q7'],
  '{Site}': ['app-site-Q8', 'si-site-Q8'],
  '{Stage}': ['dev', 'prod', 'six', 'six/x', 'dev-other/x', 'dev-files/x', 'app-site-Q8/k', 'si-site-Q8/k'],
  '{Anything}': ['*', 'zzz', 'arn:aws:s3:::dev-files/public/a', 'arn:aws:dynamodb:eu-west-1:111111111111:table/riders'],
  '{?}': ['*', 'zzz', 'jobs', 'a/b'],
};

export const STORES: readonly Store[] = [
  store('dynamodb', 'Rides'),
  store('dynamodb', 'Riders', 'riders'),
  store('s3', 'Site'),
  store('s3', 'Files', [parameter('Stage'), '-files']),
  store('sqs', 'Jobs', 'jobs'),
  store('logs', 'Log', '/aws/lambda/ride'),
];

/** Members by the type that the provider's list of actions names; `''` for actions that name none. */
export interface Node {
  readonly id: string;
  readonly service: string;
  readonly members: Readonly<Record<string, readonly string[]>>;
}

const tableMembers = (arn: string): Node['members'] => ({
  table: [arn],
  index: [`${arn}/index/by-name`, `${arn}/index/names`],
  stream: [`${arn}/stream/2026`, `${arn}/stream/s`],
  backup: [`${arn}/backup/1`, `${arn}/backup/s`],
  export: [`${arn}/export/1`, `${arn}/export/s`],
  import: [`${arn}/import/1`, `${arn}/import/s`],
});
const bucketMembers = (arn: string): Node['members'] => ({
  bucket: [arn],
  object: [
    `${arn}/public/a`,
    `${arn}/public/b.png`,
    `${arn}/secret/a`,
    `${arn}/k-files`,
    `${arn}/k-files/z`,
    `${arn}/k-other/z`,
    `${arn}/k-other/k-files`,
  ],
});
export const NODES: readonly Node[] = [
  {
    id: 'Rides',
    service: 'dynamodb',
    members: tableMembers('arn:aws:dynamodb:{region}:{account}:table/{Rides}'),
  },
  { id: 'Riders', service: 'dynamodb', members: tableMembers('arn:aws:dynamodb:{region}:{account}:table/riders') },
  { id: 'Site', service: 's3', members: bucketMembers('arn:aws:s3:::{Site}') },
  { id: 'Files', service: 's3', members: bucketMembers('arn:aws:s3:::{Stage}-files') },
  { id: 'Jobs', service: 'sqs', members: { queue: ['arn:aws:sqs:{region}:{account}:jobs'] } },
  {
    id: 'Log',
    service: 'logs',
    members: {
      // Requests about a group name it with something behind a colon.
      'log-group': ['arn:aws:logs:{region}:{account}:log-group:/aws/lambda/ride:log-stream:'],
      'log-stream': ['arn:aws:logs:{region}:{account}:log-group:/aws/lambda/ride:log-stream:1'],
    },
  },
];

/** A pattern as the template has it, and in the words of this file; `partial` ones cover some members of a kind only. */
export interface Written {
  readonly written: string | Value;
  readonly plain: string;
  readonly partial?: true;
}

const literally = (plain: string, partial?: true): Written =>
  partial === undefined ? { written: plain, plain } : { written: plain, plain, partial };
export const RESOURCES: readonly Written[] = [
  literally('*'),
  { written: text(ref('Rides', 'Arn')), plain: 'arn:aws:dynamodb:{region}:{account}:table/{Rides}' },
  {
    written: text(ref('Rides', 'Arn'), '/index/*'),
    plain: 'arn:aws:dynamodb:{region}:{account}:table/{Rides}/index/*',
  },
  { written: text(ref('Rides', 'Arn'), '*'), plain: 'arn:aws:dynamodb:{region}:{account}:table/{Rides}*' },
  literally('arn:aws:dynamodb:*:*:table/riders'),
  literally('arn:aws:dynamodb:*:*:table/*'),
  literally('arn:aws:dynamodb:*:*:table/r*s', true),
  literally('arn:aws:dynamodb:*:*:table/rider?'),
  literally('arn:aws:dynamodb:*:*:table/ride?'),
  literally('arn:aws:dynamodb:*:111111111111:table/ri*'),
  literally('arn:aws:dynamodb:eu-west-?:*:table/r*'),
  {
    written: text('arn:', PARTITION, ':dynamodb:', REGION, ':', ACCOUNT, ':table/riders'),
    plain: 'arn:aws:dynamodb:{region}:{account}:table/riders',
  },
  { written: text(ref('Site', 'Arn'), '/*'), plain: 'arn:aws:s3:::{Site}/*' },
  { written: text(ref('Site', 'Arn')), plain: 'arn:aws:s3:::{Site}' },
  { written: text('arn:aws:s3:::', ref('Site'), '/public/*'), plain: 'arn:aws:s3:::{Site}/public/*', partial: true },
  literally('arn:aws:s3:::si*/*'),
  literally('arn:aws:s3:::*/*'),
  literally('arn:aws:s3:::*'),
  literally('arn:aws:s3:::*/*.png', true),
  { written: text('arn:aws:s3:::', parameter('Stage'), '-files/*'), plain: 'arn:aws:s3:::{Stage}-files/*' },
  { written: text('arn:aws:s3:::', parameter('Stage'), '-files'), plain: 'arn:aws:s3:::{Stage}-files', partial: true },
  {
    written: text('arn:aws:s3:::', parameter('Stage'), '-other/*'),
    plain: 'arn:aws:s3:::{Stage}-other/*',
    partial: true,
  },
  literally('arn:aws:s3:::dev-files/*'),
  literally('arn:aws:s3:::dev-files/public/*', true),
  literally('arn:aws:s3:::dev-other/*'),
  literally('arn:aws:s3:::?ev-files'),
  { written: text(parameter('Anything')), plain: '{Anything}', partial: true },
  { written: text('arn:aws:sqs:*:*:', unknownPart()), plain: 'arn:aws:sqs:*:*:{?}' },
  literally('arn:aws:sqs:*:*:jobs'),
  literally('arn:aws:sqs:*:*:jo*'),
  literally('arn:aws:logs:*:*:log-group:/aws/lambda/*'),
  literally('arn:aws:logs:*:*:log-group:/aws/lambda/ride:*'),
  literally('arn:aws:logs:*:*:*'),
];

export const ACTIONS: readonly Written[] = [
  literally('dynamodb:GetItem'),
  literally('DynamoDB:*'),
  literally('dynamodb:*Item'),
  literally('dynamodb:?etItem'),
  literally('s3:Get*'),
  literally('s3:*Object'),
  literally('s3:ListBucket'),
  literally('s3:*'),
  literally('*'),
  literally('sqs:SendMessage'),
  literally('sqs:*Message'),
  literally('logs:Put*'),
  literally('logs:*'),
  { written: text('s3:', parameter('Verb')), plain: '{Verb}' },
];

/** Conditions, and whether requests of an identity of the app fulfil them. */
export const CONDITIONS: readonly { readonly written: object; readonly holds: Three | 'chosen' | 'part' }[] = [
  { written: { Bool: { 'aws:SecureTransport': 'true' } }, holds: 'chosen' },
  { written: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, holds: 1 },
  { written: { StringLike: { 's3:prefix': 'x' } }, holds: 'part' },
  { written: { StringEquals: { 'aws:PrincipalAccount': text(ACCOUNT) } }, holds: 2 },
  { written: { Null: { 'aws:SourceArn': 'false' } }, holds: 0 },
  { written: { StringNotEquals: { 'aws:PrincipalAccount': '111111111111' } }, holds: 1 },
];

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly negatedActions: boolean;
  readonly actions: readonly Written[];
  readonly negatedResources: boolean;
  readonly resources: readonly Written[];
  readonly condition: (typeof CONDITIONS)[number] | undefined;
  /** Stands in an undecided branch. */
  readonly open: boolean;
}

/**
 * Every way to give values to the unknowns of a pattern and a resource. What is part of a name that a person gave is
 * no name that the provider generates.
 */
function worlds(pattern: string, resource: string): readonly ReadonlyMap<string, string>[] {
  let found: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const [name, all] of Object.entries(UNKNOWN)) {
    if (!pattern.includes(name) && !resource.includes(name)) continue;
    const values = resource.includes(name) && name === '{Stage}' ? all.filter((one) => !one.includes('-Q')) : all;
    found = found.flatMap((world) => values.map((one) => new Map([...world, [name, one]])));
  }
  return found;
}

function inWorld(plain: string, world: ReadonlyMap<string, string>): string {
  return plain.replaceAll(/\{[^}]*\}/g, (name) => world.get(name) ?? name);
}

const expressions = new Map<string, RegExp>();

function asExpression(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const known = expressions.get(source) ?? new RegExp(`^${source}$`, 's');
  expressions.set(source, known);
  return known;
}

const matches = new Map<string, Three>();

/** Does a pattern name a resource: in every world, in some, in none? `''` is what only `*` names. */
export function names(pattern: string, resource: string): Three {
  const key = `${pattern} ${resource}`;
  const known = matches.get(key);
  if (known !== undefined) return known;
  const verdicts = worlds(pattern, resource).map((world) => {
    const wanted = inWorld(pattern, world);
    return resource === '' ? wanted === '*' : asExpression(wanted).test(inWorld(resource, world));
  });
  const verdict: Three = verdicts.every(Boolean) ? 2 : verdicts.some(Boolean) ? 1 : 0;
  matches.set(key, verdict);
  return verdict;
}

function namesAction(one: Written, action: string): Three {
  if (one.plain === '{Verb}') return action.startsWith('s3:') ? 1 : 0;
  return asExpression(one.plain.toLowerCase()).test(action.toLowerCase()) ? 2 : 0;
}

/** A member of a store in a request: `inside` what a narrowing condition lets through, or not. */
interface Request {
  readonly action: string;
  readonly resource: string;
  readonly inside: boolean;
}

function applies(statement: Statement, request: Request): Three {
  return both(
    once(actionsNamed, statement, request.action, () => {
      const named = some(...statement.actions.map((one) => namesAction(one, request.action)));
      return statement.negatedActions ? not(named) : named;
    }),
    once(resourcesNamed, statement, request.resource, () => {
      const named = some(...statement.resources.map((one) => names(one.plain, request.resource)));
      return statement.negatedResources ? not(named) : named;
    }),
    fulfilled(statement, request),
    statement.open ? 1 : 2,
  );
}

type Kept = WeakMap<Statement, Map<string, Three>>;
const actionsNamed: Kept = new WeakMap();
const resourcesNamed: Kept = new WeakMap();

/** The same question is asked for every member and action: it is answered once. */
function once(kept: Kept, statement: Statement, asked: string, answer: () => Three): Three {
  const answers = kept.get(statement) ?? new Map<string, Three>();
  kept.set(statement, answers);
  const known = answers.get(asked) ?? answer();
  answers.set(asked, known);
  return known;
}

function fulfilled({ condition, effect }: Statement, request: Request): Three {
  if (condition === undefined) return 2;
  if (condition.holds === 'chosen') return effect === 'Allow' ? 2 : 0;
  if (condition.holds === 'part') return request.inside ? 2 : 0;
  return condition.holds;
}

/** Who a statement of a resource's policy is for, as `Role` sees it. */
export const PRINCIPALS: readonly { readonly written: unknown; readonly allows: Three; readonly denies: Three }[] = [
  { written: '*', allows: 2, denies: 2 },
  { written: { AWS: '*' }, allows: 2, denies: 2 },
  { written: { AWS: text(ref('Role', 'Arn')) }, allows: 2, denies: 2 },
  { written: { AWS: text(ref('Other', 'Arn')) }, allows: 0, denies: 0 },
  // In the same account the root stands for the account: an Allow leaves it to the identity's policies.
  { written: { AWS: text('arn:', PARTITION, ':iam::', ACCOUNT, ':root') }, allows: 0, denies: 2 },
  { written: { AWS: '111111111111' }, allows: 0, denies: 1 },
  { written: { Service: 'lambda.amazonaws.com' }, allows: 0, denies: 0 },
  { written: choice('*', { AWS: text(ref('Other', 'Arn')) }), allows: 1, denies: 1 },
];

export interface OnResource extends Statement {
  readonly principal: (typeof PRINCIPALS)[number];
}

export interface World {
  readonly identity: readonly Statement[];
  readonly boundary: readonly Statement[] | undefined;
  readonly policies: Readonly<Record<string, readonly OnResource[]>>;
}

/** The verdict on one request: no Deny, some Allow, and the boundary. */
function decide(world: World, node: string, request: Request): Three {
  const own = world.policies[node] ?? [];
  const list = [
    ...world.identity.map((one) => [one, applies(one, request)] as const),
    ...own.map(
      (one) =>
        [
          one,
          both(applies(one, request), one.effect === 'Allow' ? one.principal.allows : one.principal.denies),
        ] as const,
    ),
  ];
  const granted = verdict(list);
  if (world.boundary === undefined) return granted;
  return both(granted, verdict(world.boundary.map((one) => [one, applies(one, request)] as const)));
}

function verdict(list: readonly (readonly [Statement, Three])[]): Three {
  const allow = some(...list.filter(([one]) => one.effect === 'Allow').map(([, three]) => three), 0);
  const deny = some(...list.filter(([one]) => one.effect === 'Deny').map(([, three]) => three), 0);
  return both(allow, not(deny));
}

/** Masks of every store: `[id, yes, maybe]`. */
export function judge(world: World): readonly (readonly [string, number, number])[] {
  const all = [...world.identity, ...(world.boundary ?? []), ...Object.values(world.policies).flat()];
  const sides = all.some((one) => one.condition?.holds === 'part') ? [true, false] : [true];
  return NODES.map((node) => {
    let yes = 0;
    let maybe = 0;
    const service = readService(TABLES, node.service);
    for (const action of service?.actions ?? []) {
      const types = action.types.map((type) => service?.types[type]?.name ?? '');
      const resources = types.length === 0 ? [''] : types.flatMap((type) => node.members[type] ?? []);
      const { mask } = LETTERS.of(node.service, action.name, action.level, types.length === 0);
      for (const resource of resources)
        for (const inside of sides) {
          const found = decide(world, node.id, { action: `${node.service}:${action.name}`, resource, inside });
          if (found === 2) yes |= mask;
          if (found > 0) maybe |= mask;
        }
    }
    return [node.id, yes, maybe] as const;
  });
}
