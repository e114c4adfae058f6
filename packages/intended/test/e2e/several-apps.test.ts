import { expect, test } from 'vitest';
import { propose } from '#engine/propose';
import { memoryFiles } from '#source/memory-files';
import { packageTables } from '#source/package-tables';
import { judgeText } from '../support/judge-text.ts';

const app = (name: string, field: string): Record<string, string> => ({
  [`${name}/template.yaml`]: `Transform: AWS::Serverless-2016-10-31
Resources:
  ${field}Table: { Type: AWS::Serverless::SimpleTable }
  Save${field}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Environment: { Variables: { TABLE: !Ref ${field}Table } }
      Policies: [ { DynamoDBWritePolicy: { TableName: !Ref ${field}Table } } ]
`,
  [`${name}/src/index.js`]: `
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const table = DynamoDBDocument.from(new DynamoDB());
exports.handler = (event) => table.put({ TableName: process.env.TABLE, Item: { id: event.id, email: event.email } });
`,
});

const proposed = (files: Record<string, string>): ReturnType<typeof propose> =>
  propose({
    files: memoryFiles(files),
    path: undefined,
    template: undefined,
    stack: undefined,
    stage: undefined,
    parameters: {},
    tables: packageTables(),
    intent: undefined,
    faults: 1,
    today: '2026-01-01',
    version: '0.0.0',
    now: () => 0,
  });

test('every app gets an intent file beside its template, and judging finds them there', async () => {
  const files = { ...app('orders', 'Order'), ...app('rides', 'Ride') };
  const first = await proposed(files);
  const all = first === undefined ? [] : [first, ...(first.more ?? [])];
  expect(all.map(({ file }) => file)).toEqual(['orders/intended.yaml', 'rides/intended.yaml']);
  const written = Object.fromEntries(all.map(({ file, text }) => [file, text]));
  const report = await judgeText({ ...files, ...written });
  expect(report.intent.origin).toBe('file');
  expect(report.diagnostics.filter(({ place }) => place.file.endsWith('intended.yaml'))).toEqual([]);
});

test('apps of one folder share one file, and what belongs to one is no fault of the other', async () => {
  const one = app('x', 'Order');
  const files = {
    'orders.yaml': (one['x/template.yaml'] ?? '').replaceAll('src/', 'x/src/'),
    'rides.yaml': (app('x', 'Ride')['x/template.yaml'] ?? '').replaceAll('src/', 'x/src/'),
    'x/src/index.js': one['x/src/index.js'] ?? '',
  };
  const first = await proposed(files);
  expect(first?.file).toBe('intended.yaml');
  expect(first?.more).toEqual([]);
  expect(first?.text).toContain('SaveOrder');
  expect(first?.text).toContain('SaveRide');
  const report = await judgeText({ ...files, 'intended.yaml': first?.text ?? '' });
  expect(report.diagnostics.filter(({ place }) => place.file === 'intended.yaml')).toEqual([]);
  const wrong = `${first?.text ?? ''}  SaveNothing: { may: [] }\n`.replace(/^routes:[^]*?(?=\n {2}SaveNothing)/m, '');
  const doubted = await judgeText({ ...files, 'intended.yaml': wrong });
  expect(doubted.diagnostics.map(({ message }) => message).join()).toContain('SaveNothing');
});

test('the file of an app built by the CDK does not stand in its output', async () => {
  const stack = '{"Resources":{"T":{"Type":"AWS::S3::Bucket"}}}';
  const manifest = (name: string): string =>
    `{"version":"36.0.0","artifacts":{"${name}":{"type":"aws:cloudformation:stack","properties":{"templateFile":"${name}.template.json"}}}}`;
  const first = await proposed({
    'a/cdk.json': '{}',
    'a/cdk.out/manifest.json': manifest('A'),
    'a/cdk.out/A.template.json': stack,
    'b/cdk.json': '{}',
    'b/cdk.out/manifest.json': manifest('B'),
    'b/cdk.out/B.template.json': stack,
  });
  expect([first?.file, ...(first?.more ?? []).map(({ file }) => file)]).toEqual(['a/intended.yaml', 'b/intended.yaml']);
});

test('two apps with things of one name are told apart in rows, findings and fingerprints', async () => {
  const files = { ...app('orders', 'Order'), ...app('rides', 'Order') };
  const report = await judgeText(files);
  const services = report.matrix.map(({ service }) => service);
  expect(new Set(services).size).toBe(services.length);
  expect(services).toContain('orders/SaveOrder');
  expect(services).toContain('rides/SaveOrder');
  const prints = report.findings.map((finding) => finding.fingerprint);
  expect(new Set(prints).size).toBe(prints.length);
  const one = await judgeText(app('orders', 'Order'));
  expect(one.matrix.map(({ service }) => service)).toContain('SaveOrder');
});
