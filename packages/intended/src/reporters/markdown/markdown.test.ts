import { expect, test } from 'vitest';
import { hostile, wildRydes } from '../test/wild-rydes.ts';
import { renderMarkdown } from './markdown.ts';

test('reads as reviewed', async () => {
  await expect(renderMarkdown(wildRydes)).toMatchFileSnapshot('../test/expected/wild-rydes.md');
});

test('hostile names are neither markup nor cells', () => {
  const text = renderMarkdown(hostile);
  expect(text).not.toMatch(/<(?:script|img|svg)|<b>&amp;/);
  const row = text.split('\n').find((line) => line.includes('&lt;b&gt;') && line.startsWith('|')) ?? '';
  expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
});

test('a thousand services and findings still fit into one comment', () => {
  const many = {
    ...wildRydes,
    matrix: Array.from({ length: 1000 }, () => wildRydes.matrix[0]!),
    findings: Array.from({ length: 1000 }, () => wildRydes.findings[0]!),
  };
  const text = renderMarkdown(many);
  expect(text.length).toBeLessThan(60_000);
  expect(text).toContain('980 milder findings not shown.');
});
