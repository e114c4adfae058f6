import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { hostile, wildRydes } from '../test/wild-rydes.ts';
import { renderJson } from './json.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(schema);

test.each([
  ['a rich report', wildRydes],
  ['hostile names', hostile],
  ['a report of nothing', { ...wildRydes, matrix: [], findings: [], data: [], flows: [], diagnostics: [] }],
])('%s follows the published schema', (_, report) => {
  validate(JSON.parse(renderJson(report)));
  expect(validate.errors ?? []).toEqual([]);
});

test('a key that the contract does not know is refused, so the schema is no rubber stamp', () => {
  expect(validate({ ...JSON.parse(renderJson(wildRydes)), surprise: 1 })).toBe(false);
  expect(validate({ ...JSON.parse(renderJson(wildRydes)), complete: 'yes' })).toBe(false);
});

test('keys stand in the order of the contract', () => {
  expect(Object.keys(JSON.parse(renderJson(wildRydes)))).toEqual(Object.keys(schema.properties));
  const [finding] = JSON.parse(renderJson(wildRydes)).findings;
  // `peers` only comes where `--ids` asked for it.
  const always = Object.keys(schema.$defs.finding.properties).filter((key) => key !== 'peers');
  expect(Object.keys(finding)).toEqual(always);
});

test('a place is file, line, column and endLine, and nothing else', () => {
  const [finding] = JSON.parse(renderJson(wildRydes)).findings;
  expect(finding.location).toEqual({ file: 'template.yaml', line: 80, column: 17, endLine: 80 });
});
