import { expect, test } from 'vitest';
import { isSeverity, securitySeverity, severityOfStars, severityRank } from './severity.ts';

test.each([
  [0, 'info', '0.0'],
  [1, 'low', '2.0'],
  [2, 'medium', '4.0'],
  [3, 'medium', '6.0'],
  [4, 'high', '8.0'],
  [5, 'critical', '10.0'],
  [-1, 'info', '0.0'],
  [9, 'critical', '10.0'],
])('%d stars are %s, and %s in code scanning', (stars, severity, score) => {
  expect(severityOfStars(stars)).toBe(severity);
  expect(securitySeverity(stars)).toBe(score);
});

test('the rank follows the order of the words', () => {
  expect(severityRank('critical')).toBeGreaterThan(severityRank('high'));
  expect(severityRank('info')).toBe(0);
});

test.each([
  ['high', true],
  ['High', false],
  ['toString', false],
])('%s is a severity: %s', (text, expected) => {
  expect(isSeverity(text)).toBe(expected);
});
