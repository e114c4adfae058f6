import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gated, DEFAULT_GATE } from '#finding/gate';
import { applyBaseline, baselineText } from '#cli/apply-baseline';
import { judgeText } from '../support/judge-text.ts';

const TALK = readFileSync(new URL('../apps/talk/template.yaml', import.meta.url), 'utf8');

/** As much of the outside world as a baseline needs: one file. */
function fileOnly(text: string): Parameters<typeof applyBaseline>[2] {
  const refuse = (): never => {
    throw new Error('not asked for');
  };
  const io: Partial<Parameters<typeof applyBaseline>[2]> = { cwd: '/', readFile: () => text, writeFile: refuse };
  // A baseline reads one file and nothing else of its surroundings.
  return io as Parameters<typeof applyBaseline>[2];
}

test('what the baseline knows stops nobody', async () => {
  const before = await judgeText({ 'template.yaml': TALK });
  const report = applyBaseline(before, '/baseline.json', fileOnly(baselineText(before)));
  expect(gated(before.findings, DEFAULT_GATE).length).toBeGreaterThan(0);
  expect(gated(report.findings, DEFAULT_GATE)).toEqual([]);
});

test('a new cell of a known finding fails, and says what is new', async () => {
  const baseline = baselineText(await judgeText({ 'template.yaml': TALK }));
  const wider = TALK.replace('- dynamodb:Scan', '- dynamodb:Scan\n                  - dynamodb:DeleteItem');
  const report = applyBaseline(await judgeText({ 'template.yaml': wider }), '/baseline.json', fileOnly(baseline));
  expect(gated(report.findings, DEFAULT_GATE).map((finding) => [finding.control, finding.resource])).toEqual([
    ['reach-excess', 'RequestUnicorn'],
  ]);
  expect(report.diagnostics.map(({ message }) => message).join('\n')).toContain('RequestUnicorn');
});
