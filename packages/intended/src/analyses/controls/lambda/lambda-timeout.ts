import type { Control } from '../define-control.ts';
import { beBetween } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

/** The most that Lambda allows, in seconds. */
const MOST = 900;

export const lambdaTimeout: Control = propertyControl({
  id: 'lambda-timeout',
  title: 'Timeout left at default or at the maximum',
  severity: 'low',
  cwe: 400,
  why: 'The default of 3 seconds cuts work off half done; the maximum lets a request that hangs cost fifteen minutes each time.',
  fix: 'Set `Timeout` to somewhat more than the slowest request that is legitimate.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html'],
  type: 'AWS::Lambda::Function',
  path: 'Timeout',
  must: beBetween(1, MOST - 1),
  otherwise: 'has a timeout that nobody chose: the default or the maximum',
  good: 10,
  mechanical: false,
  base: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/rides',
    Code: { S3Bucket: 'code', S3Key: 'rides.zip' },
  },
});
