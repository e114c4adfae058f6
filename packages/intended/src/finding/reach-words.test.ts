import { expect, test } from 'vitest';
import type { ReachFacts } from './reach-facts.ts';
import { REACH_KINDS } from './reach-facts.ts';
import { describeReach, REACH_RULES } from './reach-words.ts';

const at = { file: 'template.yaml', line: 80, column: 13, endLine: 80, endColumn: 26 };

const scan: ReachFacts = {
  service: 'RequestUnicorn',
  store: 'RidesTable',
  data: [
    { id: 'pii', title: 'Rider identity and location' },
    { id: 'schedules', title: 'Ride times' },
  ],
  capability: 'read',
  bulk: true,
  actions: ['dynamodb:Scan'],
  path: [{ from: 'RequestUnicorn', to: 'RidesTable', how: 'dynamodb:Scan', at }],
  used: 'no',
  certainty: 'yes',
  exposure: 'anyone',
};

test('an unused bulk read says what, why here, and what to do', () => {
  expect(describeReach('reach-excess', scan)).toEqual({
    title: 'Bulk read that nobody intended',
    message: '`RequestUnicorn` can read everything in `RidesTable` at once, and nobody declared it',
    why: 'At stake: Rider identity and location, and Ride times, every record of it. Anyone on the internet can make `RequestUnicorn` run with input of their choice, so one fault in its code is enough.',
    fix: 'Remove `dynamodb:Scan` at template.yaml:80:13: no code uses it. If it is meant, declare it under `RequestUnicorn` in the intent file: `may: [{ read: [pii, schedules], in: RidesTable }]`.',
  });
});

test('doubt is said, with what would settle it', () => {
  const words = describeReach('reach-excess', {
    ...scan,
    certainty: 'maybe',
    because: ['parameter `TableArn` is not known'],
  });
  expect(words.message).toContain('may be able to');
  expect(words.why).toContain('Not certain: parameter `TableArn` is not known.');
});

test('a log group that receives what nobody declared is a leak of its own', () => {
  const words = describeReach('reach-leak', {
    ...scan,
    service: 'Logs',
    store: 'Logs',
    capability: 'write',
    bulk: false,
  });
  expect(words.message).toBe(
    '`Logs` already receives Rider identity and location, and Ride times, which nobody declared',
  );
  expect(words.fix).toContain('`holds: [pii, schedules]`');
});

test('a leak to elsewhere says which way it goes', () => {
  const words = describeReach('reach-leak', { ...scan, capability: 'write', bulk: false });
  expect(words.message).toContain('already writes Rider identity and location, and Ride times to `RidesTable`');
});

test('code that could not be followed is not said to leave the grant unused', () => {
  const { fix } = describeReach('reach-excess', { ...scan, used: 'unknown' });
  expect(fix).toContain('if nothing uses it');
  expect(fix).not.toContain('no code uses it');
});

test('many classes are counted, not listed', () => {
  const data = ['A', 'B', 'C', 'D', 'E'].map((title) => ({ id: title.toLowerCase(), title }));
  expect(describeReach('reach-tap', { ...scan, capability: 'tap', data }).why).toContain(
    'copying A, B, C and 2 more classes of data after',
  );
});

test.each(REACH_KINDS.map((kind) => [kind]))('%s has words with and without every optional fact', (kind) => {
  const bare: ReachFacts = {
    ...scan,
    data: [],
    actions: [],
    path: [],
    bulk: false,
    certainty: 'maybe',
    used: 'unknown',
  };
  for (const facts of [scan, bare]) {
    for (const words of Object.values(describeReach(kind, facts))) {
      expect(words).not.toMatch(/undefined|\s{2}|\[object|``/);
      expect(words.length).toBeGreaterThan(5);
    }
    const { message, why, fix } = describeReach(kind, facts);
    expect(message).not.toMatch(/\.$/);
    expect(why).toMatch(/\.$/);
    expect(fix).toMatch(/\.$/);
  }
  expect(REACH_RULES[kind].help).toMatch(/\.$/);
});
