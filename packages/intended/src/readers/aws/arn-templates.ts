import type { Resource } from '#model/application';
import type { Part } from '#model/value';
import { valueAt } from '#model/read-value';
import { textOf } from './name-index.ts';

/**
 * Shape of a type's ARN: IAM prefix, scope, resource part (`{name}` stands for the physical name, `{random}` for what
 * the service appends) and the property that holds the physical name.
 * Source: Service Authorization Reference, "Resource types" tables, read 2026-11.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
type ArnShape = readonly [
  service: string,
  scope: 'regional' | 'account' | 'bare',
  tail: string,
  name: string | undefined,
];

export const ARN_SHAPES: Readonly<Record<string, ArnShape>> = {
  'AWS::Lambda::Function': ['lambda', 'regional', 'function:{name}', 'FunctionName'],
  'AWS::Lambda::LayerVersion': ['lambda', 'regional', 'layer:{name}:{random}', 'LayerName'],
  'AWS::IAM::Role': ['iam', 'account', 'role/{name}', 'RoleName'],
  'AWS::IAM::User': ['iam', 'account', 'user/{name}', 'UserName'],
  'AWS::IAM::Group': ['iam', 'account', 'group/{name}', 'GroupName'],
  'AWS::IAM::ManagedPolicy': ['iam', 'account', 'policy/{name}', 'ManagedPolicyName'],
  'AWS::DynamoDB::Table': ['dynamodb', 'regional', 'table/{name}', 'TableName'],
  'AWS::DynamoDB::GlobalTable': ['dynamodb', 'regional', 'table/{name}', 'TableName'],
  'AWS::S3::Bucket': ['s3', 'bare', '{name}', 'BucketName'],
  'AWS::SQS::Queue': ['sqs', 'regional', '{name}', 'QueueName'],
  'AWS::SNS::Topic': ['sns', 'regional', '{name}', 'TopicName'],
  'AWS::Kinesis::Stream': ['kinesis', 'regional', 'stream/{name}', 'Name'],
  'AWS::KinesisFirehose::DeliveryStream': ['firehose', 'regional', 'deliverystream/{name}', 'DeliveryStreamName'],
  'AWS::Events::EventBus': ['events', 'regional', 'event-bus/{name}', 'Name'],
  'AWS::Events::Rule': ['events', 'regional', 'rule/{name}', 'Name'],
  'AWS::Events::Archive': ['events', 'regional', 'archive/{name}', 'ArchiveName'],
  'AWS::Events::ApiDestination': ['events', 'regional', 'api-destination/{name}/{random}', 'Name'],
  'AWS::Events::Connection': ['events', 'regional', 'connection/{name}/{random}', 'Name'],
  'AWS::Scheduler::Schedule': ['scheduler', 'regional', 'schedule/{random}/{name}', 'Name'],
  'AWS::Pipes::Pipe': ['pipes', 'regional', 'pipe/{name}', 'Name'],
  'AWS::Logs::LogGroup': ['logs', 'regional', 'log-group:{name}', 'LogGroupName'],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'regional', 'secret:{name}-{random}', 'Name'],
  'AWS::SSM::Parameter': ['ssm', 'regional', 'parameter/{name}', 'Name'],
  'AWS::StepFunctions::StateMachine': ['states', 'regional', 'stateMachine:{name}', 'StateMachineName'],
  'AWS::StepFunctions::Activity': ['states', 'regional', 'activity:{name}', 'Name'],
  'AWS::Cognito::UserPool': ['cognito-idp', 'regional', 'userpool/{name}', undefined],
  'AWS::Cognito::IdentityPool': ['cognito-identity', 'regional', 'identitypool/{name}', undefined],
  'AWS::ApiGateway::RestApi': ['execute-api', 'regional', '{name}', undefined],
  'AWS::ApiGatewayV2::Api': ['execute-api', 'regional', '{name}', undefined],
  'AWS::AppSync::GraphQLApi': ['appsync', 'regional', 'apis/{name}', undefined],
  'AWS::KMS::Key': ['kms', 'regional', 'key/{name}', undefined],
  'AWS::CloudFront::Distribution': ['cloudfront', 'account', 'distribution/{name}', undefined],
  'AWS::ECR::Repository': ['ecr', 'regional', 'repository/{name}', 'RepositoryName'],
  'AWS::ECS::TaskDefinition': ['ecs', 'regional', 'task-definition/{name}:{random}', 'Family'],
  'AWS::ECS::Cluster': ['ecs', 'regional', 'cluster/{name}', 'ClusterName'],
  'AWS::RDS::DBInstance': ['rds', 'regional', 'db:{name}', 'DBInstanceIdentifier'],
  'AWS::RDS::DBCluster': ['rds', 'regional', 'cluster:{name}', 'DBClusterIdentifier'],
  'AWS::RDS::DBProxy': ['rds', 'regional', 'db-proxy:{name}', 'DBProxyName'],
  'AWS::RDS::GlobalCluster': ['rds', 'account', 'global-cluster:{name}', 'GlobalClusterIdentifier'],
  'AWS::DSQL::Cluster': ['dsql', 'regional', 'cluster/{name}', undefined],
  'AWS::DocDB::DBCluster': ['rds', 'regional', 'cluster:{name}', 'DBClusterIdentifier'],
  'AWS::Neptune::DBCluster': ['neptune-db', 'regional', '{name}', undefined],
  'AWS::Redshift::Cluster': ['redshift', 'regional', 'cluster:{name}', 'ClusterIdentifier'],
  'AWS::ElastiCache::ReplicationGroup': ['elasticache', 'regional', 'replicationgroup:{name}', 'ReplicationGroupId'],
  'AWS::ElastiCache::CacheCluster': ['elasticache', 'regional', 'cluster:{name}', 'ClusterName'],
  'AWS::ElastiCache::ServerlessCache': ['elasticache', 'regional', 'serverlesscache:{name}', 'ServerlessCacheName'],
  'AWS::OpenSearchService::Domain': ['es', 'regional', 'domain/{name}', 'DomainName'],
  'AWS::Elasticsearch::Domain': ['es', 'regional', 'domain/{name}', 'DomainName'],
  'AWS::OpenSearchServerless::Collection': ['aoss', 'regional', 'collection/{name}', undefined],
  'AWS::EFS::FileSystem': ['elasticfilesystem', 'regional', 'file-system/{name}', undefined],
  'AWS::MSK::Cluster': ['kafka', 'regional', 'cluster/{name}/{random}', 'ClusterName'],
  'AWS::MSK::ServerlessCluster': ['kafka', 'regional', 'cluster/{name}/{random}', 'ClusterName'],
  'AWS::AmazonMQ::Broker': ['mq', 'regional', 'broker:{name}:{random}', 'BrokerName'],
  'AWS::Timestream::Database': ['timestream', 'regional', 'database/{name}', 'DatabaseName'],
  'AWS::Glue::Database': ['glue', 'regional', 'database/{name}', undefined],
  'AWS::Glue::Job': ['glue', 'regional', 'job/{name}', 'Name'],
  'AWS::Glue::Crawler': ['glue', 'regional', 'crawler/{name}', 'Name'],
  'AWS::CodeBuild::Project': ['codebuild', 'regional', 'project/{name}', 'Name'],
  'AWS::CodePipeline::Pipeline': ['codepipeline', 'regional', '{name}', 'Name'],
  'AWS::Batch::JobDefinition': ['batch', 'regional', 'job-definition/{name}:{random}', 'JobDefinitionName'],
  'AWS::Batch::JobQueue': ['batch', 'regional', 'job-queue/{name}', 'JobQueueName'],
  'AWS::IoT::TopicRule': ['iot', 'regional', 'rule/{name}', 'RuleName'],
  'AWS::Kendra::Index': ['kendra', 'regional', 'index/{name}', undefined],
  'AWS::Bedrock::Agent': ['bedrock', 'regional', 'agent/{name}', undefined],
  'AWS::Bedrock::KnowledgeBase': ['bedrock', 'regional', 'knowledge-base/{name}', undefined],
  'AWS::SES::EmailIdentity': ['ses', 'regional', 'identity/{name}', 'EmailIdentity'],
  'AWS::S3Vectors::VectorBucket': ['s3vectors', 'regional', 'bucket/{name}', 'VectorBucketName'],
  'AWS::S3Tables::TableBucket': ['s3tables', 'regional', 'bucket/{name}', 'TableBucketName'],
};

const PARTITION = { kind: 'pseudo', name: 'AWS::Partition' } as const;
const REGION = { kind: 'pseudo', name: 'AWS::Region' } as const;
const ACCOUNT = { kind: 'pseudo', name: 'AWS::AccountId' } as const;

const NAMED_CAUSES: ReadonlySet<string> = new Set([
  'parameter',
  'import',
  'dynamic-reference',
  'variable',
  'attribute',
]);

/** Physical name as written, as parts; undefined where the provider generates it. */
export function physicalName(resource: Resource): readonly Part[] | undefined {
  const property = ARN_SHAPES[resource.type]?.[3];
  if (property === undefined) return undefined;
  const value = valueAt(resource.properties, property);
  // A parameter is a name that is the same wherever it is used; an undecided condition is none.
  return value?.kind === 'deferred' && !NAMED_CAUSES.has(value.why.cause) ? undefined : textOf(value);
}

