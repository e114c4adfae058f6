import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Store } from '#model/node';
import type { Verdict } from './access.ts';
import { computeAccess } from './compute-access.ts';
import { application, choice, grant, parameter, ref, role, store, text } from './test/make-application.ts';
import { fromRoom, glob, judged, policy, small, TINY } from './test/small-worlds.ts';
import type { Small } from './test/small-worlds.ts';

/** New worlds in every run; a failure prints its seed and the smallest world. */
const RUNS = { numRuns: 400 };
const holds = <T extends unknown[]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  law: (...values: T) => void,
): void =>
  fc.assert(
    fc.property(fc.tuple<T>(...arbitraries), (values) => law(...values)),
    RUNS,
  );

const ALLOW: Small = {
  effect: 'Allow',
  negatedActions: false,
  actions: ['s3:Get'],
  negatedResources: false,
  resources: ['**'],
  condition: undefined,
  open: false,
};
const allow = (resource: string, more: Partial<Small> = {}): Small => ({ ...ALLOW, resources: [resource], ...more });
const deny = (resource: string, more: Partial<Small> = {}): Small => allow(resource, { effect: 'Deny', ...more });

describe('parts that meet', () => {
  test.each<[string, readonly Small[], readonly (readonly Small[])[], number]>([
    ['a Deny of the same part', [allow('a*'), deny('a*')], [], 0],
    ['a Deny of another part', [allow('a*'), deny('b*')], [], 2],
    ['a Deny of a smaller part', [allow('a*'), deny('ab*')], [], 2],
    ['a Deny of a larger part', [allow('ab*'), deny('a*')], [], 0],
    ['two Denies that leave nothing', [allow('**'), deny('a*'), deny('a*', { negatedResources: true })], [], 0],
    ['two Denies that leave something', [allow('**'), deny('a*'), deny('b*')], [], 2],
    ['a boundary of another part', [allow('a*')], [[allow('b*')]], 0],
    ['a boundary of a part that overlaps', [allow('a*')], [[allow('*b')]], 2],
    ['a boundary that ends where it begins', [allow('a?')], [[allow('b?')]], 0],
    ['NotResource of two that leave nothing', [allow('', { resources: ['?*', ''], negatedResources: true })], [], 2],
    ['NotResource of two that are all', [allow('', { resources: ['a*', '*'], negatedResources: true })], [], 0],
    [
      'a Deny under the same narrowing condition',
      [allow('*', { condition: 'A' }), deny('*', { condition: 'A' })],
      [],
      0,
    ],
    [
      'a Deny under another narrowing condition',
      [allow('*', { condition: 'A' }), deny('*', { condition: 'B' })],
      [],
      1,
    ],
    [
      'a boundary under another narrowing condition',
      [allow('*', { condition: 'A' })],
      [[allow('*', { condition: 'B' })]],
      1,
    ],
    ['a Deny of a part that may not stand', [allow('a*'), deny('a*', { open: true })], [], 1],
  ])('%s', (_name, own, boundaries, expected) => {
    expect(fromRoom(own, ...boundaries)[0]).toBe(expected);
    expect(judged(own, ...boundaries)[0]).toBe(expected);
  });
});

describe('more than can be told apart', () => {
  const many = Array.from(
    { length: 20 },
    (_none, at) => `*${'ab'.repeat(1 + (at % 4))}${'ba?b'.repeat(1 + (at % 3))}${at}*`,
  );
  test.each<[string, readonly Small[], readonly (readonly Small[])[], number]>([
    ['all but many parts may be nothing', [allow('**'), ...many.map((one) => deny(one))], [], 1],
    ['parts less parts may be something', [allow('', { resources: many }), deny('', { resources: many })], [], 1],
    ['a boundary of parts', [allow('', { resources: many })], [[allow('', { resources: many })]], 1],
  ])('%s', (_name, own, boundaries, expected) => {
    expect(fromRoom(own, ...boundaries)[0]).toBe(expected);
  });

  const body = (Effect: string, Resource: unknown, more: object = {}): object => ({
    Effect,
    Action: 's3:Get',
    Resource,
    ...more,
  });

  test('with very many narrowing conditions, what depends on the last is maybe', () => {
    const narrowed = Array.from({ length: 6 }, (_none, at) =>
      body(at === 0 ? 'Allow' : 'Deny', '*', { Condition: { StringLike: { 's3:prefix': `x${at}` } } }),
    );
    expect(accessTo(store('s3', 'Site'), ...narrowed)).toBe('maybe');
  });

  test('patterns with fewer colons than an ARN reach over all of it', () => {
    const site = store('s3', 'Site', 'site');
    expect(accessTo(site, body('Allow', 'arn:aws:s3*'), body('Deny', 'arn:aws:s3:::site/x'))).toBe('yes');
    expect(
      accessTo(
        site,
        body('Allow', 'arn:aws:s3:::site/x'),
        body('Deny', 'arn:aws:s3:::site/x*'),
        body('Deny', text(parameter('P'))),
      ),
    ).toBe('no');
    expect(accessTo(site, body('Allow', choice('arn:aws:s3:::site/x')), body('Deny', 'arn:aws:s3:::site/y'))).toBe(
      'maybe',
    );
  });

  test('an identity is told by its own symbol', () => {
    const site = store('s3', 'Site', [parameter('Stage'), '-site']);
    const own = (end: string): unknown => text(ref('Site', 'Arn'), end);
    expect(accessTo(site, body('Allow', own('/a*')), body('Deny', own('/a*')))).toBe('no');
    const other = text('arn:aws:s3:::', parameter('Stage'), '-site/a*');
    expect(accessTo(site, body('Allow', other), body('Deny', other))).toBe('no');
  });
});

