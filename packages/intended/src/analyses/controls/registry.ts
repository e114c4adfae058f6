// Made by scripts/make-control-registry.mjs from the files of this folder; do not edit.
import type { Control } from './define-control.ts';
import { cognitoCaseSensitive } from './cognito/cognito-case-sensitive.ts';
import { cognitoClassicFlow } from './cognito/cognito-classic-flow.ts';
import { cognitoDeletionProtection } from './cognito/cognito-deletion-protection.ts';
import { cognitoMfa } from './cognito/cognito-mfa.ts';
import { cognitoRiskCompromised } from './cognito/cognito-risk-compromised.ts';
import { cognitoRiskTakeover } from './cognito/cognito-risk-takeover.ts';
import { cognitoSelfSignup } from './cognito/cognito-self-signup.ts';
import { cognitoTempPassword } from './cognito/cognito-temp-password.ts';
import { cognitoThreatProtection } from './cognito/cognito-threat-protection.ts';
import { cognitoTokenRevocation } from './cognito/cognito-token-revocation.ts';
import { cognitoUserEnumeration } from './cognito/cognito-user-enumeration.ts';
import { ddbPitr } from './dynamodb/ddb-pitr.ts';
import { cacheAtRest } from './elasticache/cache-at-rest.ts';
import { cacheInTransit } from './elasticache/cache-in-transit.ts';
import { cacheVpc } from './elasticache/cache-vpc.ts';
import { firehoseErrorLog } from './firehose/firehose-error-log.ts';
import { kinesisEncryption } from './kinesis/kinesis-encryption.ts';
import { kinesisRetention } from './kinesis/kinesis-retention.ts';
import { rdsBackup } from './rds/rds-backup.ts';
import { rdsCmk } from './rds/rds-cmk.ts';
import { rdsDefaultPort } from './rds/rds-default-port.ts';
import { rdsDeletionProtection } from './rds/rds-deletion-protection.ts';
import { rdsEncryption } from './rds/rds-encryption.ts';
import { rdsIamAuth } from './rds/rds-iam-auth.ts';
import { rdsLogs } from './rds/rds-logs.ts';
import { rdsMinorUpgrade } from './rds/rds-minor-upgrade.ts';
import { rdsMultiAz } from './rds/rds-multi-az.ts';
import { rdsPublic } from './rds/rds-public.ts';

export const CONTROLS: readonly Control[] = [
  cognitoCaseSensitive,
  cognitoClassicFlow,
  cognitoDeletionProtection,
  cognitoMfa,
  cognitoRiskCompromised,
  cognitoRiskTakeover,
  cognitoSelfSignup,
  cognitoTempPassword,
  cognitoThreatProtection,
  cognitoTokenRevocation,
  cognitoUserEnumeration,
  ddbPitr,
  cacheAtRest,
  cacheInTransit,
  cacheVpc,
  firehoseErrorLog,
  kinesisEncryption,
  kinesisRetention,
  rdsBackup,
  rdsCmk,
  rdsDefaultPort,
  rdsDeletionProtection,
  rdsEncryption,
  rdsIamAuth,
  rdsLogs,
  rdsMinorUpgrade,
  rdsMultiAz,
  rdsPublic,
];
