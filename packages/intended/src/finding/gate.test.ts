import { expect, test } from 'vitest';
import { emptyReport } from './cases/empty-report.ts';
import { makeFinding } from './cases/make-finding.ts';
import type { Gate } from './gate.ts';
import { DEFAULT_GATE, exitCodeOf } from './gate.ts';

const medium = makeFinding({ severity: 'medium', stars: 2, starsMax: 5 });
const accepted = makeFinding({ severity: 'critical', accepted: { by: 'intent', because: 'so' } });
const undetermined = makeFinding({ severity: 'critical', outcome: 'undetermined' });

test.each<[string, readonly (typeof medium)[], Gate, 0 | 1 | 2]>([
  ['a medium finding stops by default', [medium], DEFAULT_GATE, 1],
  ['a low one does not', [makeFinding({ severity: 'low' })], DEFAULT_GATE, 0],
  ['an accepted one never does', [accepted], DEFAULT_GATE, 0],
  ['an undetermined one never does', [undetermined], DEFAULT_GATE, 0],
  ['stars count from the certain end of the range', [medium], { kind: 'stars', atLeast: 3 }, 0],
  ['stars at the gate stop', [medium], { kind: 'stars', atLeast: 2 }, 1],
  ['a gate of never stops nothing', [medium], { kind: 'never' }, 0],
])('%s', (_, findings, gate, expected) => {
  expect(exitCodeOf({ ...emptyReport, findings }, gate)).toBe(expected);
});

test('an incomplete picture is 2, whatever was found in the rest', () => {
  const incomplete = { ...emptyReport, complete: false };
  expect(exitCodeOf(incomplete, DEFAULT_GATE)).toBe(2);
  expect(exitCodeOf({ ...incomplete, findings: [medium] }, DEFAULT_GATE)).toBe(2);
});

test('nothing to judge is no pass', () => {
  expect(exitCodeOf({ ...emptyReport, matrix: [] }, DEFAULT_GATE)).toBe(2);
});