function accessTo(one: Store, ...statements: readonly unknown[]): Verdict {
  const grants = [grant('Role', 'identity', ...statements)];
  const access = computeAccess(application({ stores: [one], identities: [role('Role')], grants }), { tables: TINY });
  return access.allows('Role', 's3:Get', one.id).verdict;
}

describe('laws of small worlds', () => {
  test('the room says what asking about every object says', () => {
    holds([policy, fc.array(policy, { maxLength: 2 })], (own, boundaries) => {
      expect(fromRoom(own, ...boundaries)).toEqual(judged(own, ...boundaries));
    });
  });

  test('another Allow never takes away, another Deny never gives', () => {
    holds([policy, small(['Allow']), small(['Deny'])], (own, more, less) => {
      const before = fromRoom(own);
      const after = fromRoom([...own, more]);
      const denied = fromRoom([...own, less]);
      for (const [at, verdict] of before.entries()) {
        expect(after[at]).toBeGreaterThanOrEqual(verdict);
        expect(denied[at]).toBeLessThanOrEqual(verdict);
      }
    });
  });

  test('the order of statements decides nothing', () => {
    holds([policy, policy], (own, boundary) => {
      expect(fromRoom([...own].toReversed(), [...boundary].toReversed())).toEqual(fromRoom(own, boundary));
    });
  });

  test('a statement split by its actions, or by its resources, says the same', () => {
    holds([policy, small(['Allow', 'Deny'])], (own, one) => {
      const split = (one.negatedActions ? [one] : one.actions.map((action) => ({ ...one, actions: [action] }))).flatMap(
        (part) =>
          part.negatedResources ? [part] : part.resources.map((resource) => ({ ...part, resources: [resource] })),
      );
      expect(fromRoom([...own, ...split])).toEqual(fromRoom([...own, one]));
    });
  });

  test('a wildcard in place of a letter gives no less, and denies no less', () => {
    holds([policy, small(['Allow', 'Deny']), glob, glob], (own, one, head, tail) => {
      const named: Small = { ...one, negatedResources: false, resources: [`${head}a${tail}`] };
      const before = fromRoom([...own, named]);
      const after = fromRoom([...own, { ...named, resources: [`${head}*${tail}`] }]);
      for (const [at, verdict] of before.entries())
        if (one.effect === 'Allow') expect(after[at]).toBeGreaterThanOrEqual(verdict);
        else expect(after[at]).toBeLessThanOrEqual(verdict);
    });
  });

  test('a boundary is the most that there can be, and one like the policy itself changes nothing', () => {
    holds([policy, policy], (own, boundary) => {
      const [mine, its, both] = [fromRoom(own), fromRoom(boundary), fromRoom(own, boundary)];
      for (const [at, verdict] of both.entries())
        expect(verdict).toBeLessThanOrEqual(Math.min(mine[at] ?? 0, its[at] ?? 0));
      expect(fromRoom(own, own)).toEqual(mine);
      expect(both).toEqual(fromRoom(boundary, own));
    });
  });

  test('what is not decided is maybe: never a no where it would be a yes, never a yes where it would be a no', () => {
    holds([policy, small(['Allow', 'Deny'])], (own, one) => {
      const decided = [fromRoom(own), fromRoom([...own, { ...one, open: false }])];
      const undecided = fromRoom([...own, { ...one, open: true }]);
      for (const [at, verdict] of undecided.entries()) {
        const both = decided.map((list) => list[at] ?? 0);
        if (verdict === 0) expect(both).toEqual([0, 0]);
        if (verdict === 2) expect(both).toEqual([2, 2]);
      }
    });
  });
});
