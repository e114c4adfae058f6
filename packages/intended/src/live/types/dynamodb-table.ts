import type { TypeReader } from '../describe.ts';
import { at, compact, textAt } from '../json.ts';

/** Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const dynamodbTable: TypeReader = {
  type: 'AWS::DynamoDB::Table',
  gone: ['ResourceNotFoundException', 'TableNotFoundException'],
  parts: [
    {
      covers: ['SSESpecification', 'DeletionProtectionEnabled', 'BillingMode', 'StreamSpecification'],
      action: 'dynamodb:DescribeTable',
      async read(aws, { physicalId }) {
        const answer = await aws.target('dynamodb', 'DynamoDB_20120810.DescribeTable', { TableName: physicalId });
        const table = at(answer, 'Table');
        const sse = textAt(table, 'SSEDescription', 'Status');
        const view = textAt(table, 'StreamSpecification', 'StreamViewType');
        return compact({
          Arn: at(table, 'TableArn'),
          StreamArn: at(table, 'LatestStreamArn'),
          SSESpecification:
            sse === undefined
              ? undefined
              : compact({
                  SSEEnabled: sse === 'ENABLED' || sse === 'ENABLING' || sse === 'UPDATING',
                  SSEType: at(table, 'SSEDescription', 'SSEType'),
                  KMSMasterKeyId: at(table, 'SSEDescription', 'KMSMasterKeyArn'),
                }),
          DeletionProtectionEnabled: at(table, 'DeletionProtectionEnabled'),
          BillingMode: textAt(table, 'BillingModeSummary', 'BillingMode') ?? 'PROVISIONED',
          StreamSpecification: view === undefined ? undefined : { StreamViewType: view },
        });
      },
    },
    {
      covers: ['PointInTimeRecoverySpecification'],
      action: 'dynamodb:DescribeContinuousBackups',
      async read(aws, { physicalId }) {
        const target = 'DynamoDB_20120810.DescribeContinuousBackups';
        const answer = await aws.target('dynamodb', target, { TableName: physicalId });
        const recovery = at(answer, 'ContinuousBackupsDescription', 'PointInTimeRecoveryDescription');
        const enabled = textAt(recovery, 'PointInTimeRecoveryStatus') === 'ENABLED';
        return { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: enabled } };
      },
    },
    {
      covers: ['TimeToLiveSpecification'],
      action: 'dynamodb:DescribeTimeToLive',
      async read(aws, { physicalId }) {
        const answer = await aws.target('dynamodb', 'DynamoDB_20120810.DescribeTimeToLive', { TableName: physicalId });
        const status = textAt(answer, 'TimeToLiveDescription', 'TimeToLiveStatus');
        if (status !== 'ENABLED' && status !== 'ENABLING') return {};
        const attribute = at(answer, 'TimeToLiveDescription', 'AttributeName');
        return { TimeToLiveSpecification: compact({ Enabled: true, AttributeName: attribute }) };
      },
    },
  ],
};
