import { expect, test } from 'vitest';
import type { Acceptance } from './intent.ts';
import { acceptancesFor, matchAcceptance, reportAcceptances } from './match-acceptance.ts';
import type { RatchetFacts } from './ratchet.ts';
import { compareRatchet, parseRatchet, writeRatchet } from './ratchet.ts';

const acceptance = (more: Partial<Acceptance> = {}): Acceptance => ({
  finding: 'reach-excess',
  on: 'F',
  data: undefined,
  in: undefined,
  because: 'known',
  until: undefined,
  at: undefined,
  ...more,
});
const finding = { control: 'reach-excess', resource: 'F', data: ['pii', 'rides'], stores: ['T'] };

test.each<[string, readonly Partial<Acceptance>[], boolean]>([
  ['the same control on the same resource', [{}], true],
  ['any resource', [{ on: '*' }], true],
  ['a family of controls', [{ finding: 'reach-*' }], true],
  ['another resource', [{ on: 'G' }], false],
  ['another control', [{ finding: 'reach-leak' }], false],
  ['its last day', [{ until: '2026-11-23' }], true],
  ['the day after', [{ until: '2026-11-22' }], false],
  ['one class of two', [{ data: 'pii' }], false],
  ['both classes, one each', [{ data: 'pii' }, { data: 'rides' }], true],
  ['its only store', [{ in: 'T' }], true],
  ['another store', [{ in: 'U' }], false],
])('an acceptance for %s: %j covers: %s', (_, written, covered) => {
  expect(matchAcceptance(finding, written.map(acceptance), '2026-11-23') !== undefined).toBe(covered);
});

test('ended and unused acceptances are reported', () => {
  const all = [acceptance(), acceptance({ on: 'G' }), acceptance({ on: 'H', until: '2026-01-01' })];
  const used = new Set(acceptancesFor(finding, all, '2026-11-23'));
  expect(reportAcceptances(all, used, '2026-11-23').map((found) => found.message)).toEqual([
    'the acceptance of `reach-excess` on `G` matches no finding; remove it',
    'the acceptance of `reach-excess` on `H` ended on 2026-01-01; mend the finding, or accept it anew with a later `until`',
  ]);
});

const facts = (more: Partial<RatchetFacts> = {}): RatchetFacts => ({
  version: 1,
  cells: ['F read pii T'],
  leaks: [],
  stars: { F: 2 },
  ...more,
});

test('a new cell, leak or star is worse; a lost one is better', () => {
  const result = compareRatchet(
    facts(),
    facts({ cells: ['F read pii U'], leaks: ['F write pii Log'], stars: { F: 3, constructor: 1 } }),
  );
  expect(result.worse.map(({ kind, service }) => [kind, service])).toEqual([
    ['leak', 'F'],
    ['cell', 'F'],
    ['stars', 'F'],
    ['stars', 'constructor'],
  ]);
  expect(result.better).toEqual(['F read pii T']);
});

test('a baseline survives its file; anything else is no baseline', () => {
  expect(parseRatchet(writeRatchet(facts()))).toEqual(facts());
  for (const text of ['', '[]', '{}', '{"version":2}', '{"version":1,"cells":[1],"leaks":[],"stars":{}}'])
    expect(parseRatchet(text)).toBeUndefined();
});
