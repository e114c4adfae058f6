import { expect, test } from 'vitest';
import { judgeText } from '../support/judge-text.ts';

const table = (before: string, inside: string): string => `Resources:
${before}  Rides:
    Type: AWS::DynamoDB::Table
${inside}    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Other:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;

async function accepted(text: string): Promise<readonly (readonly [string, string | undefined])[]> {
  const { findings } = await judgeText({ 'template.yaml': text });
  return findings
    .filter(({ control }) => control === 'ddb-pitr')
    .map(({ resource, accepted: by }) => [resource, by?.because] as const)
    .toSorted();
}

test.each([
  [
    'checkov metadata',
    '',
    '    Metadata: { checkov: { skip: [{ id: CKV_AWS_28, comment: cheap }] } }\n',
    'checkov CKV_AWS_28: cheap',
  ],
  ['a checkov comment', '', '    # checkov:skip=CKV_AWS_28:cheap\n', 'checkov CKV_AWS_28: cheap'],
  [
    'cfn_nag metadata',
    '',
    '    Metadata: { cfn_nag: { rules_to_suppress: [{ id: W78, reason: cheap }] } }\n',
    'cfn_nag W78: cheap',
  ],
  [
    'cdk_nag metadata by number',
    '',
    '    Metadata: { cdk_nag: { rules_to_suppress: [{ id: AwsSolutions-DDB3, reason: cheap }] } }\n',
    'cdk_nag AwsSolutions-DDB3: cheap',
  ],
  [
    'cdk_nag metadata of a pack',
    '',
    '    Metadata: { cdk_nag: { rules_to_suppress: [{ id: HIPAA.Security-DynamoDBPITREnabled, reason: cheap }] } }\n',
    'cdk_nag HIPAA.Security-DynamoDBPITREnabled: cheap',
  ],
  [
    'guard metadata',
    '',
    '    Metadata: { guard: { SuppressedRules: [DYNAMODB_PITR_ENABLED] } }\n',
    'cfn-guard DYNAMODB_PITR_ENABLED: no reason given',
  ],
  ['a kics block', '  # kics-scan ignore-block\n', '', 'kics *: no reason given'],
])('%s is read through the map of ids', async (_, before, inside, because) => {
  expect(await accepted(table(before, inside))).toEqual([
    ['Other', undefined],
    ['Rides', because],
  ]);
});

test('an id of another question covers nothing and is reported', async () => {
  const { diagnostics, findings } = await judgeText({
    'template.yaml': table('', '    Metadata: { checkov: { skip: [{ id: CKV_AWS_43 }] } }\n'),
  });
  expect(
    findings.find(({ control, resource }) => control === 'ddb-pitr' && resource === 'Rides')?.accepted,
  ).toBeUndefined();
  expect(diagnostics.map(({ message }) => message)).toContain(
    'the suppression of checkov `CKV_AWS_43` on `Rides` covers no finding; remove it if the other tool does not need it',
  );
});

test('an id that no control of ours has is none of our business', async () => {
  const { diagnostics } = await judgeText({
    'template.yaml': table('', '    Metadata: { checkov: { skip: [{ id: CKV_AWS_99999 }] } }\n'),
  });
  expect(diagnostics.filter(({ message }) => message.includes('suppression'))).toEqual([]);
});
