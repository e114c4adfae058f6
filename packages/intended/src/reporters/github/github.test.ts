import { expect, test } from 'vitest';
import { hostile, wildRydes } from '../test/wild-rydes.ts';
import { renderGithub } from './github.ts';

test('the worst finding is an error at its line, with its path', () => {
  const [first] = renderGithub(wildRydes).split('\n');
  expect(first).toMatch(
    /^::error file=template\.yaml,line=80,col=17,title=RequestUnicorn%3A Bulk read that nobody intended::`RequestUnicorn` can read everything/,
  );
  expect(first).toContain('%0A2. RidesApi → RequestUnicorn: route integration%0A');
});

test('undetermined and milder findings are warnings and notices, accepted ones are absent', () => {
  const levels = renderGithub(wildRydes)
    .trimEnd()
    .split('\n')
    .map((line) => /^::(\w+)/.exec(line)?.[1]);
  expect(levels).toEqual(['error', 'error', 'warning', 'notice', 'notice', 'warning', 'warning']);
});

test('a name cannot start a command of its own', () => {
  const lines = renderGithub(hostile).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('file=a%2Cb%3Ac%25%0A.yaml,line=1');
  expect(lines[0]).toContain('line one%0A::error::line two, 100%25%0D%0A');
});

test.each([
  ['error', 'The picture is incomplete'],
  ['warning', 'Remark'],
] as const)('a diagnostic of severity %s is titled “%s”', (severity, title) => {
  const place = { file: 'intended.yaml', line: 3, column: 5, endLine: 3, endColumn: 9 };
  const report = { ...wildRydes, findings: [], diagnostics: [{ severity, place, message: 'say why' }] };
  expect(renderGithub(report)).toBe(`::warning file=intended.yaml,line=3,col=5,title=${title}::say why\n`);
});
