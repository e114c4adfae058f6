import { expect, test } from 'vitest';
import { judgeText } from '../support/judge-text.ts';

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Environment: { Variables: { CARDS: !Ref Cards } }
      Policies: [{ DynamoDBWritePolicy: { TableName: !Ref Cards } }]
      Events: { Pay: { Type: Api, Properties: { Path: /pay, Method: post } } }
      InlineCode: |
        const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
        const client = new DynamoDBClient({});
        exports.handler = async (event) => {
          const body = JSON.parse(event.body);
          await client.send(new PutItemCommand({ TableName: process.env.CARDS, Item: { pan: { S: body.pan }, FIELD: { S: body.code } } }));
          return { statusCode: 200 };
        };
  Cards:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: pan, AttributeType: S }]
      KeySchema: [{ AttributeName: pan, KeyType: HASH }]
`;
const INTENT = `
version: 1
app: shop
data: { cards: { title: Cards, value: 4, class: cardholder, fields: [pan] } }
services:
  Pay: { may: [{ write: [cards], in: Cards }, { invoke: Psp, with: [cards] }] }
external: { Psp: { host: api.psp.example, holds: [cards] } }
`;
const files = (field: string, more = ''): Record<string, string> => ({
  'template.yaml': TEMPLATE.replace('FIELD', field),
  'intended.yaml': INTENT + more,
});

test.each([
  ['cvv', 1],
  ['cardSecurityCode', 1],
  ['cvc2', 1],
  ['securityCode', 0],
  ['pinned', 0],
  ['track', 0],
])('a store that keeps `%s`: %i finding', async (field, findings) => {
  const report = await judgeText(files(field));
  const found = report.findings.filter(
    ({ control, severity }) => control === 'eligibility-pci' && severity === 'critical',
  );
  expect(found.map(({ resource }) => resource)).toEqual(Array.from({ length: findings }, () => 'Cards'));
});

test('a third party is unknown until somebody vouches for it', async () => {
  const cellOf = async (more: string) =>
    (await judgeText(files('name', more))).eligibility.find(
      ({ service, program }) => service === 'Psp' && program === 'PCI',
    );
  expect((await cellOf(''))?.verdict).toBe('unknown');
  const vouched = 'attest: [{ service: Psp, program: PCI DSS, because: AOC of March 2026, until: 2027-01-01 }]\n';
  expect(await cellOf(vouched)).toMatchObject({ verdict: 'eligible', evidence: 'attested: AOC of March 2026' });
  const over = vouched.replace('2027-01-01', '2025-01-01');
  expect((await cellOf(over))?.verdict).toBe('unknown');
});

test('what is intended and what could be are two answers, and what needs no program is said', async () => {
  const { eligibility } = await judgeText(files('name'));
  expect(
    eligibility
      .filter(({ program }) => program === 'PCI')
      .map(({ service, neededBy, verdict }) => `${service} ${neededBy} ${verdict}`),
  ).toContain('Pay intended eligible');
  expect(
    eligibility.some(({ verdict }) => verdict === 'not needed') || eligibility.every(({ data }) => data.length > 0),
  ).toBe(true);
});

test('a list of an imported page counts instead of ours', async () => {
  const overlay = {
    program: 'PCI',
    address: 'https://example.org',
    asOf: '2026-10-01',
    services: [{ name: 'Amazon DynamoDB' }],
  };
  const report = await judgeText({ ...files('name'), '.intended/compliance/pci.json': JSON.stringify(overlay) });
  expect(report.eligibility.find(({ service }) => service === 'Pay')?.verdict).toBe('not listed as of 2026-10-01');
  expect(
    report.findings.find(({ control, resource }) => control === 'eligibility-pci' && resource === 'Pay'),
  ).toMatchObject({ severity: 'high', step: 4 });
});

test('a spoilt list is said, and the rest is judged', async () => {
  const report = await judgeText({ ...files('name'), '.intended/compliance/pci.json': '{' });
  expect(report.diagnostics.map(({ message }) => message).join()).toContain('no imported list');
  expect(report.complete).toBe(false);
  expect(report.matrix.length).toBeGreaterThan(0);
});
