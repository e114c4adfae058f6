import { describe, expect, test } from 'vitest';
import { renderTerminal } from '#reporters/terminal/terminal';
import { judgeFolder, rowOf } from '../support/judge-folder.ts';

/** The design's worked example (potential-data, section 8), on the example as the talk draws it and repaired. */

const drawn = judgeFolder('examples/wild-rydes');
const repaired = judgeFolder('examples/wild-rydes-repaired');

describe('stars as drawn and repaired', () => {
  test.each([
    ['UserPool', 3, 3],
    ['WebsiteBucket', 4, 3],
    ['RidesApi', 3, 3],
    ['RequestUnicorn', 4, 3],
    ['RidesTable', 3, 3],
    ['RequestUnicornLogGroup', 4, 2],
    ['UpdateSiteConfig', 2, 1],
    ['Distribution', 3, 1],
    ['SiteRecord', 1, 1],
  ])('%s: %i, then %i', async (service, before, after) => {
    expect([rowOf(await drawn, service).starsMax, rowOf(await repaired, service).starsMax]).toEqual([before, after]);
  });
});

describe('columns as drawn', () => {
  test.each([
    ['UserPool', ['credentials', 'pii']],
    ['WebsiteBucket', ['content']],
    ['RequestUnicorn', ['credentials', 'pii', 'creatures', 'schedules']],
    ['RidesTable', ['pii', 'creatures', 'schedules']],
    ['RequestUnicornLogGroup', ['infrastructure']],
    ['Distribution', ['content']],
    ['SiteRecord', ['infrastructure']],
  ])('%s is intended to hold %j', async (service, intended) => {
    expect(rowOf(await drawn, service).intended).toEqual(intended);
  });

  test('the log group receives what nobody declared', async () => {
    expect(rowOf(await drawn, 'RequestUnicornLogGroup').leak.map((fact) => fact.data)).toEqual(['credentials', 'pii']);
  });

  test('the table could receive the tokens of the functions that write to it', async () => {
    expect(rowOf(await drawn, 'RidesTable').potential).toContain('credentials');
  });
});

test('the repaired app has nothing left to mend', async () => {
  const report = await repaired;
  expect(report.findings.filter(({ accepted }) => accepted?.by !== 'intent')).toEqual([]);
  expect(report.findings.every(({ step }) => step === 5)).toBe(true);
  expect(report.complete).toBe(true);
  // The lists of eligible services that this version carries are years old, and it says so.
  expect(report.diagnostics.map(({ message }) => message.slice(0, 26))).toEqual(['what is said about `PCI` r']);
});

/** Reviewed line by line: a change of these files is a change of what people read. */
test.each([
  ['wild-rydes', drawn],
  ['wild-rydes-repaired', repaired],
])('the report of %s reads as reviewed', async (name, judged) => {
  const report = await judged;
  const text = renderTerminal(
    { ...report, app: { ...report.app, root: `examples/${name}` } },
    { width: 100, colors: false, unicode: true, verbose: true },
  );
  await expect(text).toMatchFileSnapshot(`../../../../examples/${name}/expected-report.txt`);
});
