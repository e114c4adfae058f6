import { choosesEncryption } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const rdsEncryption: Control = propertyControl({
  id: 'rds-encryption',
  title: 'Storage not encrypted',
  severity: 'high',
  cwe: 311,
  why: 'Storage, snapshots and replicas are in clear text, and an unencrypted database cannot be encrypted in place later.',
  fix: 'Set `StorageEncrypted` to `true`, best with a key of your own in `KmsKeyId`.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html'],
  type: 'AWS::RDS::DBCluster',
  alsoTypes: ['AWS::RDS::DBInstance'],
  applies: choosesEncryption,
  path: 'StorageEncrypted',
  must: be(true),
  otherwise: 'stores its data in clear text',
  good: true,
  bad: false,
  base: { Engine: 'aurora-postgresql' },
});