/** ARN of a resource, its name a reference `Ref` to itself where the provider generates that; undefined for types unknown here. */
export function arnOf(resource: Resource): readonly Part[] | undefined {
  const shape = ARN_SHAPES[resource.type];
  if (shape === undefined) return undefined;
  const [service, scope] = shape;
  const head: readonly Part[] = {
    regional: ['arn:', PARTITION, `:${service}:`, REGION, ':', ACCOUNT, ':'],
    account: ['arn:', PARTITION, `:${service}::`, ACCOUNT, ':'],
    bare: ['arn:', PARTITION, `:${service}:::`],
  }[scope];
  return merge([...head, ...arnTail(resource)]);
}

/** The resource part of an ARN (`table/Rides`); empty for types unknown here. */
export function arnTail(resource: Resource): readonly Part[] {
  const shape = ARN_SHAPES[resource.type];
  if (shape === undefined) return [];
  const name = nameParts(resource);
  const tail = shape[2].split(/(\{name\}|\{random\})/).flatMap((piece): readonly Part[] => {
    if (piece === '{name}') return name;
    if (piece === '{random}') return [{ kind: 'hole', why: { cause: 'attribute', name: `${resource.id}.Arn` } }];
    return [piece];
  });
  return merge(tail);
}

function nameParts(resource: Resource): readonly Part[] {
  const written = physicalName(resource);
  if (written === undefined) return [{ kind: 'reference', to: resource.id, attribute: 'Ref' }];
  // `parameter/{name}`: a hierarchical parameter's leading slash is the separator itself.
  const first = written[0];
  if (resource.type === 'AWS::SSM::Parameter' && typeof first === 'string' && first.startsWith('/'))
    return [first.slice(1), ...written.slice(1)];
  return written;
}

/** Joins neighbouring literals and drops empty ones. */
export function merge(parts: readonly Part[]): readonly Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}
