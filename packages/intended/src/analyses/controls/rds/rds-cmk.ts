import { beCustomerKey } from '../customer-key.ts';
import { choosesEncryption } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const rdsCmk: Control = propertyControl({
  id: 'rds-cmk',
  title: 'Storage not under a customer key',
  severity: 'low',
  why: 'Under the key that the provider manages, nobody of the app decides who may decrypt, and it cannot be revoked.',
  fix: 'Set `KmsKeyId` to a key of your own.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html'],
  type: 'AWS::RDS::DBCluster',
  alsoTypes: ['AWS::RDS::DBInstance'],
  applies: choosesEncryption,
  path: 'KmsKeyId',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'arn:aws:kms:eu-west-1:111122223333:key/rides',
  base: { Engine: 'aurora-postgresql' },
  mechanical: false,
});
