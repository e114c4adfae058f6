/**
 * What `Ref` and `Fn::GetAtt` of a resource give, as far as policies use it.
 * Source: CloudFormation template reference, "Return values" of each type, read 2026-11.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export type ReferenceKind = 'arn' | 'name' | 'stream' | 'log-group' | 'qualified' | 'other' | 'anything';

const REF_IS_ARN: ReadonlySet<string> = new Set([
  'AWS::SNS::Topic',
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::StepFunctions::StateMachine',
  'AWS::StepFunctions::Activity',
  'AWS::ECS::TaskDefinition',
  'AWS::ECS::Service',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::EventSourceMapping',
  'AWS::IAM::ManagedPolicy',
  'AWS::AppSync::GraphQLApi',
  'AWS::Batch::JobDefinition',
  'AWS::Batch::JobQueue',
  'AWS::MSK::Cluster',
  'AWS::MSK::ServerlessCluster',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::CertificateManager::Certificate',
  'AWS::S3Tables::TableBucket',
  'AWS::S3Vectors::VectorBucket',
  'AWS::Kinesis::StreamConsumer',
  'AWS::AmazonMQ::Configuration',
]);

/** Versions and aliases: their ARN is that of what they belong to, and a qualifier behind a colon. */
export const QUALIFIED: Readonly<Record<string, string>> = {
  'AWS::Lambda::Alias': 'FunctionName',
  'AWS::Lambda::Version': 'FunctionName',
  'AWS::StepFunctions::StateMachineVersion': 'StateMachineArn',
  'AWS::StepFunctions::StateMachineAlias': 'StateMachineArn',
};

/** Attributes that end in `Arn` and yet are not the resource's own. */
const FOREIGN_ARN = /^(?:.*RoleArn|WebsiteConfigArn|MasterUserSecret\..*|.*SecretArn|.*KeyArn|.*TopicArn\..*)$/;
const NAME =
  /^(?:Ref|Name|Id|QueueName|TopicName|FunctionName|BucketName|TableName|UserPoolId|ApiId|RestApiId|KeyId|RoleName|ClusterName|RepositoryName|FileSystemId|LogGroupName|StreamName|PoolId)$/;

/** Says what an attribute of a resource of that type is; `anything` where code or another stack decides. */
export function referenceKind(type: string, attribute: string): ReferenceKind {
  if (type.startsWith('Custom::') || type.startsWith('AWS::CloudFormation::')) return 'anything';
  if (type in QUALIFIED) return 'qualified';
  if (type === 'AWS::SQS::Queue' && attribute === 'Ref') return 'other';
  if (type === 'AWS::SNS::Topic' && attribute === 'TopicArn') return 'arn';
  if (type === 'AWS::KMS::Key' && attribute === 'Arn') return 'arn';
  if (attribute === 'Ref' && REF_IS_ARN.has(type)) return 'arn';
  if (attribute === 'Id' && type === 'AWS::SecretsManager::Secret') return 'arn';
  if (attribute === 'StreamArn' && type.startsWith('AWS::DynamoDB::')) return 'stream';
  if (attribute === 'Arn' && type === 'AWS::Logs::LogGroup') return 'log-group';
  if (attribute === 'Value' || attribute.startsWith('Outputs.')) return 'anything';
  if (NAME.test(attribute)) return 'name';
  if (attribute.endsWith('Arn') && !FOREIGN_ARN.test(attribute)) return 'arn';
  return 'other';
}
