import { expect, test } from 'vitest';
import { makeFinding } from './cases/make-finding.ts';
import { applyInlineAccepts, readInlineAccepts } from './inline-accepts.ts';

test.each([
  ['above, in YAML', '# intended:accept s3-website because static site\nBucket:\n', 2],
  ['above a comment', '# intended:accept s3-website because static site\n# more\n\nBucket:', 4],
  ['at the end of its line', 'Type: A # intended:accept s3-website because static site', 1],
  ['in JavaScript', 'x();\n// intended:accept s3-website because static site\ny();', 3],
  ['in a block comment', '/* intended:accept s3-website because static site */\r\ny();', 2],
  ['after an apostrophe', "Description: it's fine # intended:accept s3-website because static site", 1],
])('an acceptance %s covers the line it speaks about', (_, text, covers) => {
  const { accepts, diagnostics } = readInlineAccepts('a', text);
  expect(diagnostics).toEqual([]);
  expect(accepts).toMatchObject([{ control: 's3-website', because: 'static site', until: undefined, covers }]);
});

test.each([
  ['a string', 'a: "# intended:accept s3-website because static site"'],
  ['prose', 'Description: write intended:accept s3-website because static site'],
  ['another word', '# intended:acceptable s3-website because static site'],
])('%s is no acceptance', (_, text) => {
  expect(readInlineAccepts('a', text).accepts).toEqual([]);
});

test('an acceptance without a reason is reported and does not count', () => {
  const read = readInlineAccepts('a', '# intended:accept s3-website\nBucket:');
  expect(read.accepts).toEqual([]);
  expect(read.diagnostics).toMatchObject([{ place: { file: 'a', line: 1, column: 3 } }]);
});

const findings = [makeFinding({ location: { file: 'a', line: 2, column: 1, endLine: 4, endColumn: 1 } })];
const apply = (text: string) => applyInlineAccepts(findings, readInlineAccepts('a', text).accepts, '2027-01-01');

test('a comment inside the resource, or right above it, accepts the finding', () => {
  expect(apply('# intended:accept s3-website because x\nB:\n').findings[0]?.accepted).toEqual({
    by: 'inline',
    because: 'x',
  });
  expect(apply('\nB:\n  a: 1 # intended:accept s3-website because x').findings[0]?.accepted?.by).toBe('inline');
});

test.each([
  ['for another control', '# intended:accept other because x\nB:', 'remove the comment'],
  ['far away', '\nB:\n\n\n\n# intended:accept s3-website because x\nC:', 'remove the comment'],
  ['that is over', '# intended:accept s3-website because x until 2026-12-31\nB:', 'ended on 2026-12-31'],
])('a comment %s does not accept, and is reported', (_, text, message) => {
  const applied = apply(text);
  expect(applied.findings[0]?.accepted).toBeUndefined();
  expect(applied.diagnostics).toHaveLength(1);
  expect(applied.diagnostics[0]?.message).toContain(message);
});

test('a comment that is not over yet accepts', () => {
  const applied = apply('# intended:accept s3-website because x until 2027-01-01\nB:');
  expect(applied).toMatchObject({ findings: [{ accepted: { because: 'x' } }], diagnostics: [] });
});
