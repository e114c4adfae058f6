import { anything, array, assert, asyncProperty, constantFrom, double, nat, oneof, tuple } from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plainTemplate } from '../metamorphic/plain-template.ts';
import { judgeText } from '../support/judge-text.ts';

const folder = new URL('../../../../examples/wild-rydes/', import.meta.url);
const original = plainTemplate(readFileSync(new URL('template.yaml', folder), 'utf8'));
const code = Object.fromEntries(
  ['fleet', 'request-unicorn', 'show-ride', 'update-site-config', 'pay-ride'].map((name) => [
    `src/${name}.ts`,
    readFileSync(new URL(`src/${name}.ts`, folder), 'utf8'),
  ]),
);

const odd = oneof(
  constantFrom<unknown>(
    null,
    true,
    '',
    '*',
    -1,
    1e308,
    '__proto__',
    'constructor',
    'toString',
    { constructor: [{ toString: 'valueOf' }] },
    { StringEquals: { toString: 'a', constructor: ['b'] }, constructor: { a: 'b' } },
    'constructor:Get*',
    { constructor: { TableName: 'a' } },
    JSON.parse('{"__proto__":{"Type":"AWS::SQS::Queue"}}'),
    'arn:aws:s3:::',
    'arn:aws:lambda:::::::',
    '${',
    '${AWS::Nope}',
    '\u0000',
    '\u{1F984}'.repeat(100),
    [],
    {},
    [[]],
    [null],
    { Ref: 'Nope' },
    { Ref: ['RidesTable'] },
    { 'Fn::GetAtt': 'RidesTable' },
    { 'Fn::GetAtt': [null, {}] },
    { 'Fn::If': ['Nope', 1, 2] },
    { 'Fn::Sub': ['${a}', { a: { 'Fn::Sub': '${a}' } }] },
    { 'Fn::Select': [99, ['a']] },
    { 'Fn::Join': [{}, 7] },
    { 'Fn::ForEach::X': ['a', ['b'], {}] },
    { 'Fn::Transform': [] },
    { Ref: 'AWS::NoValue' },
  ),
  double(),
  anything({ maxDepth: 2, withNullPrototype: false }),
);

/** A copy with the node number `index` (modulo all nodes, in order) replaced. */
function replaced(value: unknown, index: number, by: unknown): unknown {
  let left = index % size(value);
  const visit = (node: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, visit(one)]));
  };
  return visit(value);
}

function size(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce<number>((sum, one) => sum + size(one), 0);
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? 'null';
}

test('the example is judged as it is', async () => {
  const report = await judgeText({ 'template.json': toJson(original), ...code });
  expect([report.complete, report.matrix.length > 5]).toEqual([true, true]);
});

test('a template with wrong types anywhere is judged without an error, with rows or with a diagnostic', async () => {
  await assert(
    asyncProperty(array(tuple(nat(), odd), { minLength: 1, maxLength: 6 }), async (changes) => {
      const text = toJson(changes.reduce((value, [index, by]) => replaced(value, index, by), original));
      const report = await judgeText({ 'template.json': text, ...code });
      expect(report.matrix.length + report.diagnostics.length).toBeGreaterThan(0);
      for (const { place, message } of report.diagnostics) {
        expect(place.line).toBeGreaterThan(0);
        expect(message).not.toMatch(/\[object |undefined\b|\n/);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
