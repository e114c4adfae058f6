/**
 * IAM actions that an API operation needs, where they are not `prefix:Operation`.
 * Source: the actions tables of https://docs.aws.amazon.com/service-authorization/latest/reference/ and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html (November 2026).
 */
export const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  's3:HeadObject': ['s3:GetObject'],
  's3:ListObjects': ['s3:ListBucket'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:HeadBucket': ['s3:ListBucket'],
  's3:ListBuckets': ['s3:ListAllMyBuckets'],
  's3:CopyObject': ['s3:PutObject'],
  's3:DeleteObjects': ['s3:DeleteObject'],
  's3:CreateMultipartUpload': ['s3:PutObject'],
  's3:UploadPart': ['s3:PutObject'],
  's3:CompleteMultipartUpload': ['s3:PutObject'],
  's3:UploadPartCopy': ['s3:PutObject'],
  's3:ListParts': ['s3:ListMultipartUploadParts'],
  's3:ListMultipartUploads': ['s3:ListBucketMultipartUploads'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:SelectObjectContent': ['s3:GetObject'],
  's3:Upload': ['s3:PutObject', 's3:AbortMultipartUpload'],
  's3:PostObject': ['s3:PutObject'],
  's3:GetBucketNotificationConfiguration': ['s3:GetBucketNotification'],
  's3:PutBucketNotificationConfiguration': ['s3:PutBucketNotification'],
  's3:GetBucketLifecycleConfiguration': ['s3:GetLifecycleConfiguration'],
  's3:PutBucketLifecycleConfiguration': ['s3:PutLifecycleConfiguration'],
  's3:PutBucketReplication': ['s3:PutReplicationConfiguration'],
  's3:GetBucketReplication': ['s3:GetReplicationConfiguration'],
  's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
  's3:PutBucketEncryption': ['s3:PutEncryptionConfiguration'],
  's3:DeleteBucketEncryption': ['s3:PutEncryptionConfiguration'],
  's3:GetBucketCors': ['s3:GetBucketCORS'],
  's3:PutBucketCors': ['s3:PutBucketCORS'],
  's3:DeleteBucketCors': ['s3:PutBucketCORS'],
  's3:DeleteBucketLifecycle': ['s3:PutLifecycleConfiguration'],
  's3:DeleteBucketReplication': ['s3:PutReplicationConfiguration'],
  's3:DeleteBucketTagging': ['s3:PutBucketTagging'],
  's3:GetBucketAccelerateConfiguration': ['s3:GetAccelerateConfiguration'],
  's3:PutBucketAccelerateConfiguration': ['s3:PutAccelerateConfiguration'],
  's3:GetObjectLockConfiguration': ['s3:GetBucketObjectLockConfiguration'],
  's3:PutObjectLockConfiguration': ['s3:PutBucketObjectLockConfiguration'],
  's3:WriteGetObjectResponse': ['s3-object-lambda:WriteGetObjectResponse'],
  's3:GetPublicAccessBlock': ['s3:GetBucketPublicAccessBlock'],
  's3:PutPublicAccessBlock': ['s3:PutBucketPublicAccessBlock'],
  's3:DeletePublicAccessBlock': ['s3:PutBucketPublicAccessBlock'],
  'lambda:Invoke': ['lambda:InvokeFunction'],
  'lambda:InvokeAsync': ['lambda:InvokeFunction'],
  'lambda:InvokeWithResponseStream': ['lambda:InvokeFunction'],
  'lambda:GetLayerVersionByArn': ['lambda:GetLayerVersion'],
  'execute-api:PostToConnection': ['execute-api:ManageConnections'],
  'execute-api:GetConnection': ['execute-api:ManageConnections'],
  'execute-api:DeleteConnection': ['execute-api:ManageConnections'],
  'sqs:SendMessageBatch': ['sqs:SendMessage'],
  'sqs:DeleteMessageBatch': ['sqs:DeleteMessage'],
  'sqs:ChangeMessageVisibilityBatch': ['sqs:ChangeMessageVisibility'],
  'sns:PublishBatch': ['sns:Publish'],
  'bedrock:Converse': ['bedrock:InvokeModel'],
  'bedrock:ConverseStream': ['bedrock:InvokeModelWithResponseStream'],
  'bedrock:InvokeModelWithBidirectionalStream': ['bedrock:InvokeModel'],
  'bedrock:RetrieveAndGenerateStream': ['bedrock:RetrieveAndGenerate'],
  'dynamodb:TransactGetItems': ['dynamodb:GetItem'],
  'dynamodb:TransactWriteItems': [],
  'secretsmanager:BatchGetSecretValue': ['secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue'],
  'sts:GetCallerIdentity': [],
  'sts:GetAccessKeyInfo': [],
  'appconfig:GetConfiguration': ['appconfig:GetConfiguration'],
  'kms:ReEncrypt': ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  'timestream:Query': ['timestream:Select', 'timestream:DescribeEndpoints'],
  'timestream:WriteRecords': ['timestream:WriteRecords', 'timestream:DescribeEndpoints'],
  'ses:SendBulkEmail': ['ses:SendBulkEmail'],
};

/** Operations that are called without credentials: no policy has to allow them. */
const UNSIGNED = new Set(
  (
    'InitiateAuth RespondToAuthChallenge SignUp ConfirmSignUp ResendConfirmationCode ForgotPassword ConfirmForgotPassword ' +
    'GetUser UpdateUserAttributes DeleteUserAttributes ChangePassword GlobalSignOut RevokeToken DeleteUser ' +
    'AssociateSoftwareToken VerifySoftwareToken SetUserMFAPreference GetUserAttributeVerificationCode VerifyUserAttribute'
  ).split(' '),
);

export function actionsOf(service: string, operation: string): readonly string[] {
  if (service === 'cognito-idp' && UNSIGNED.has(operation)) return [];
  if (service === 'cognito-identity' && (operation === 'GetId' || operation === 'GetCredentialsForIdentity')) return [];
  return ACTIONS[`${service}:${operation}`] ?? [`${service}:${operation}`];
}
