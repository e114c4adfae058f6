import type { TypeReader } from '../describe.ts';
import { at, compact, parseJson, textAt } from '../json.ts';

/** Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const kmsKey: TypeReader = {
  type: 'AWS::KMS::Key',
  gone: ['NotFoundException'],
  parts: [
    {
      covers: ['Enabled', 'KeySpec', 'KeyUsage', 'MultiRegion', 'Description'],
      action: 'kms:DescribeKey',
      async read(aws, { physicalId }) {
        const key = at(await aws.target('kms', 'TrentService.DescribeKey', { KeyId: physicalId }), 'KeyMetadata');
        return compact({
          Arn: at(key, 'Arn'),
          Enabled: at(key, 'Enabled'),
          KeySpec: at(key, 'KeySpec'),
          KeyUsage: at(key, 'KeyUsage'),
          MultiRegion: at(key, 'MultiRegion'),
          Description: textAt(key, 'Description') || undefined,
        });
      },
    },
    {
      covers: ['EnableKeyRotation'],
      action: 'kms:GetKeyRotationStatus',
      absent: ['UnsupportedOperationException'],
      async read(aws, { physicalId }) {
        const answer = await aws.target('kms', 'TrentService.GetKeyRotationStatus', { KeyId: physicalId });
        return compact({ EnableKeyRotation: at(answer, 'KeyRotationEnabled') });
      },
    },
    {
      covers: ['KeyPolicy'],
      action: 'kms:GetKeyPolicy',
      async read(aws, { physicalId }) {
        const question = { KeyId: physicalId, PolicyName: 'default' };
        const answer = await aws.target('kms', 'TrentService.GetKeyPolicy', question);
        return compact({ KeyPolicy: parseJson(textAt(answer, 'Policy') ?? '') });
      },
    },
  ],
};
