import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeText } from '../support/judge-text.ts';
import { essence, fingerprints } from './essence.ts';
import { orderCode, plainShop, samShop, shipCode, shopCode } from './shop.ts';
import type { Template } from './shop.ts';
import { toYaml } from './to-yaml.ts';

type Files = Readonly<Record<string, string>>;

const judge = async (files: Files): Promise<object> => essence(await judgeText(files));
const sam = (template: object, code: Files = shopCode): Files => ({
  'template.json': JSON.stringify(template),
  ...code,
});
const base = sam(samShop);

/** The template with parts of a resource's properties replaced. */
function changed(id: string, properties: Readonly<Record<string, unknown>>, more: object = {}): Template {
  const resource = samShop.Resources[id] ?? { Type: '' };
  const Resources = {
    ...samShop.Resources,
    [id]: { ...resource, Properties: { ...resource.Properties, ...properties } },
  };
  return { ...samShop, ...more, Resources };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, one]) => [key, reversed(one)]),
  );
}

test('the shop has something to compare', async () => {
  const report = await judgeText(base);
  expect(report.complete).toBe(true);
  expect(report.matrix.length).toBeGreaterThan(5);
  expect(report.findings.length).toBeGreaterThan(2);
});

describe('however a template is written, the judgement is the same', () => {
  test.each<[string, Files]>([
    ['YAML with long forms', { 'template.yaml': toYaml(samShop, { tags: false }), ...shopCode }],
    ['YAML with short tags', { 'template.yaml': toYaml(samShop, { tags: true }), ...shopCode }],
    ['properties and resources in another order', sam(Object.assign({}, reversed(samShop)))],
    [
      'Globals of SAM',
      sam({
        ...samShop,
        Globals: { Function: { Runtime: 'nodejs22.x', CodeUri: 'src' } },
        Resources: Object.fromEntries(
          Object.entries(samShop.Resources).map(([id, resource]) => {
            const { Runtime: _, CodeUri: __, ...rest } = resource.Properties ?? {};
            return [id, resource.Type === 'AWS::Serverless::Function' ? { ...resource, Properties: rest } : resource];
          }),
        ),
      }),
    ],
    [
      'a parameter with a default',
      sam(
        changed(
          'Orders',
          { TableName: { Ref: 'Name' } },
          { Parameters: { Name: { Type: 'String', Default: 'orders' } } },
        ),
      ),
    ],
    [
      'a mapping',
      sam(
        changed(
          'Orders',
          { TableName: { 'Fn::FindInMap': ['Names', 'a', 'b'] } },
          { Mappings: { Names: { a: { b: 'orders' } } } },
        ),
      ),
    ],
    [
      'a decided condition',
      sam(
        changed(
          'Orders',
          { TableName: { 'Fn::If': ['Yes', 'orders', 'other'] } },
          { Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } } },
        ),
      ),
    ],
    ['a text put together', sam(changed('Orders', { TableName: { 'Fn::Join': ['', ['or', { 'Fn::Sub': 'ders' }]] } }))],
  ])('%s', async (_, files) => {
    expect(await judge(files)).toEqual(await judge(base));
  });

  test('a loop is what it unrolls to', async () => {
    const queues = { QueueA: { Type: 'AWS::SQS::Queue' }, QueueB: { Type: 'AWS::SQS::Queue' } };
    const loop = { 'Fn::ForEach::Queues': ['Name', ['A', 'B'], { 'Queue${Name}': { Type: 'AWS::SQS::Queue' } }] };
    const Transform = ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'];
    const spelled = { ...samShop, Resources: { ...samShop.Resources, ...queues } };
    const looped = { ...samShop, Transform, Resources: { ...samShop.Resources, ...loop } };
    expect(await judge(sam(looped))).toEqual(await judge(sam(spelled)));
  });

  test('anchors are what they stand for', async () => {
    const text = toYaml(samShop, { tags: true });
    const anchored = text.replace('"nodejs22.x"', '&runtime "nodejs22.x"').replace(/: "nodejs22\.x"/g, ': *runtime');
    expect(anchored).toContain('*runtime');
    expect(await judge({ 'template.yaml': anchored, ...shopCode })).toEqual(await judge(base));
  });
});

describe('however the code is written, the judgement is the same', () => {
  const commonJs = (code: string): string =>
    code
      .replace(/import (\{.*\}) from ('.*');/g, 'const $1 = require($2);')
      .replace('export const handler', 'exports.handler');
  const typed = (code: string): string =>
    code.replace('async (event)', 'async (event: any): Promise<any>').replace('for (const record', 'for (const record');

  test.each<[string, Files]>([
    ['CommonJS', { 'src/order.js': commonJs(orderCode), 'src/ship.js': commonJs(shipCode) }],
    ['TypeScript', { 'src/order.ts': typed(orderCode), 'src/ship.ts': typed(shipCode) }],
    [
      'the clients of version 2',
      {
        'src/order.js': `const AWS = require('aws-sdk');
const table = new AWS.DynamoDB();
const queue = new AWS.SQS();
exports.handler = async (event) => {
  const { email, address } = JSON.parse(event.body);
  const id = event.requestContext.requestId;
  await table.putItem({ TableName: process.env.ORDERS, Item: { id: { S: id }, email: { S: email }, address: { S: address } } }).promise();
  await queue.sendMessage({ QueueUrl: process.env.SHIPMENTS, MessageBody: JSON.stringify({ id, address }) }).promise();
  console.log(event);
  return { statusCode: 201, body: JSON.stringify({ id }) };
};
`,
        'src/ship.js': `const AWS = require('aws-sdk');
const bucket = new AWS.S3();
exports.handler = async (event) => {
  for (const record of event.Records) {
    const { id, address } = JSON.parse(record.body);
    await bucket.putObject({ Bucket: process.env.LABELS, Key: id, Body: address }).promise();
  }
};
`,
      },
    ],
  ])('%s', async (_, code) => {
    expect(await judge(sam(samShop, code))).toEqual(await judge(base));
  });

  test('inline', async () => {
    const inFiles = plainShop(
      () => 'src',
      (name) => `${name}.handler`,
    );
    const codes: Readonly<Record<string, string>> = { order: commonJs(orderCode), ship: commonJs(shipCode) };
    const inline = plainShop(
      (name) => ({ ZipFile: codes[name] }),
      () => 'index.handler',
    );
    expect(await judge(sam(inline, {}))).toEqual(await judge(sam(inFiles)));
  });
});

describe('a finding keeps its identity', () => {
  test('when comments and blank lines move it', async () => {
    const text = toYaml(samShop, { tags: true });
    const moved = `# moved\n\n\n${text.replaceAll('\n  "', '\n\n  # here\n  "')}`;
    const [before, after] = await Promise.all(
      [text, moved].map((each) => judgeText({ 'template.yaml': each, ...shopCode })),
    );
    expect(before?.findings.length).toBeGreaterThan(0);
    expect(after && fingerprints(after)).toEqual(before && fingerprints(before));
  });

  test.each(['talk', 'all-powerful', 'least-privilege'])('in the app `%s` too', async (app) => {
    const folder = new URL(`../apps/${app}/`, import.meta.url);
    const text = readFileSync(new URL('template.yaml', folder), 'utf8');
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mjs'));
    const code = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
    const before = await judgeText({ 'template.yaml': text, ...code });
    const after = await judgeText({ 'template.yaml': `# moved\n\n${text}`, ...code });
    expect(essence(after)).toEqual(essence(before));
    expect(fingerprints(after)).toEqual(fingerprints(before));
  });
});
