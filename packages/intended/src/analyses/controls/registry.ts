// Made by scripts/make-control-registry.mjs from the files of this folder; do not edit.
/* oxlint-disable max-lines -- one line a control */
import type { Control } from './define-control.ts';
import { acmKeyStrength } from './acm/acm-key-strength.ts';
import { acmTransparency } from './acm/acm-transparency.ts';
import { acmWildcard } from './acm/acm-wildcard.ts';
import { apigwAccessLog } from './apigw/apigw-access-log.ts';
import { apigwCacheEncrypted } from './apigw/apigw-cache-encrypted.ts';
import { apigwCacheOff } from './apigw/apigw-cache-off.ts';
import { apigwCachePerUser } from './apigw/apigw-cache-per-user.ts';
import { apigwClientCert } from './apigw/apigw-client-cert.ts';
import { apigwCognitoAuthorizer } from './apigw/apigw-cognito-authorizer.ts';
import { apigwCompression } from './apigw/apigw-compression.ts';
import { apigwCorsAny } from './apigw/apigw-cors-any.ts';
import { apigwDataTrace } from './apigw/apigw-data-trace.ts';
import { apigwDefaultEndpoint } from './apigw/apigw-default-endpoint.ts';
import { apigwDomainTls } from './apigw/apigw-domain-tls.ts';
import { apigwEndpointPublic } from './apigw/apigw-endpoint-public.ts';
import { apigwExecLog } from './apigw/apigw-exec-log.ts';
import { apigwIamScopeMissing } from './apigw/apigw-iam-scope-missing.ts';
import { apigwIntegrationCreds } from './apigw/apigw-integration-creds.ts';
import { apigwIntegrationHttp } from './apigw/apigw-integration-http.ts';
import { apigwKeyIsOnlyAuth } from './apigw/apigw-key-is-only-auth.ts';
import { apigwLogSensitiveField } from './apigw/apigw-log-sensitive-field.ts';
import { apigwMethodNoAuth } from './apigw/apigw-method-no-auth.ts';
import { apigwMethodNoKey } from './apigw/apigw-method-no-key.ts';
import { apigwMetrics } from './apigw/apigw-metrics.ts';
import { apigwNoAuthorizer } from './apigw/apigw-no-authorizer.ts';
import { apigwPrivatePolicy } from './apigw/apigw-private-policy.ts';
import { apigwRequestValidation } from './apigw/apigw-request-validation.ts';
import { apigwStageVarSecret } from './apigw/apigw-stage-var-secret.ts';
import { apigwStructuredLog } from './apigw/apigw-structured-log.ts';
import { apigwThrottle } from './apigw/apigw-throttle.ts';
import { apigwTracing } from './apigw/apigw-tracing.ts';
import { apigwUsagePlan } from './apigw/apigw-usage-plan.ts';
import { apigwWaf } from './apigw/apigw-waf.ts';
import { apigwv2AccessLog } from './apigwv2/apigwv2-access-log.ts';
import { apigwv2CorsAny } from './apigwv2/apigwv2-cors-any.ts';
import { apigwv2DataTrace } from './apigwv2/apigwv2-data-trace.ts';
import { apigwv2DefaultEndpoint } from './apigwv2/apigwv2-default-endpoint.ts';
import { apigwv2DomainTls } from './apigwv2/apigwv2-domain-tls.ts';
import { apigwv2JwtAudience } from './apigwv2/apigwv2-jwt-audience.ts';
import { apigwv2PrivateIntegrationTls } from './apigwv2/apigwv2-private-integration-tls.ts';
import { apigwv2RouteNoAuth } from './apigwv2/apigwv2-route-no-auth.ts';
import { apigwv2Throttle } from './apigwv2/apigwv2-throttle.ts';
import { apigwv2WsConnectNoAuth } from './apigwv2/apigwv2-ws-connect-no-auth.ts';
import { appsyncApiKey } from './appsync/appsync-api-key.ts';
import { appsyncCacheAtRest } from './appsync/appsync-cache-at-rest.ts';
import { appsyncCacheInTransit } from './appsync/appsync-cache-in-transit.ts';
import { appsyncFieldLogging } from './appsync/appsync-field-logging.ts';
import { appsyncIntrospection } from './appsync/appsync-introspection.ts';
import { appsyncLogVerbose } from './appsync/appsync-log-verbose.ts';
import { appsyncLogging } from './appsync/appsync-logging.ts';
import { appsyncTracing } from './appsync/appsync-tracing.ts';
import { appsyncWaf } from './appsync/appsync-waf.ts';
import { cfCachePersonalData } from './cloudfront/cf-cache-personal-data.ts';
import { cfDefaultCert } from './cloudfront/cf-default-cert.ts';
import { cfDefaultRoot } from './cloudfront/cf-default-root.ts';
import { cfFieldEncryption } from './cloudfront/cf-field-encryption.ts';
import { cfGeo } from './cloudfront/cf-geo.ts';
import { cfHeaders } from './cloudfront/cf-headers.ts';
import { cfHsts } from './cloudfront/cf-hsts.ts';
import { cfLambdaUrlOac } from './cloudfront/cf-lambda-url-oac.ts';
import { cfLogging } from './cloudfront/cf-logging.ts';
import { cfOriginFailover } from './cloudfront/cf-origin-failover.ts';
import { cfOriginHttps } from './cloudfront/cf-origin-https.ts';
import { cfOriginSsl } from './cloudfront/cf-origin-ssl.ts';
import { cfS3Oac } from './cloudfront/cf-s3-oac.ts';
import { cfS3OriginMissing } from './cloudfront/cf-s3-origin-missing.ts';
import { cfSignedAccess } from './cloudfront/cf-signed-access.ts';
import { cfSni } from './cloudfront/cf-sni.ts';
import { cfViewerHttps } from './cloudfront/cf-viewer-https.ts';
import { cfViewerTls } from './cloudfront/cf-viewer-tls.ts';
import { cfWaf } from './cloudfront/cf-waf.ts';
import { alarmActions } from './cloudwatch/alarm-actions.ts';
import { alarmApigw } from './cloudwatch/alarm-apigw.ts';
import { alarmAppsync } from './cloudwatch/alarm-appsync.ts';
import { alarmCognito } from './cloudwatch/alarm-cognito.ts';
import { alarmDdb } from './cloudwatch/alarm-ddb.ts';
import { alarmEvents } from './cloudwatch/alarm-events.ts';
import { alarmKinesis } from './cloudwatch/alarm-kinesis.ts';
import { alarmLambda } from './cloudwatch/alarm-lambda.ts';
import { alarmSfn } from './cloudwatch/alarm-sfn.ts';
import { alarmSns } from './cloudwatch/alarm-sns.ts';
import { alarmSqs } from './cloudwatch/alarm-sqs.ts';
import { alarmWaf } from './cloudwatch/alarm-waf.ts';
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
import { ddbAutoscaling } from './dynamodb/ddb-autoscaling.ts';
import { ddbBackupPlan } from './dynamodb/ddb-backup-plan.ts';
import { ddbCmk } from './dynamodb/ddb-cmk.ts';
import { ddbDaxAtRest } from './dynamodb/ddb-dax-at-rest.ts';
import { ddbDaxInTransit } from './dynamodb/ddb-dax-in-transit.ts';
import { ddbDeletionProtection } from './dynamodb/ddb-deletion-protection.ts';
import { ddbIndexProjection } from './dynamodb/ddb-index-projection.ts';
import { ddbLeadingKeys } from './dynamodb/ddb-leading-keys.ts';
import { ddbPitr } from './dynamodb/ddb-pitr.ts';
import { ddbPolicyCrossAccount } from './dynamodb/ddb-policy-cross-account.ts';
import { ddbReplicaCmk } from './dynamodb/ddb-replica-cmk.ts';
import { ddbStreamView } from './dynamodb/ddb-stream-view.ts';
import { cacheAtRest } from './elasticache/cache-at-rest.ts';
import { cacheAuth } from './elasticache/cache-auth.ts';
import { cacheInTransit } from './elasticache/cache-in-transit.ts';
import { cacheVpc } from './elasticache/cache-vpc.ts';
import { ebApiDestinationHttp } from './eventbridge/eb-api-destination-http.ts';
import { ebArchive } from './eventbridge/eb-archive.ts';
import { ebBusCmk } from './eventbridge/eb-bus-cmk.ts';
import { ebBusCrossAccount } from './eventbridge/eb-bus-cross-account.ts';
import { ebBusPolicyPublic } from './eventbridge/eb-bus-policy-public.ts';
import { ebGlobalEndpoint } from './eventbridge/eb-global-endpoint.ts';
import { ebRuleDlq } from './eventbridge/eb-rule-dlq.ts';
import { ebSchemaCrossAccount } from './eventbridge/eb-schema-cross-account.ts';
import { pipesLogPayload } from './eventbridge/pipes-log-payload.ts';
import { schedulerCmk } from './eventbridge/scheduler-cmk.ts';
import { firehoseCmk } from './firehose/firehose-cmk.ts';
import { firehoseEncryption } from './firehose/firehose-encryption.ts';
import { firehoseErrorLog } from './firehose/firehose-error-log.ts';
import { firehosePlainSecret } from './firehose/firehose-plain-secret.ts';
import { iamAccessKey } from './iam/iam-access-key.ts';
import { iamActionStar } from './iam/iam-action-star.ts';
import { iamAdmin } from './iam/iam-admin.ts';
import { iamAssumeAnyRole } from './iam/iam-assume-any-role.ts';
import { iamBoundary } from './iam/iam-boundary.ts';
import { iamConfusedDeputy } from './iam/iam-confused-deputy.ts';
import { iamCredentialExposure } from './iam/iam-credential-exposure.ts';
import { iamExfiltration } from './iam/iam-exfiltration.ts';
import { iamExternalId } from './iam/iam-external-id.ts';
import { iamInverted } from './iam/iam-inverted.ts';
import { iamKmsDecryptStar } from './iam/iam-kms-decrypt-star.ts';
import { iamLoginPassword } from './iam/iam-login-password.ts';
import { iamManagedBroad } from './iam/iam-managed-broad.ts';
import { iamOidcCi } from './iam/iam-oidc-ci.ts';
import { iamPassroleStar } from './iam/iam-passrole-star.ts';
import { iamPermissionsManagement } from './iam/iam-permissions-management.ts';
import { iamPrivesc } from './iam/iam-privesc.ts';
import { iamResourceStar } from './iam/iam-resource-star.ts';
import { iamTrustAccountRoot } from './iam/iam-trust-account-root.ts';
import { iamTrustPublic } from './iam/iam-trust-public.ts';
import { iamUserPolicy } from './iam/iam-user-policy.ts';
import { kinesisCmk } from './kinesis/kinesis-cmk.ts';
import { kinesisEncryption } from './kinesis/kinesis-encryption.ts';
import { kinesisPolicyPublic } from './kinesis/kinesis-policy-public.ts';
import { kinesisRetention } from './kinesis/kinesis-retention.ts';
import { kmsMultiRegion } from './kms/kms-multi-region.ts';
import { kmsPolicyMissing } from './kms/kms-policy-missing.ts';
import { kmsPolicyPublic } from './kms/kms-policy-public.ts';
import { kmsRotation } from './kms/kms-rotation.ts';
import { kmsUnusable } from './kms/kms-unusable.ts';
import { kmsViaService } from './kms/kms-via-service.ts';
import { lambdaAsyncDlq } from './lambda/lambda-async-dlq.ts';
import { lambdaAsyncRetry } from './lambda/lambda-async-retry.ts';
import { lambdaCodeSecret } from './lambda/lambda-code-secret.ts';
import { lambdaCodeSigning } from './lambda/lambda-code-signing.ts';
import { lambdaConcurrency } from './lambda/lambda-concurrency.ts';
import { lambdaEnvCmk } from './lambda/lambda-env-cmk.ts';
import { lambdaEnvSecret } from './lambda/lambda-env-secret.ts';
import { lambdaEphemeralData } from './lambda/lambda-ephemeral-data.ts';
import { lambdaEsmFailureDestination } from './lambda/lambda-esm-failure-destination.ts';
import { lambdaEsmFilterCmk } from './lambda/lambda-esm-filter-cmk.ts';
import { lambdaEsmKafkaAuth } from './lambda/lambda-esm-kafka-auth.ts';
import { lambdaEsmVisibility } from './lambda/lambda-esm-visibility.ts';
import { lambdaInlineCode } from './lambda/lambda-inline-code.ts';
import { lambdaLayerCrossAccount } from './lambda/lambda-layer-cross-account.ts';
import { lambdaLayerPublic } from './lambda/lambda-layer-public.ts';
import { lambdaLogGroup } from './lambda/lambda-log-group.ts';
import { lambdaLogLevelDebug } from './lambda/lambda-log-level-debug.ts';
import { lambdaLogsPermission } from './lambda/lambda-logs-permission.ts';
import { lambdaMemoryDefault } from './lambda/lambda-memory-default.ts';
import { lambdaPermissionActionBroad } from './lambda/lambda-permission-action-broad.ts';
import { lambdaPermissionAnyRoute } from './lambda/lambda-permission-any-route.ts';
import { lambdaPermissionManyPrincipals } from './lambda/lambda-permission-many-principals.ts';
import { lambdaPermissionPublic } from './lambda/lambda-permission-public.ts';
import { lambdaPermissionSourceUnscoped } from './lambda/lambda-permission-source-unscoped.ts';
import { lambdaRoleAdmin } from './lambda/lambda-role-admin.ts';
import { lambdaRoleServiceStar } from './lambda/lambda-role-service-star.ts';
import { lambdaRoleShared } from './lambda/lambda-role-shared.ts';
import { lambdaRoleUnusedAction } from './lambda/lambda-role-unused-action.ts';
import { lambdaRuntimeEol } from './lambda/lambda-runtime-eol.ts';
import { lambdaSgEgressOpen } from './lambda/lambda-sg-egress-open.ts';
import { lambdaTags } from './lambda/lambda-tags.ts';
import { lambdaTimeout } from './lambda/lambda-timeout.ts';
import { lambdaTracing } from './lambda/lambda-tracing.ts';
import { lambdaUrlCorsAny } from './lambda/lambda-url-cors-any.ts';
import { lambdaUrlNoAuth } from './lambda/lambda-url-no-auth.ts';
import { lambdaVpcEndpointPolicy } from './lambda/lambda-vpc-endpoint-policy.ts';
import { lambdaVpcMultiAz } from './lambda/lambda-vpc-multi-az.ts';
import { lambdaVpc } from './lambda/lambda-vpc.ts';
import { logsCmk } from './logs/logs-cmk.ts';
import { logsDataProtection } from './logs/logs-data-protection.ts';
import { logsPolicyPublic } from './logs/logs-policy-public.ts';
import { logsRetention } from './logs/logs-retention.ts';
import { logsSubscriptionExternal } from './logs/logs-subscription-external.ts';
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
import { r53Dangling } from './route53/r53-dangling.ts';
import { r53Dnssec } from './route53/r53-dnssec.ts';
import { r53QueryLog } from './route53/r53-query-log.ts';
import { r53ZoneEmpty } from './route53/r53-zone-empty.ts';
import { s3AbortMultipart } from './s3/s3-abort-multipart.ts';
import { s3AccessLog } from './s3/s3-access-log.ts';
import { s3AccessPointPublic } from './s3/s3-access-point-public.ts';
import { s3AclAuthenticated } from './s3/s3-acl-authenticated.ts';
import { s3AclEnabled } from './s3/s3-acl-enabled.ts';
import { s3AclPublicRead } from './s3/s3-acl-public-read.ts';
import { s3AclPublicWrite } from './s3/s3-acl-public-write.ts';
import { s3BlockPublic } from './s3/s3-block-public.ts';
import { s3Cmk } from './s3/s3-cmk.ts';
import { s3CorsAny } from './s3/s3-cors-any.ts';
import { s3Encryption } from './s3/s3-encryption.ts';
import { s3EventNotification } from './s3/s3-event-notification.ts';
import { s3Lifecycle } from './s3/s3-lifecycle.ts';
import { s3MrapPublic } from './s3/s3-mrap-public.ts';
import { s3ObjectLock } from './s3/s3-object-lock.ts';
import { s3PolicyCrossAccount } from './s3/s3-policy-cross-account.ts';
import { s3PolicyInverted } from './s3/s3-policy-inverted.ts';
import { s3PolicyLockout } from './s3/s3-policy-lockout.ts';
import { s3PolicyMissing } from './s3/s3-policy-missing.ts';
import { s3PolicyPublicRead } from './s3/s3-policy-public-read.ts';
import { s3PolicyPublicWrite } from './s3/s3-policy-public-write.ts';
import { s3PolicyStarAction } from './s3/s3-policy-star-action.ts';
import { s3PredictableName } from './s3/s3-predictable-name.ts';
import { s3Replication } from './s3/s3-replication.ts';
import { s3TlsOnly } from './s3/s3-tls-only.ts';
import { s3Versioning } from './s3/s3-versioning.ts';
import { s3Website } from './s3/s3-website.ts';
import { secretCmk } from './secretsmanager/secret-cmk.ts';
import { secretLiteral } from './secretsmanager/secret-literal.ts';
import { secretPolicyPublic } from './secretsmanager/secret-policy-public.ts';
import { secretRotation } from './secretsmanager/secret-rotation.ts';
import { snsDataProtection } from './sns/sns-data-protection.ts';
import { snsDeliveryLog } from './sns/sns-delivery-log.ts';
import { snsEncryption } from './sns/sns-encryption.ts';
import { snsPolicyCrossAccount } from './sns/sns-policy-cross-account.ts';
import { snsPolicyInverted } from './sns/sns-policy-inverted.ts';
import { snsPolicyPublic } from './sns/sns-policy-public.ts';
import { snsRedrive } from './sns/sns-redrive.ts';
import { snsSubscriptionExternal } from './sns/sns-subscription-external.ts';
import { snsSubscriptionHttp } from './sns/sns-subscription-http.ts';
import { snsTlsOnly } from './sns/sns-tls-only.ts';
import { sqsCmk } from './sqs/sqs-cmk.ts';
import { sqsDlq } from './sqs/sqs-dlq.ts';
import { sqsEncryption } from './sqs/sqs-encryption.ts';
import { sqsPolicyInverted } from './sqs/sqs-policy-inverted.ts';
import { sqsPolicyPublic } from './sqs/sqs-policy-public.ts';
import { sqsPolicyStarAction } from './sqs/sqs-policy-star-action.ts';
import { sqsRedriveAllow } from './sqs/sqs-redrive-allow.ts';
import { sqsRetention } from './sqs/sqs-retention.ts';
import { sqsTlsOnly } from './sqs/sqs-tls-only.ts';
import { ssmDocumentSecret } from './ssm/ssm-document-secret.ts';
import { ssmPlainSecret } from './ssm/ssm-plain-secret.ts';
import { sfnCmk } from './stepfunctions/sfn-cmk.ts';
import { sfnDefinitionSecret } from './stepfunctions/sfn-definition-secret.ts';
import { sfnLogPayload } from './stepfunctions/sfn-log-payload.ts';
import { sfnLogging } from './stepfunctions/sfn-logging.ts';
import { sfnRoleBroad } from './stepfunctions/sfn-role-broad.ts';
import { sfnTracing } from './stepfunctions/sfn-tracing.ts';
import { templateNoecho } from './template/template-noecho.ts';
import { templateOutputSecret } from './template/template-output-secret.ts';
import { templateSecret } from './template/template-secret.ts';
import { templateStatefulRetain } from './template/template-stateful-retain.ts';
import { wafCoreRules } from './wafv2/waf-core-rules.ts';
import { wafCountOnly } from './wafv2/waf-count-only.ts';
import { wafDefaultAllow } from './wafv2/waf-default-allow.ts';
import { wafEmpty } from './wafv2/waf-empty.ts';
import { wafKnownBadInputs } from './wafv2/waf-known-bad-inputs.ts';
import { wafLogRedaction } from './wafv2/waf-log-redaction.ts';
import { wafLogging } from './wafv2/waf-logging.ts';
import { wafMetrics } from './wafv2/waf-metrics.ts';
import { wafRateLimit } from './wafv2/waf-rate-limit.ts';

