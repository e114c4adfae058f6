import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fix } from '../../src/engine/fix/fix.ts';
import type { FixPlan } from '../../src/engine/fix/fix.ts';
import { requestFor } from '../support/judge-text.ts';

function fixText(files: Readonly<Record<string, string>>, only?: string): Promise<FixPlan> {
  return fix({
    ...requestFor(files, { today: '2026-11-23' }),
    wants: ({ control, severity }) => (only === undefined ? severity !== 'info' : control === only),
  });
}

const SAM = `Transform: AWS::Serverless-2016-10-31
# our rides
Resources:
  Rides: # by id
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }] # the key
`;

test('a patch is in the person’s own layout: comments and order stay', async () => {
  const plan = await fixText({ 'template.yaml': SAM }, 'ddb-pitr');
  expect(plan.files).toHaveLength(1);
  expect(plan.files[0]?.after).toBe(
    `${SAM}      PointInTimeRecoverySpecification:\n        PointInTimeRecoveryEnabled: true\n`,
  );
  expect(plan.after.findings.some(({ control }) => control === 'ddb-pitr')).toBe(false);
});

test('what is patched once needs no second patch', async () => {
  const plan = await fixText({ 'template.yaml': SAM });
  const again = await fixText({ 'template.yaml': plan.files[0]?.after ?? '' });
  expect(again.files).toEqual([]);
});

test('JSON keeps its indentation', async () => {
  const json = `{\n    "Resources": {\n        "Rides": {\n            "Type": "AWS::DynamoDB::Table",\n            "Properties": {\n                "BillingMode": "PAY_PER_REQUEST"\n            }\n        }\n    }\n}\n`;
  const plan = await fixText({ 'template.json': json }, 'ddb-pitr');
  expect(plan.files[0]?.after).toContain(
    '                "PointInTimeRecoverySpecification": {\n                    "PointInTimeRecoveryEnabled": true\n',
  );
});

test('the short form of SAM is written as such', async () => {
  const { text } = {
    text: readFileSync(new URL('../../../../examples/wild-rydes/template.yaml', import.meta.url), 'utf8'),
  };
  const plan = await fixText({ 'template.yaml': text }, 'lambda-tracing');
  expect(plan.files[0]?.after).toContain('      Tracing: Active\n');
  expect(plan.files[0]?.fixed.map(({ resource }) => resource)).toContain('RequestUnicorn');
});

test('what stands behind an intrinsic is left alone, and said', async () => {
  const text = SAM.replace(
    'BillingMode: PAY_PER_REQUEST',
    'PointInTimeRecoverySpecification: !If [Live, { PointInTimeRecoveryEnabled: false }, { PointInTimeRecoveryEnabled: false }]',
  ).replace('Resources:', 'Conditions: { Live: !Equals [!Ref AWS::Region, eu-west-1] }\nResources:');
  const plan = await fixText({ 'template.yaml': text }, 'ddb-pitr');
  expect(plan.files).toEqual([]);
  expect(plan.refused.map(({ why }) => why)).toEqual([
    'an intrinsic, an anchor or a list stands where it would be set',
  ]);
});

test('resources of a Serverless Framework file are patched where they stand', async () => {
  const text = `service: rides\nprovider: { name: aws, runtime: nodejs22.x }\nresources:\n  Resources:\n    Rides:\n      Type: AWS::DynamoDB::Table\n      Properties:\n        BillingMode: PAY_PER_REQUEST\n`;
  const plan = await fixText({ 'serverless.yml': text }, 'ddb-pitr');
  expect(plan.files[0]?.after).toContain(
    '        PointInTimeRecoverySpecification:\n          PointInTimeRecoveryEnabled: true\n',
  );
});
