// Made by scripts/make-control-registry.mjs from the files of this folder; do not edit.
import type { Control } from './define-control.ts';
import { cognitoAuthFlows } from './cognito/cognito-auth-flows.ts';
import { cognitoCallbackHttp } from './cognito/cognito-callback-http.ts';
import { cognitoCaseSensitive } from './cognito/cognito-case-sensitive.ts';
import { cognitoClassicFlow } from './cognito/cognito-classic-flow.ts';
import { cognitoDeletionProtection } from './cognito/cognito-deletion-protection.ts';
import { cognitoGuestAccess } from './cognito/cognito-guest-access.ts';
import { cognitoIdentityTrust } from './cognito/cognito-identity-trust.ts';
import { cognitoMfa } from './cognito/cognito-mfa.ts';
import { cognitoOauthImplicit } from './cognito/cognito-oauth-implicit.ts';
import { cognitoPasswordPolicy } from './cognito/cognito-password-policy.ts';
import { cognitoRiskCompromised } from './cognito/cognito-risk-compromised.ts';
import { cognitoRiskTakeover } from './cognito/cognito-risk-takeover.ts';
import { cognitoSelfSignup } from './cognito/cognito-self-signup.ts';
import { cognitoTempPassword } from './cognito/cognito-temp-password.ts';
import { cognitoThreatProtection } from './cognito/cognito-threat-protection.ts';
import { cognitoTokenLifetime } from './cognito/cognito-token-lifetime.ts';
import { cognitoTokenRevocation } from './cognito/cognito-token-revocation.ts';
import { cognitoUserEnumeration } from './cognito/cognito-user-enumeration.ts';
import { cognitoWaf } from './cognito/cognito-waf.ts';
import { cognitoWritablePrivilege } from './cognito/cognito-writable-privilege.ts';
import { ddbPitr } from './dynamodb/ddb-pitr.ts';
import { cacheAtRest } from './elasticache/cache-at-rest.ts';
import { cacheAuth } from './elasticache/cache-auth.ts';
import { cacheInTransit } from './elasticache/cache-in-transit.ts';
import { cacheVpc } from './elasticache/cache-vpc.ts';
import { firehoseCmk } from './firehose/firehose-cmk.ts';
import { firehoseEncryption } from './firehose/firehose-encryption.ts';
import { firehoseErrorLog } from './firehose/firehose-error-log.ts';
import { firehosePlainSecret } from './firehose/firehose-plain-secret.ts';
import { kinesisCmk } from './kinesis/kinesis-cmk.ts';
import { kinesisEncryption } from './kinesis/kinesis-encryption.ts';
import { kinesisRetention } from './kinesis/kinesis-retention.ts';
import { rdsBackup } from './rds/rds-backup.ts';
import { rdsCmk } from './rds/rds-cmk.ts';
import { rdsDataApi } from './rds/rds-data-api.ts';
import { rdsDefaultPort } from './rds/rds-default-port.ts';
import { rdsDeletionProtection } from './rds/rds-deletion-protection.ts';
import { rdsEncryption } from './rds/rds-encryption.ts';
import { rdsIamAuth } from './rds/rds-iam-auth.ts';
import { rdsLogs } from './rds/rds-logs.ts';
import { rdsMinorUpgrade } from './rds/rds-minor-upgrade.ts';
import { rdsMultiAz } from './rds/rds-multi-az.ts';
import { rdsPlainPassword } from './rds/rds-plain-password.ts';
import { rdsPublic } from './rds/rds-public.ts';
import { rdsTls } from './rds/rds-tls.ts';

export const CONTROLS: readonly Control[] = [
  cognitoAuthFlows,
  cognitoCallbackHttp,
  cognitoCaseSensitive,
  cognitoClassicFlow,
  cognitoDeletionProtection,
  cognitoGuestAccess,
  cognitoIdentityTrust,
  cognitoMfa,
  cognitoOauthImplicit,
  cognitoPasswordPolicy,
  cognitoRiskCompromised,
  cognitoRiskTakeover,
  cognitoSelfSignup,
  cognitoTempPassword,
  cognitoThreatProtection,
  cognitoTokenLifetime,
  cognitoTokenRevocation,
  cognitoUserEnumeration,
  cognitoWaf,
  cognitoWritablePrivilege,
  ddbPitr,
  cacheAtRest,
  cacheAuth,
  cacheInTransit,
  cacheVpc,
  firehoseCmk,
  firehoseEncryption,
  firehoseErrorLog,
  firehosePlainSecret,
  kinesisCmk,
  kinesisEncryption,
  kinesisRetention,
  rdsBackup,
  rdsCmk,
  rdsDataApi,
  rdsDefaultPort,
  rdsDeletionProtection,
  rdsEncryption,
  rdsIamAuth,
  rdsLogs,
  rdsMinorUpgrade,
  rdsMultiAz,
  rdsPlainPassword,
  rdsPublic,
  rdsTls,
];
