import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('the fingerprint of one thing never changes between versions', () => {
  expect(fingerprint('reach-excess', 'RequestUnicorn', 'pii:read:RidesTable')).toBe('8daef7cf1becc232');
});

test('parts do not run into one another', () => {
  expect(fingerprint('a', 'bc')).not.toBe(fingerprint('ab', 'c'));
  expect(fingerprint('a', 'b', 'c')).not.toBe(fingerprint('a', 'bc'));
});

test('any text, surrogates too, gives sixteen hexadecimal digits', () => {
  assert(
    property(string({ unit: 'binary' }), string(), (control, resource) => {
      expect(fingerprint(control, resource)).toMatch(/^[0-9a-f]{16}$/);
    }),
  );
});
