import { expect, test } from 'vitest';
import { readLabels, scoreOf, tableOf } from './score.ts';

const find = (half: 'tuned' | 'held-out', kind: string) =>
  scoreOf(readLabels(half)).find((score) => score.kind === kind)!;

test.each(['tuned', 'held-out'] as const)('precision and recall of the %s half', (half) => {
  console.info(`${half}\n${tableOf(scoreOf(readLabels(half)))}`);
});

test('each label stands in one half only, once', () => {
  const keys = [...readLabels('tuned'), ...readLabels('held-out')].map(
    ({ parent, name, type }) => `${parent}|${name}|${type}`,
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('the tuned half keeps its floor', () => {
  expect(find('tuned', 'kind told right').precision).toBeGreaterThan(0.97);
  expect(find('tuned', 'kind told right').recall).toBeGreaterThan(0.95);
});

test('the held-out half keeps a modest floor', () => {
  expect(find('held-out', 'sensitive at all').precision).toBeGreaterThan(0.95);
  expect(find('held-out', 'sensitive at all').recall).toBeGreaterThan(0.9);
});
