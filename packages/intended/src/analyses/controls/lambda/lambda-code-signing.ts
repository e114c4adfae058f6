import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaCodeSigning: Control = propertyControl({
  id: 'lambda-code-signing',
  title: 'No code-signing config',
  severity: 'low',
  cwe: 347,
  why: 'Whoever gets hold of a deployment permission or of the code bucket can run any code as this function.',
  fix: 'Sign packages with a signing profile and name an `AWS::Lambda::CodeSigningConfig` in `CodeSigningConfigArn`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html'],
  type: 'AWS::Lambda::Function',
  // Images are signed in their registry.
  applies: ({ properties }) => !/^image$/i.test(literal(valueAt(properties, 'PackageType')) ?? ''),
  path: 'CodeSigningConfigArn',
  must: bePresent,
  otherwise: 'runs code that need not be signed',
  good: 'arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0123456789abcdef0',
  mechanical: false,
  base: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/rides',
    Code: { S3Bucket: 'code', S3Key: 'rides.zip' },
  },
});
