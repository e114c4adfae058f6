import { expect, test } from 'vitest';
import { didYouMean, nearName } from './near-name.ts';

test.each([
  ['servcies', ['services', 'routes'], 'services'],
  ['PII', ['pii'], 'pii'],
  ['RidesTabel', ['RidesTable', 'RideTable'], 'RidesTable'],
  ['ab', ['xy', 'cd'], undefined],
  ['completely', ['different'], undefined],
  ['x', [], undefined],
])('nearest to %s among %j is %s', (name, candidates, near) => {
  expect(nearName(name, candidates)).toBe(near);
});

test('nothing near, nothing said', () => {
  expect(didYouMean('abc', ['zzzzzz'])).toBe('');
  expect(didYouMean('readd', ['read'])).toBe(', did you mean `read`?');
});

test('a thousand unknown names among two thousand are looked up in a moment', () => {
  const candidates = Array.from({ length: 2000 }, (_, index) => `CandidateFunctionNumber${index * 7919}`);
  for (let index = 0; index < 1000; index++) nearName(`SomethingElseEntirely${index}`, candidates);
  expect(nearName('CandidateFunctionNumber0', candidates)).toBe('CandidateFunctionNumber0');
});
