import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { beCustomerKey } from '../customer-key.ts';
import { judgeReplicas } from '../table-parts.ts';

export const ddbReplicaCmk: Control = defineControl({
  id: 'ddb-replica-cmk',
  title: 'Global-table replica without customer key',
  severity: 'low',
  why: 'A copy in another region lies under a key that nobody of the app controls.',
  fix: 'Set `SSESpecification.KMSMasterKeyId` of each replica to a key of its region.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables-security.html'],
  types: ['AWS::DynamoDB::GlobalTable'],
  reads: ['AWS::DynamoDB::GlobalTable.Replicas.SSESpecification.KMSMasterKeyId'],
  judge: (table) =>
    judgeReplicas(table, 'SSESpecification.KMSMasterKeyId', beCustomerKey, 'is not encrypted under a customer key'),
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{ Region: eu-west-1 }]
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{ Region: eu-west-1, SSESpecification: { KMSMasterKeyId: alias/rides } }]
`,
    undetermined: `Parameters:
  Careful: { Type: String }
Conditions:
  IsCareful: !Equals [!Ref Careful, 'yes']
Resources:
  Rides:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{ Region: eu-west-1, SSESpecification: !If [IsCareful, { KMSMasterKeyId: alias/rides }, !Ref AWS::NoValue] }]
`,
  },
});
