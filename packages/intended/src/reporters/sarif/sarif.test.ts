import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { rebase } from '../rebase.ts';
import { hostile, wildRydes } from '../test/wild-rydes.ts';
import { renderSarif } from './sarif.ts';

const log = (report = wildRydes): Log => JSON.parse(renderSarif(report));
const run = (report = wildRydes): Log['runs'][number] => log(report).runs[0]!;

// Structure of the official OASIS schema; scripts/make-sarif-schema.mjs says where it is from.
const schemaFile = new URL('../../../test/schemas/sarif-2.1.0.json', import.meta.url);

test('follows the official schema', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  for (const report of [wildRydes, hostile, { ...wildRydes, findings: [], diagnostics: [] }]) {
    validate(log(report));
    expect(validate.errors ?? []).toEqual([]);
  }
});

test('reads as reviewed', async () => {
  await expect(renderSarif(wildRydes)).toMatchFileSnapshot('../test/expected/wild-rydes.sarif');
});

test('every result points at its rule, and the worst comes first', () => {
  const { results = [], tool } = run();
  for (const result of results) {
    expect(tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
  }
  expect(results[0]?.rank).toBe(80);
});

test('security-severity is twice the stars, as code scanning reads it', () => {
  const rule = run().tool.driver.rules?.find(({ id }) => id === 'reach-missing');
  expect(rule?.properties?.['security-severity']).toBe('2.0');
  expect(rule?.defaultConfiguration?.level).toBe('note');
});

test('the path is a code flow and related locations', () => {
  const [first] = run().results ?? [];
  expect(first?.codeFlows?.[0]?.threadFlows[0]?.locations).toHaveLength(3);
  expect(first?.relatedLocations?.map((one) => one.id)).toEqual([0, 1, 2]);
});

test('an accepted finding is suppressed with its reason', () => {
  const suppressed = run().results?.filter((result) => result.suppressions !== undefined);
  expect(suppressed).toHaveLength(1);
  expect(suppressed?.[0]?.suppressions?.[0]).toEqual({
    kind: 'external',
    status: 'accepted',
    justification: 'only the deployment pipeline runs it',
  });
});

test('what could not be read is a notification of the run', () => {
  const notes = run().invocations?.[0]?.toolExecutionNotifications;
  expect(notes?.map((note) => note.level)).toEqual(['warning', 'error']);
});

test('names of files are escaped, and start at the root of the repository', () => {
  const uriOf = (report: typeof wildRydes): string | undefined =>
    run(report).results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  expect(uriOf(rebase(hostile, 'services/ride share'))).toBe('services/ride%20share/a%2Cb%3Ac%25%0A.yaml');
  const lone = { ...wildRydes.findings[0]!, location: { ...wildRydes.findings[0]!.location, file: '\ud800.yaml' } };
  expect(uriOf({ ...wildRydes, findings: [lone] })).toBe('%EF%BF%BD.yaml');
});

test('an empty region has no end', () => {
  const finding = { ...wildRydes.findings[0]!, location: { file: 'a', line: 3, column: 2, endLine: 3, endColumn: 2 } };
  const [result] = run({ ...wildRydes, findings: [finding] }).results ?? [];
  expect(result?.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 3, startColumn: 2 });
});
