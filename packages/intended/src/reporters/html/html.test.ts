import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hostile, wildRydes } from '../test/wild-rydes.ts';
import { renderHtml, SCRIPT_DIGEST } from './html.ts';
import { PAGE_SCRIPT } from './page-script.ts';

test('the content policy allows the script of the page, and no other', () => {
  expect(SCRIPT_DIGEST).toBe(`sha256-${createHash('sha256').update(PAGE_SCRIPT).digest('base64')}`);
  expect(renderHtml(wildRydes)).toContain(`script-src '${SCRIPT_DIGEST}'`);
});

test('nothing is fetched from anywhere', () => {
  expect(renderHtml(wildRydes)).not.toMatch(/(?:src|href)=|url\((?!#)|@import|https?:/);
});

test('hostile names open no element, close no script and leave no attribute', () => {
  const page = renderHtml(hostile);
  const elements = page.match(/<(?:script|img|svg|b|style)\b[^>]*>/g) ?? [];
  expect(elements.filter((tag) => /onload|onerror|onmouseover|src=/.test(tag))).toEqual([]);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/script/g)).toHaveLength(1);
  expect(page).not.toMatch(/="[^"]*" onmouseover=/);
  expect(page).not.toContain('\u001b');
});

test('every departure unfolds to its path with file, line and column', () => {
  const page = renderHtml(wildRydes);
  expect(page.match(/<details class="access/g)).toHaveLength(8);
  expect(page).toContain('template.yaml:80:17');
});

test('the map draws what is intended, what leaks and what could happen', () => {
  const page = renderHtml(wildRydes);
  for (const kind of ['intended', 'leak', 'excess']) expect(page).toContain(`class="edge ${kind}" d="M`);
  expect(page).toContain('data-node="RidesTable"');
});

test('an empty report is still a page', () => {
  const page = renderHtml({
    ...wildRydes,
    matrix: [],
    findings: [],
    data: [],
    steps: [],
    flows: [],
    eligibility: [],
    diagnostics: [],
  });
  expect(page).toContain('No service was found to judge.');
  expect(page).not.toContain('<table');
});

test('a thousand services are all in the table, and a readable number in the map', () => {
  const matrix = Array.from({ length: 1000 }, (_, at) => ({ ...wildRydes.matrix[0]!, service: `Service${at}` }));
  const page = renderHtml({ ...wildRydes, matrix, flows: [] });
  expect(page.match(/<tr data-item/g)).toHaveLength(1000);
  expect(page.match(/data-node=/g)?.length).toBeLessThanOrEqual(60);
});
