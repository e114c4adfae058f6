import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const secretCmk: Control = propertyControl({
  id: 'secret-cmk',
  title: 'Secret not under a customer key',
  severity: 'low',
  why: 'Under the key that the provider manages, nobody of the app decides who may decrypt, and it cannot be revoked.',
  fix: 'Set `KmsKeyId` to a key of your own.',
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html'],
  type: 'AWS::SecretsManager::Secret',
  path: 'KmsKeyId',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'arn:aws:kms:eu-west-1:111122223333:key/rides',
  mechanical: false,
});
