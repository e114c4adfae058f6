const PRIVATE = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
const get = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

export const KEY_POLICY: object = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' },
  ],
};

export const TRUST: object = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** A small app with one of each type that is read without Cloud Control. */
export const TEMPLATE: object = {
  Parameters: { Stage: { Type: 'String', Default: 'prod' } },
  Resources: {
    Logs: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'verify-logs-prod', PublicAccessBlockConfiguration: PRIVATE },
    },
    Photos: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: { 'Fn::Sub': 'verify-photos-${Stage}' },
        VersioningConfiguration: { Status: 'Enabled' },
        LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'photos/' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: get('Key') } },
          ],
        },
        PublicAccessBlockConfiguration: PRIVATE,
        LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: 365 }] },
      },
    },
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: { EnableKeyRotation: true, KeyPolicy: KEY_POLICY, Description: 'of the photos' },
    },
    Rides: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
        DeletionProtectionEnabled: true,
      },
    },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true } },
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 60,
        SqsManagedSseEnabled: true,
        RedrivePolicy: { deadLetterTargetArn: get('Dead'), maxReceiveCount: 3 },
      },
    },
    News: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { Ref: 'Key' } } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: TRUST,
        Policies: [
          {
            PolicyName: 'rides',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: ['dynamodb:PutItem'], Resource: get('Rides') }],
            },
          },
        ],
      },
    },
    FunctionLogs: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/aws/lambda/verify-book', RetentionInDays: 30 },
    },
    Book: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'verify-book',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: get('Role'),
        Timeout: 10,
        MemorySize: 256,
        ReservedConcurrentExecutions: 5,
        Environment: { Variables: { TABLE: { Ref: 'Rides' }, LEVEL: 'info' } },
        Code: { ZipFile: 'exports.handler = async () => ({});' },
      },
    },
  },
};
