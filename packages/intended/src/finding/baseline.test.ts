import { expect, test } from 'vitest';
import { compareWithBaseline, parseBaseline, renderBaseline } from './baseline.ts';
import type { Baseline } from './baseline.ts';
import { makeFinding } from './cases/make-finding.ts';

function baselineOf(...findings: readonly ReturnType<typeof makeFinding>[]): Baseline {
  const parsed = parseBaseline('baseline.json', renderBaseline(findings));
  if ('severity' in parsed) throw new Error(parsed.message);
  return parsed;
}

test('what the baseline knows is marked, what it does not know is new', () => {
  const known = makeFinding({ resource: 'Old' });
  const compared = compareWithBaseline([known, makeFinding({ resource: 'New' })], baselineOf(known));
  expect(compared).toMatchObject({ fresh: 1, known: 1, stale: [] });
  expect(compared.findings[0]?.accepted?.by).toBe('baseline');
});

test('a known finding with more stars than before is new again', () => {
  const then = makeFinding({ stars: 2, starsMax: 2 });
  const now = makeFinding({ stars: 2, starsMax: 4 });
  expect(compareWithBaseline([now], baselineOf(then))).toMatchObject({ fresh: 1, known: 0, stale: [] });
});

test('moved lines leave a finding known', () => {
  const moved = makeFinding({ location: { file: 'other.yaml', line: 99, column: 1, endLine: 99, endColumn: 2 } });
  expect(compareWithBaseline([moved], baselineOf(makeFinding())).known).toBe(1);
});

test('an entry that nothing matches is stale', () => {
  expect(compareWithBaseline([], baselineOf(makeFinding())).stale).toHaveLength(1);
});

test('what a person accepted elsewhere does not enter the baseline', () => {
  const accepted = makeFinding({ accepted: { by: 'intent', because: 'static site' } });
  expect(baselineOf(accepted).findings).toEqual([]);
});

test.each([
  ['no JSON', 'x'],
  ['another version', '{"version": 2, "findings": []}'],
  ['no list', '{"version": 1}'],
  ['an entry without stars', '{"version": 1, "findings": [{"fingerprint": "a", "control": "b", "resource": "c"}]}'],
  ['a list', '[]'],
])('%s is reported, not thrown', (_, text) => {
  expect(parseBaseline('baseline.json', text)).toMatchObject({ severity: 'error', place: { file: 'baseline.json' } });
});