export const CONTROLS: readonly Control[] = [
  acmKeyStrength,
  acmTransparency,
  acmWildcard,
  apigwAccessLog,
  apigwCacheEncrypted,
  apigwCacheOff,
  apigwCachePerUser,
  apigwClientCert,
  apigwCognitoAuthorizer,
  apigwCompression,
  apigwCorsAny,
  apigwDataTrace,
  apigwDefaultEndpoint,
  apigwDomainTls,
  apigwEndpointPublic,
  apigwExecLog,
  apigwIamScopeMissing,
  apigwIntegrationCreds,
  apigwIntegrationHttp,
  apigwKeyIsOnlyAuth,
  apigwLogSensitiveField,
  apigwMethodNoAuth,
  apigwMethodNoKey,
  apigwMetrics,
  apigwNoAuthorizer,
  apigwPrivatePolicy,
  apigwRequestValidation,
  apigwStageVarSecret,
  apigwStructuredLog,
  apigwThrottle,
  apigwTracing,
  apigwUsagePlan,
  apigwWaf,
  apigwv2AccessLog,
  apigwv2CorsAny,
  apigwv2DataTrace,
  apigwv2DefaultEndpoint,
  apigwv2DomainTls,
  apigwv2JwtAudience,
  apigwv2PrivateIntegrationTls,
  apigwv2RouteNoAuth,
  apigwv2Throttle,
  apigwv2WsConnectNoAuth,
  appsyncApiKey,
  appsyncCacheAtRest,
  appsyncCacheInTransit,
  appsyncFieldLogging,
  appsyncIntrospection,
  appsyncLogVerbose,
  appsyncLogging,
  appsyncTracing,
  appsyncWaf,
  cfCachePersonalData,
  cfDefaultCert,
  cfDefaultRoot,
  cfFieldEncryption,
  cfGeo,
  cfHeaders,
  cfHsts,
  cfLambdaUrlOac,
  cfLogging,
  cfOriginFailover,
  cfOriginHttps,
  cfOriginSsl,
  cfS3Oac,
  cfS3OriginMissing,
  cfSignedAccess,
  cfSni,
  cfViewerHttps,
  cfViewerTls,
  cfWaf,
  alarmActions,
  alarmApigw,
  alarmAppsync,
  alarmCognito,
  alarmDdb,
  alarmEvents,
  alarmKinesis,
  alarmLambda,
  alarmSfn,
  alarmSns,
  alarmSqs,
  alarmWaf,
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
  ddbAutoscaling,
  ddbBackupPlan,
  ddbCmk,
  ddbDaxAtRest,
  ddbDaxInTransit,
  ddbDeletionProtection,
  ddbIndexProjection,
  ddbLeadingKeys,
  ddbPitr,
  ddbPolicyCrossAccount,
  ddbReplicaCmk,
  ddbStreamView,
  cacheAtRest,
  cacheAuth,
  cacheInTransit,
  cacheVpc,
  ebApiDestinationHttp,
  ebArchive,
  ebBusCmk,
  ebBusCrossAccount,
  ebBusPolicyPublic,
  ebGlobalEndpoint,
  ebRuleDlq,
  ebSchemaCrossAccount,
  pipesLogPayload,
  schedulerCmk,
  firehoseCmk,
  firehoseEncryption,
  firehoseErrorLog,
  firehosePlainSecret,
  iamAccessKey,
  iamActionStar,
  iamAdmin,
  iamAssumeAnyRole,
  iamBoundary,
  iamConfusedDeputy,
  iamCredentialExposure,
  iamExfiltration,
  iamExternalId,
  iamInverted,
  iamKmsDecryptStar,
  iamLoginPassword,
  iamManagedBroad,
  iamOidcCi,
  iamPassroleStar,
  iamPermissionsManagement,
  iamPrivesc,
  iamResourceStar,
  iamTrustAccountRoot,
  iamTrustPublic,
  iamUserPolicy,
  kinesisCmk,
  kinesisEncryption,
  kinesisPolicyPublic,
  kinesisRetention,
  kmsMultiRegion,
  kmsPolicyMissing,
  kmsPolicyPublic,
  kmsRotation,
  kmsUnusable,
  kmsViaService,
  lambdaAsyncDlq,
  lambdaAsyncRetry,
  lambdaCodeSecret,
  lambdaCodeSigning,
  lambdaConcurrency,
  lambdaEnvCmk,
  lambdaEnvSecret,
  lambdaEphemeralData,
  lambdaEsmFailureDestination,
  lambdaEsmFilterCmk,
  lambdaEsmKafkaAuth,
  lambdaEsmVisibility,
  lambdaInlineCode,
  lambdaLayerCrossAccount,
  lambdaLayerPublic,
  lambdaLogGroup,
  lambdaLogLevelDebug,
  lambdaLogsPermission,
  lambdaMemoryDefault,
  lambdaPermissionActionBroad,
  lambdaPermissionAnyRoute,
  lambdaPermissionManyPrincipals,
  lambdaPermissionPublic,
  lambdaPermissionSourceUnscoped,
  lambdaRoleAdmin,
  lambdaRoleServiceStar,
  lambdaRoleShared,
  lambdaRoleUnusedAction,
  lambdaRuntimeEol,
  lambdaSgEgressOpen,
  lambdaTags,
  lambdaTimeout,
  lambdaTracing,
  lambdaUrlCorsAny,
  lambdaUrlNoAuth,
  lambdaVpcEndpointPolicy,
  lambdaVpcMultiAz,
  lambdaVpc,
  logsCmk,
  logsDataProtection,
  logsPolicyPublic,
  logsRetention,
  logsSubscriptionExternal,
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
  r53Dangling,
  r53Dnssec,
  r53QueryLog,
  r53ZoneEmpty,
  s3AbortMultipart,
  s3AccessLog,
  s3AccessPointPublic,
  s3AclAuthenticated,
  s3AclEnabled,
  s3AclPublicRead,
  s3AclPublicWrite,
  s3BlockPublic,
  s3Cmk,
  s3CorsAny,
  s3Encryption,
  s3EventNotification,
  s3Lifecycle,
  s3MrapPublic,
  s3ObjectLock,
  s3PolicyCrossAccount,
  s3PolicyInverted,
  s3PolicyLockout,
  s3PolicyMissing,
  s3PolicyPublicRead,
  s3PolicyPublicWrite,
  s3PolicyStarAction,
  s3PredictableName,
  s3Replication,
  s3TlsOnly,
  s3Versioning,
  s3Website,
  secretCmk,
  secretLiteral,
  secretPolicyPublic,
  secretRotation,
  snsDataProtection,
  snsDeliveryLog,
  snsEncryption,
  snsPolicyCrossAccount,
  snsPolicyInverted,
  snsPolicyPublic,
  snsRedrive,
  snsSubscriptionExternal,
  snsSubscriptionHttp,
  snsTlsOnly,
  sqsCmk,
  sqsDlq,
  sqsEncryption,
  sqsPolicyInverted,
  sqsPolicyPublic,
  sqsPolicyStarAction,
  sqsRedriveAllow,
  sqsRetention,
  sqsTlsOnly,
  ssmDocumentSecret,
  ssmPlainSecret,
  sfnCmk,
  sfnDefinitionSecret,
  sfnLogPayload,
  sfnLogging,
  sfnRoleBroad,
  sfnTracing,
  templateNoecho,
  templateOutputSecret,
  templateSecret,
  templateStatefulRetain,
  wafCoreRules,
  wafCountOnly,
  wafDefaultAllow,
  wafEmpty,
  wafKnownBadInputs,
  wafLogRedaction,
  wafLogging,
  wafMetrics,
  wafRateLimit,
];
