import { propertyControl } from '../property-control.ts';
import type { Control } from '../define-control.ts';
import { beBetween } from '../judge-value.ts';

/** What every function has in `/tmp`, in megabytes. */
const DEFAULT = 512;

export const lambdaEphemeralData: Control = propertyControl({
  id: 'lambda-ephemeral-data',
  title: 'Ephemeral storage enlarged on a function that handles classified data',
  severity: 'info',
  cwe: 377,
  why: 'Files in `/tmp` outlive the request that wrote them: the next one, of somebody else, may read them.',
  fix: 'Stream the data, or remove files before the handler returns, and set `EphemeralStorage.Size` back.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html'],
  type: 'AWS::Lambda::Function',
  // Data known to be public or internal may lie there.
  applies: ({ id }, context) => (context.dataOf(id)?.value ?? 2) >= 2,
  path: 'EphemeralStorage.Size',
  must: beBetween(0, DEFAULT, 'satisfied'),
  otherwise: 'keeps more than usual in `/tmp`, where requests share it',
  good: DEFAULT,
  bad: 4096,
  mechanical: false,
  base: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/rides',
    Code: { S3Bucket: 'code', S3Key: 'rides.zip' },
  },
});
