import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '#model/value';
import type { Access, Verdict } from './access.ts';
import { CAPABILITIES } from './access.ts';
import { packageTables } from '#source/package-tables';
import { computeAccess } from './compute-access.ts';
import { keptTables } from './tables.ts';
import { application, choice, grant, parameter, ref, role, store, text, unknownPart } from './test/make-application.ts';

const STORES = [
  store('dynamodb', 'Rides'),
  store('dynamodb', 'Riders', 'riders'),
  store('s3', 'Site'),
  store('s3', 'Files', [parameter('Stage'), '-files']),
  store('sqs', 'Jobs', 'jobs'),
];
const ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:Scan',
  'dynamodb:PutItem',
  's3:GetObject',
  's3:ListBucket',
  'sqs:SendMessage',
];
/** Read once for all runs. */
const TABLES = keptTables(packageTables());
const RANK: Readonly<Record<Verdict, number>> = { no: 0, maybe: 1, yes: 2 };

interface Draft {
  readonly effect: 'Allow' | 'Deny';
  readonly negatedAction: boolean;
  readonly actions: readonly string[];
  readonly negatedResource: boolean;
  readonly resources: readonly (string | Value)[];
  readonly condition: object | undefined;
  readonly certain: boolean;
}

const actions = fc.constantFrom(
  'dynamodb:GetItem',
  'DynamoDB:*',
  'dynamodb:*Item',
  's3:Get*',
  's3:ListBucket',
  '*',
  'sqs:SendMessage',
  's3:?etObject',
);
const resources = fc.constantFrom<string | Value>(
  '*',
  text(ref('Rides', 'Arn')),
  text(ref('Rides', 'Arn'), '/index/*'),
  'arn:aws:dynamodb:*:*:table/riders',
  'arn:aws:dynamodb:*:*:table/*',
  'arn:aws:dynamodb:eu-west-1:*:table/r*',
  text(ref('Site', 'Arn'), '/*'),
  text(ref('Site', 'Arn')),
  text('arn:aws:s3:::', parameter('Stage'), '-files/*'),
  'arn:aws:s3:::dev-files/public/*',
  text(parameter('Anything')),
  text('arn:aws:sqs:*:*:', unknownPart()),
);
const conditions = fc.constantFrom<object | undefined>(
  undefined,
  undefined,
  { Bool: { 'aws:SecureTransport': 'true' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
  { StringLike: { 'dynamodb:LeadingKeys': 'x' } },
  { Null: { 'aws:SourceArn': 'false' } },
);
const statement = (effect: fc.Arbitrary<'Allow' | 'Deny'>): fc.Arbitrary<Draft> =>
  fc.record({
    effect,
    negatedAction: fc.constantFrom(false, false, false, true),
    actions: fc.array(actions, { minLength: 1, maxLength: 3 }),
    negatedResource: fc.constantFrom(false, false, false, true),
    resources: fc.array(resources, { minLength: 1, maxLength: 3 }),
    condition: conditions,
    certain: fc.constantFrom(true, true, false),
  });
const anyStatement = statement(fc.constantFrom('Allow', 'Allow', 'Deny'));

function written(draft: Draft): unknown {
  const body = {
    Effect: draft.effect,
    [draft.negatedAction ? 'NotAction' : 'Action']: draft.actions,
    [draft.negatedResource ? 'NotResource' : 'Resource']: draft.resources,
    ...(draft.condition === undefined ? {} : { Condition: draft.condition }),
  };
  return draft.certain ? body : choice(body);
}

function access(policies: readonly (readonly Draft[])[], boundary?: readonly Draft[]): Access {
  const grants = policies.map((drafts, index) => grant(`Role${index}`, 'identity', ...drafts.map(written)));
  const bounds = boundary === undefined ? [] : [grant('Role0', 'boundary', ...boundary.map(written))];
  return computeAccess(
    application({
      stores: STORES,
      identities: policies.map((_one, index) => role(`Role${index}`)),
      grants: [...grants, ...bounds],
    }),
    { tables: TABLES },
  );
}

/** Verdicts of every action on every store, in one order. */
function verdicts(one: Access, identity = 'Role0'): readonly number[] {
  return STORES.flatMap((node) => ACTIONS.map((action) => RANK[one.allows(identity, action, node.id).verdict]));
}

/** Verdict of every capability on every store as the rows have it. */
function rowMasks(one: Access, identity: string): readonly (readonly [string, number, number])[] {
  const row = one.rows[one.rowByIdentity.get(identity) ?? -1];
  return (row?.atoms ?? [])
    .flatMap((atom) => atom.nodes.map((node) => [one.nodes[node] ?? '', atom.yes & 255, atom.maybe & 255] as const))
    .sort((left, right) => (left[0] < right[0] ? -1 : 1));
}

const options = { numRuns: 25 };
const never = (
  before: readonly number[],
  after: readonly number[],
  worse: (left: number, right: number) => boolean,
): boolean => before.every((verdict, index) => !worse(verdict, after[index] ?? -1));

const EVERYTHING: Draft = {
  effect: 'Allow',
  negatedAction: false,
  actions: ['*'],
  negatedResource: false,
  resources: ['*'],
  condition: undefined,
  certain: true,
};

describe('laws of access', () => {
  test('another Allow never lowers a verdict', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 4 }), statement(fc.constant('Allow')), (drafts, more) => {
        expect(
          never(verdicts(access([drafts])), verdicts(access([[...drafts, more]])), (left, right) => right < left),
        ).toBe(true);
      }),
      options,
    );
  });

  test('another Deny never raises a verdict', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 4 }), statement(fc.constant('Deny')), (drafts, more) => {
        expect(
          never(verdicts(access([drafts])), verdicts(access([[...drafts, more]])), (left, right) => right > left),
        ).toBe(true);
      }),
      options,
    );
  });

  test('a boundary never raises a verdict', () => {
    fc.assert(
      fc.property(
        fc.array(anyStatement, { maxLength: 4 }),
        fc.array(anyStatement, { maxLength: 3 }),
        (drafts, boundary) => {
          expect(
            never(verdicts(access([drafts])), verdicts(access([drafts], boundary)), (left, right) => right > left),
          ).toBe(true);
        },
      ),
      options,
    );
  });

  test('the order of statements and the case of actions decide nothing', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 4 }), (drafts) => {
        const turned = [...drafts]
          .toReversed()
          .map((one) => ({ ...one, actions: one.actions.map((action) => action.toUpperCase()) }));
        expect(verdicts(access([turned]))).toEqual(verdicts(access([drafts])));
      }),
      options,
    );
  });

  test('an undecided statement is never yes alone and never a Deny', () => {
    const everything = verdicts(access([[EVERYTHING]]));
    fc.assert(
      fc.property(anyStatement, (draft) => {
        const open = { ...draft, certain: false };
        expect(verdicts(access([[open]])).every((verdict) => verdict < 2)).toBe(true);
        const after = verdicts(access([[EVERYTHING, open]]));
        expect(after.every((verdict, index) => verdict > 0 || everything[index] === 0)).toBe(true);
      }),
      options,
    );
  });

  test('rows are what a plain walk over every capability and node says, shared or not', () => {
    fc.assert(
      fc.property(
        fc.array(anyStatement, { maxLength: 4 }),
        fc.array(anyStatement, { maxLength: 2 }),
        (drafts, other) => {
          const one = access([drafts, other, drafts]);
          for (const identity of ['Role0', 'Role1', 'Role2']) {
            const walked = one.nodes.flatMap((node) => {
              let yes = 0;
              let maybe = 0;
              for (const [bit, capability] of CAPABILITIES.entries()) {
                const { verdict } = one.explain(identity, capability, node);
                if (verdict === 'yes') yes |= 1 << bit;
                if (verdict !== 'no') maybe |= 1 << bit;
              }
              return maybe === 0 ? [] : [[node, yes, maybe] as const];
            });
            expect(rowMasks(one, identity)).toEqual([...walked].sort((left, right) => (left[0] < right[0] ? -1 : 1)));
          }
          expect(one.rowByIdentity.get('Role0')).toBe(one.rowByIdentity.get('Role2'));
        },
      ),
      options,
    );
  });
});
