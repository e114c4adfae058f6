import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { be, judgeProperty, worstOf } from '../judge-value.ts';
import { beCustomerKey } from '../customer-key.ts';

export const ddbCmk: Control = defineControl({
  id: 'ddb-cmk',
  title: 'Table not encrypted with a KMS key the owner controls',
  severity: 'low',
  why: 'Under the provider’s key, whoever may read the table may read its items; a key of your own is a second gate that can be closed.',
  fix: 'Set `SSESpecification` with `SSEEnabled: true`, `SSEType: KMS` and `KMSMasterKeyId` of your own.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html'],
  types: ['AWS::DynamoDB::Table'],
  reads: ['AWS::DynamoDB::Table.SSESpecification.SSEEnabled', 'AWS::DynamoDB::Table.SSESpecification.KMSMasterKeyId'],
  judge(table) {
    const message = `\`${table.id}\` is not encrypted under a customer key`;
    return worstOf([
      judgeProperty(table, 'SSESpecification.SSEEnabled', be(true), message),
      judgeProperty(table, 'SSESpecification.KMSMasterKeyId', beCustomerKey, message),
    ]);
  },
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      SSESpecification: { SSEEnabled: true }
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      SSESpecification: { SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: alias/rides }
`,
    undetermined: `Parameters:
  Given: { Type: String }
Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      SSESpecification: { SSEEnabled: !Ref Given, KMSMasterKeyId: alias/rides }
`,
  },
});
