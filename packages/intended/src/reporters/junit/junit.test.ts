import { expect, test } from 'vitest';
import { hostile, wildRydes } from '../test/wild-rydes.ts';
import { renderJunit } from './junit.ts';

test('reads as reviewed', async () => {
  await expect(renderJunit(wildRydes)).toMatchFileSnapshot('../test/expected/wild-rydes.junit.xml');
});

test('counts agree with what is inside', () => {
  const xml = renderJunit(wildRydes);
  const number = (name: string): number => Number(new RegExp(`<testsuites [^>]*${name}="(\\d+)"`).exec(xml)?.[1]);
  expect(number('tests')).toBe(xml.match(/<testcase /g)?.length);
  expect(number('failures')).toBe(xml.match(/<failure /g)?.length);
  expect(number('skipped')).toBe(xml.match(/<skipped /g)?.length);
});

test('the definition fails with any finding at the gate, and is skipped below it', () => {
  const first = (xml: string): string => /<testcase [^>]*classname="step-0"[^]*?<\/testcase>/.exec(xml)?.[0] ?? '';
  expect(first(renderJunit(wildRydes))).toContain('<failure');
  expect(first(renderJunit(wildRydes, { kind: 'never' }))).toContain('<skipped');
});

test('the gate decides what fails', () => {
  expect(renderJunit(wildRydes, { kind: 'never' })).not.toContain('<failure');
  expect(renderJunit(wildRydes, { kind: 'stars', atLeast: 1 }).match(/<failure /g)).toHaveLength(4);
});

test('hostile names stay text, and control characters are no XML', () => {
  const xml = renderJunit(hostile);
  expect(xml).not.toContain('<script');
  expect(xml).not.toContain('<b>');
  expect(xml).not.toContain(']]>');
  // oxlint-disable-next-line no-control-regex -- the point of the test
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
});
