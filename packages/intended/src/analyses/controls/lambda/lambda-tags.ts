import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaTags: Control = propertyControl({
  id: 'lambda-tags',
  title: 'Function untagged',
  severity: 'info',
  why: 'Without tags nobody knows who owns the function, what it costs whom, and what data it handles.',
  fix: 'Tag the function with its owner, its app and the class of its data.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html'],
  type: 'AWS::Lambda::Function',
  path: 'Tags',
  must: bePresent,
  otherwise: 'has no tags',
  good: [{ Key: 'app', Value: 'rides' }],
  mechanical: false,
  base: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/rides',
    Code: { S3Bucket: 'code', S3Key: 'rides.zip' },
  },
});
