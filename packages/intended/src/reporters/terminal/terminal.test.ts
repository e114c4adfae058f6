import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { hostile, wildRydes } from '../test/wild-rydes.ts';
import { textWidth } from '../text-width.ts';
import { renderTerminal } from './terminal.ts';

const plain = { width: 100, colors: false, unicode: true, verbose: false };

test.each([80, 120])('at %d columns it reads as reviewed', async (width) => {
  const text = renderTerminal(wildRydes, { ...plain, width });
  await expect(text).toMatchFileSnapshot(`../test/expected/terminal-${width}.txt`);
});

test('without findings and doubts it says so, and what to do next', async () => {
  const clean = {
    ...wildRydes,
    intent: { origin: 'file' as const, file: 'intended.yaml' },
    complete: true,
    diagnostics: [],
    findings: [],
    matrix: wildRydes.matrix.filter((row) => row.excess.length + row.leak.length + row.missing.length === 0),
  };
  const text = renderTerminal(clean, plain);
  expect(text).toContain('Works as intended, and only as intended.');
  expect(text).toContain('Next: add `intended check` to CI');
});

test.each([72, 80, 100, 140])('no line is wider than %d columns', (width) => {
  for (const report of [wildRydes, hostile]) {
    const lines = renderTerminal(report, { ...plain, width, verbose: true }).split('\n');
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
  }
});

test('colour changes nothing but colour', () => {
  const coloured = renderTerminal(wildRydes, { ...plain, colors: true });
  expect(coloured).not.toBe(stripVTControlCharacters(coloured));
  expect(stripVTControlCharacters(coloured)).toBe(renderTerminal(wildRydes, plain));
});

test('names cannot send commands to the terminal', () => {
  // oxlint-disable-next-line no-control-regex -- the point of the test
  expect(renderTerminal(hostile, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test('plain characters stay within ASCII where the terminal shows no more', () => {
  const english = { ...wildRydes, findings: [], diagnostics: [] };
  // oxlint-disable-next-line no-control-regex -- the point of the test
  expect(renderTerminal(english, { ...plain, unicode: false })).toMatch(/^[\u0000-\u007f]*$/);
});

test('a folder without an app gets an answer and a way on', () => {
  const text = renderTerminal({ ...wildRydes, matrix: [], findings: [], steps: [] }, plain);
  expect(text).toContain('No service was found to judge.');
  expect(text).toContain('intended check PATH');
});
