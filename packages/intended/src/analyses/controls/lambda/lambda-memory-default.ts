import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaMemoryDefault: Control = propertyControl({
  id: 'lambda-memory-default',
  title: 'Memory left at default',
  severity: 'info',
  why: 'The default of 128 MB was chosen by nobody: the function may be slow for want of processor time, or run out of memory.',
  fix: 'Measure the function, then set `MemorySize`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html'],
  type: 'AWS::Lambda::Function',
  path: 'MemorySize',
  must: bePresent,
  otherwise: 'has the default memory',
  good: 512,
  mechanical: false,
  base: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/rides',
    Code: { S3Bucket: 'code', S3Key: 'rides.zip' },
  },
});
