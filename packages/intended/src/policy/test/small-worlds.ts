import * as fc from 'fast-check';
import { computeAccess } from '../compute-access.ts';
import { keptTables } from '../tables.ts';
import type { Tables } from '../tables.ts';
import { application, choice, grant, ref, role, store, text } from './make-application.ts';

/*
 * Worlds so small that every object of the one bucket can be asked about: names of at most four letters, patterns of
 * at most two, three actions. The evaluator below knows nothing of families, parts or indexes.
 */

/** A world of one service with three actions; access levels alone say what they do. */
export const TINY: Tables = keptTables({
  read: (name) =>
    name === 'iam-actions.txt'
      ? [
          '# a world of its own',
          's3\tbucket=arn:${Partition}:s3:::${Bucket}|object=arn:${Partition}:s3:::${Bucket}/${Key}\tGet:R1|Put:W1|Look:L0',
        ].join('\n')
      : '',
});

/** 0 no, 1 maybe, 2 yes. */
export type Three = 0 | 1 | 2;

export interface Small {
  readonly effect: 'Allow' | 'Deny';
  readonly negatedActions: boolean;
  readonly actions: readonly string[];
  readonly negatedResources: boolean;
  /** Patterns for names of objects; `''` is the bucket itself, `**` everything. */
  readonly resources: readonly string[];
  /** Narrowing conditions `A` and `B`, of which nobody knows how they meet, or one that nobody knows at all. */
  readonly condition: 'A' | 'B' | 'unknown' | undefined;
  readonly open: boolean;
}

const CONDITIONS = {
  A: { StringLike: { 's3:prefix': 'a' } },
  B: { StringLike: { 's3:prefix': 'b' } },
  unknown: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
} as const;

export function written(one: Small): unknown {
  const resources = one.resources.map((pattern) =>
    pattern === '**' ? '*' : pattern === '' ? text(ref('Site', 'Arn')) : text(ref('Site', 'Arn'), `/${pattern}`),
  );
  const body = {
    Effect: one.effect,
    [one.negatedActions ? 'NotAction' : 'Action']: one.actions,
    [one.negatedResources ? 'NotResource' : 'Resource']: resources,
    ...(one.condition === undefined ? {} : { Condition: CONDITIONS[one.condition] }),
  };
  return one.open ? choice(body) : body;
}

/** What the room says of each action, own statements and boundaries given: Get, Put, Look; then the capabilities in part. */
export function fromRoom(own: readonly Small[], ...boundaries: readonly (readonly Small[])[]): readonly Three[] {
  const access = computeAccess(
    application({
      stores: [store('s3', 'Site')],
      identities: [role('Role')],
      grants: [
        grant('Role', 'identity', ...own.map(written)),
        ...boundaries.map((one) => grant('Role', 'boundary', ...one.map(written))),
      ],
    }),
    { tables: TINY },
  );
  const atom = access.rows[0]?.atoms.find((one) => one.nodes.includes(0));
  return [1, 2, 16].map((bit) => threeOf(((atom?.yes ?? 0) & bit) !== 0, ((atom?.maybe ?? 0) & bit) !== 0));
}

function threeOf(yes: boolean, maybe: boolean): Three {
  return yes ? 2 : maybe ? 1 : 0;
}

const LETTERS = ['a', 'b', 'z'];

/** Every name of at most four letters. */
const KEYS: readonly string[] = [0, 1, 2, 3].reduce<readonly string[]>(
  (keys) => ['', ...keys.flatMap((key) => LETTERS.map((letter) => key + letter))],
  [''],
);

interface Request {
  readonly action: string;
  /** Undefined for the bucket itself. */
  readonly key: string | undefined;
  readonly holds: Readonly<Record<'A' | 'B', Three>>;
}

/** Some requests fulfil `A`, some do not, and so it is with `B`; nobody knows whether one request does both. */
const REQUESTS: readonly (readonly Request['holds'][])[] = (['A', 'B'] as const).flatMap((name) =>
  ([0, 2] as const).map((value) => ([0, 2] as const).map((other) => ({ A: other, B: other, [name]: value }))),
);

/** The same, asked of every object and request. */
export function judged(own: readonly Small[], ...boundaries: readonly (readonly Small[])[]): readonly Three[] {
  return ['Get', 'Put', 'Look'].map((action) => {
    const verdicts = (action === 'Look' ? [undefined] : KEYS).flatMap((key) =>
      REQUESTS.map((cases) =>
        oneOf(
          cases.map((holds) => least(...[own, ...boundaries].map((list) => verdictOf(list, { action, key, holds })))),
        ),
      ),
    );
    return most(...verdicts);
  });
}

/** One of these cases holds. */
function oneOf(cases: readonly Three[]): Three {
  return cases.every((one) => one === cases[0]) ? (cases[0] ?? 0) : 1;
}

function verdictOf(list: readonly Small[], request: Request): Three {
  const strongest = (effect: Small['effect']): Three =>
    most(0, ...list.filter((one) => one.effect === effect).map((one) => applies(one, request)));
  return least(strongest('Allow'), not(strongest('Deny')));
}

function applies(one: Small, { action, key, holds }: Request): Three {
  const named = one.actions.some((pattern) => matches(pattern.replace('s3:', ''), action, 'i'));
  const covered = one.resources.some(
    (pattern) =>
      pattern === '**' ||
      (key !== undefined && pattern !== '' ? matches(pattern, key) : key === undefined && pattern === ''),
  );
  const condition = one.condition === undefined ? 2 : one.condition === 'unknown' ? 1 : holds[one.condition];
  if (named === one.negatedActions || covered === one.negatedResources) return 0;
  return least(condition, one.open ? 1 : 2);
}

const expressions = new Map<string, RegExp>();

function matches(pattern: string, text: string, flags = ''): boolean {
  const expression =
    expressions.get(pattern + flags) ?? new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags);
  expressions.set(pattern + flags, expression);
  return expression.test(text);
}

const least = (...all: readonly Three[]): Three => (all.includes(0) ? 0 : all.includes(1) ? 1 : 2);
const most = (...all: readonly Three[]): Three => (all.includes(2) ? 2 : all.includes(1) ? 1 : 0);
const not = (one: Three): Three => (one === 0 ? 2 : one === 2 ? 0 : 1);

/** Patterns for names, of at most two letters and wildcards; `''` for the bucket and `**` for everything among them. */
export const glob: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 2 })
  .map((pieces) => pieces.join(''));

export function small(effects: readonly Small['effect'][]): fc.Arbitrary<Small> {
  return fc.record({
    effect: fc.constantFrom(...effects),
    negatedActions: fc.constantFrom(false, false, false, true),
    actions: fc.array(fc.constantFrom('s3:Get', 's3:put', 's3:*', '*', 's3:?et', 's3:Look'), {
      minLength: 1,
      maxLength: 2,
    }),
    negatedResources: fc.constantFrom(false, false, false, true),
    resources: fc.array(glob, { minLength: 1, maxLength: 2 }),
    condition: fc.constantFrom(undefined, undefined, undefined, undefined, 'A', 'B', 'unknown'),
    open: fc.constantFrom(false, false, false, false, true),
  });
}

export const policy: fc.Arbitrary<readonly Small[]> = fc.array(small(['Allow', 'Allow', 'Deny']), { maxLength: 3 });
