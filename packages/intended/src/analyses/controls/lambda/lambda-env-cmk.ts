import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { beCustomerKey } from '../customer-key.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaEnvCmk: Control = propertyControl({
  id: 'lambda-env-cmk',
  title: 'Environment variables not under a customer key',
  severity: 'low',
  cwe: 311,
  why: 'Whoever may read the function’s configuration reads its variables; with a key of yours they need that key, too.',
  fix: 'Name a key of yours in `KmsKeyArn`, and let only the function’s role and its deployers use it.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html'],
  type: 'AWS::Lambda::Function',
  applies({ properties }) {
    const variables = valueAt(properties, 'Environment', 'Variables');
    return variables !== undefined && !(variables.kind === 'dictionary' && variables.entries.size === 0);
  },
  path: 'KmsKeyArn',
  must: beCustomerKey,
  otherwise: 'has variables that no key of yours guards',
  good: 'arn:aws:kms:eu-central-1:123456789012:key/0123-4567',
  mechanical: false,
  // The data that passes through the function does not stand in its variables.
  about: () => [],
  base: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/rides',
    Code: { S3Bucket: 'code', S3Key: 'rides.zip' },
    Environment: { Variables: { TABLE: 'Rides' } },
  },
});
