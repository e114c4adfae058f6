import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const kmsPolicyMissing: Control = propertyControl({
  id: 'kms-policy-missing',
  title: 'Key without explicit policy',
  severity: 'low',
  why: 'The default policy leaves every decision to identity policies of the account.',
  fix: 'Write a `KeyPolicy` that names who may use and who may administer the key.',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html'],
  type: 'AWS::KMS::Key',
  path: 'KeyPolicy',
  must: bePresent,
  otherwise: 'has no policy of its own',
  good: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
    ],
  },
  mechanical: false,
});
