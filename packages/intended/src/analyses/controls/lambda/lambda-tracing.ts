import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaTracing: Control = propertyControl({
  id: 'lambda-tracing',
  title: 'Active tracing off',
  severity: 'low',
  why: 'Without traces nobody sees which call of which service was slow, failed or should not have been made.',
  fix: 'Set `TracingConfig.Mode` (SAM: `Tracing`) to `Active`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html'],
  type: 'AWS::Lambda::Function',
  path: 'TracingConfig.Mode',
  must: be('Active'),
  otherwise: 'is not traced',
  good: 'Active',
  cwe: 778,
  base: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/rides',
    Code: { S3Bucket: 'code', S3Key: 'rides.zip' },
  },
});
