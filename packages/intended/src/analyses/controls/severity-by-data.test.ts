import { expect, test } from 'vitest';
import type { Severity } from '#finding/finding';
import { SEVERITIES, severityRank } from '#finding/severity';
import { severityByData } from './severity-by-data.ts';

/** The published table: columns are public 0, internal 1, confidential 2, highly 3, strictly confidential 4. */
const TABLE: Readonly<Record<Severity, readonly Severity[]>> = {
  info: ['info', 'info', 'info', 'low', 'medium'],
  low: ['info', 'info', 'low', 'medium', 'high'],
  medium: ['info', 'low', 'medium', 'high', 'high'],
  high: ['low', 'medium', 'high', 'critical', 'critical'],
  critical: ['medium', 'high', 'critical', 'critical', 'critical'],
};

test.each(SEVERITIES.flatMap((base) => TABLE[base].map((expected, value) => [base, value, expected] as const)))(
  '%s with data worth %i is %s',
  (base, value, expected) => {
    expect(severityByData(base, { value, exposed: false })).toBe(expected);
  },
);

test.each<[Severity, number, Severity]>([
  ['medium', 1, 'low'],
  ['medium', 2, 'high'],
  ['low', 3, 'high'],
  ['low', 4, 'high'],
  ['high', 2, 'critical'],
])('where anyone may knock, %s with data worth %i is %s', (base, value, expected) => {
  expect(severityByData(base, { value, exposed: true })).toBe(expected);
});

test('data of which nothing is known moves nothing, exposed or not', () => {
  for (const base of SEVERITIES) expect(severityByData(base, { value: undefined, exposed: true })).toBe(base);
});

test('worth more never weighs less', () => {
  for (const base of SEVERITIES)
    for (const exposed of [false, true]) {
      const ranks = [0, 1, 2, 3, 4].map((value) => severityRank(severityByData(base, { value, exposed })));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
});
