import { AwsFault } from '../aws.ts';
import type { TypeReader } from '../describe.ts';
import { at, compact, listAt, textAt } from '../json.ts';

/** Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const logGroup: TypeReader = {
  type: 'AWS::Logs::LogGroup',
  gone: ['ResourceNotFoundException'],
  parts: [
    {
      covers: ['RetentionInDays', 'KmsKeyId'],
      action: 'logs:DescribeLogGroups',
      async read(aws, { physicalId }) {
        const question = { logGroupNamePrefix: physicalId };
        const answer = await aws.target('logs', 'Logs_20140328.DescribeLogGroups', question);
        const group = listAt(answer, 'logGroups').find((one) => textAt(one, 'logGroupName') === physicalId);
        if (group === undefined) throw new AwsFault('ResourceNotFoundException', 404, 'no such log group');
        return compact({
          Arn: at(group, 'arn'),
          RetentionInDays: at(group, 'retentionInDays'),
          KmsKeyId: at(group, 'kmsKeyId'),
        });
      },
    },
  ],
};
