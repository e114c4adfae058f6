import type { Resource } from '#model/application';
import type { Compute, Store } from '#model/node';
import { entriesOf, itemsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Mapper } from './contribution.ts';
import { grant } from './iam.ts';
import { environmentOf } from './lambda.ts';
import { networkOf } from './network.ts';
import { computeOf, keysOf, storeOf } from './nodes.ts';
import { parsed } from './parsed.ts';
import { rolesOf } from './roles.ts';

/** A store that needs no more than a line: IAM prefix, what it holds, paths of its keys, path of its policy. */
interface StoreLine {
  readonly service: string;
  readonly holds: Store['holds'];
  readonly keys?: readonly string[];
  readonly policy?: string;
}

export const STORE_LINES: Readonly<Record<string, StoreLine>> = {
  'AWS::SecretsManager::Secret': { service: 'secretsmanager', holds: 'secret', keys: ['KmsKeyId'] },
  'AWS::SSM::Parameter': { service: 'ssm', holds: 'parameter' },
  'AWS::RDS::DBCluster': { service: 'rds', holds: 'rows', keys: ['KmsKeyId'] },
  'AWS::RDS::DBInstance': { service: 'rds', holds: 'rows', keys: ['KmsKeyId'] },
  'AWS::RDS::GlobalCluster': { service: 'rds', holds: 'rows' },
  'AWS::DSQL::Cluster': { service: 'dsql', holds: 'rows', keys: ['KmsEncryptionKey'] },
  'AWS::Redshift::Cluster': { service: 'redshift', holds: 'rows', keys: ['KmsKeyId'] },
  'AWS::RedshiftServerless::Namespace': { service: 'redshift-serverless', holds: 'rows', keys: ['KmsKeyId'] },
  'AWS::DocDB::DBCluster': { service: 'rds', holds: 'documents', keys: ['KmsKeyId'] },
  'AWS::DocDBElastic::Cluster': { service: 'docdb-elastic', holds: 'documents', keys: ['KmsKeyId'] },
  'AWS::Neptune::DBCluster': { service: 'neptune-db', holds: 'documents', keys: ['KmsKeyId'] },
  'AWS::Timestream::Database': { service: 'timestream', holds: 'rows', keys: ['KmsKeyId'] },
  'AWS::Cassandra::Table': { service: 'cassandra', holds: 'rows', keys: ['EncryptionSpecification.KmsKeyIdentifier'] },
  'AWS::QLDB::Ledger': { service: 'qldb', holds: 'documents', keys: ['KmsKey'] },
  'AWS::ElastiCache::ReplicationGroup': { service: 'elasticache', holds: 'cache', keys: ['KmsKeyId'] },
  'AWS::ElastiCache::CacheCluster': { service: 'elasticache', holds: 'cache' },
  'AWS::ElastiCache::ServerlessCache': { service: 'elasticache', holds: 'cache', keys: ['KmsKeyId'] },
  'AWS::MemoryDB::Cluster': { service: 'memorydb', holds: 'cache', keys: ['KmsKeyId'] },
  'AWS::DAX::Cluster': { service: 'dax', holds: 'cache' },
  'AWS::OpenSearchService::Domain': {
    service: 'es',
    holds: 'documents',
    keys: ['EncryptionAtRestOptions.KmsKeyId'],
    policy: 'AccessPolicies',
  },
  'AWS::Elasticsearch::Domain': {
    service: 'es',
    holds: 'documents',
    keys: ['EncryptionAtRestOptions.KmsKeyId'],
    policy: 'AccessPolicies',
  },
  'AWS::OpenSearchServerless::Collection': { service: 'aoss', holds: 'documents' },
  'AWS::Kendra::Index': { service: 'kendra', holds: 'documents', keys: ['ServerSideEncryptionConfiguration.KmsKeyId'] },
  'AWS::EFS::FileSystem': {
    service: 'elasticfilesystem',
    holds: 'files',
    keys: ['KmsKeyId'],
    policy: 'FileSystemPolicy',
  },
  'AWS::FSx::FileSystem': { service: 'fsx', holds: 'files', keys: ['KmsKeyId'] },
  'AWS::S3Express::DirectoryBucket': { service: 's3express', holds: 'objects' },
  'AWS::S3Tables::TableBucket': { service: 's3tables', holds: 'rows', keys: ['EncryptionConfiguration.KMSKeyArn'] },
  'AWS::S3Vectors::VectorBucket': {
    service: 's3vectors',
    holds: 'documents',
    keys: ['EncryptionConfiguration.KmsKeyArn'],
  },
  'AWS::ECR::Repository': {
    service: 'ecr',
    holds: 'code',
    keys: ['EncryptionConfiguration.KmsKey'],
    policy: 'RepositoryPolicyText',
  },
  'AWS::CodeCommit::Repository': { service: 'codecommit', holds: 'code', keys: ['KmsKeyId'] },
  'AWS::Amplify::App': { service: 'amplify', holds: 'code' },
  'AWS::MSK::Cluster': {
    service: 'kafka',
    holds: 'stream',
    keys: ['EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId'],
  },
  'AWS::MSK::ServerlessCluster': { service: 'kafka', holds: 'stream' },
  'AWS::AmazonMQ::Broker': { service: 'mq', holds: 'messages', keys: ['EncryptionOptions.KmsKeyId'] },
  'AWS::Glue::Database': { service: 'glue', holds: 'rows' },
  'AWS::AppConfig::ConfigurationProfile': { service: 'appconfig', holds: 'parameter', keys: ['KmsKeyIdentifier'] },
  'AWS::Bedrock::KnowledgeBase': { service: 'bedrock', holds: 'documents' },
  'AWS::SES::EmailIdentity': { service: 'ses', holds: 'external' },
  'AWS::Pinpoint::App': { service: 'mobiletargeting', holds: 'items' },
  'AWS::IoT::Thing': { service: 'iot', holds: 'documents' },
  'AWS::Location::Tracker': { service: 'geo', holds: 'items', keys: ['KmsKeyId'] },
  'AWS::Rekognition::Collection': { service: 'rekognition', holds: 'documents' },
  'AWS::HealthLake::FHIRDatastore': {
    service: 'healthlake',
    holds: 'documents',
    keys: ['SseConfiguration.KmsEncryptionConfig.KmsKeyId'],
  },
  'AWS::StepFunctions::Activity': { service: 'states', holds: 'messages' },
  'AWS::CloudTrail::EventDataStore': { service: 'cloudtrail', holds: 'logs', keys: ['KmsKeyId'] },
  'AWS::Backup::BackupVault': {
    service: 'backup',
    holds: 'objects',
    keys: ['EncryptionKeyArn'],
    policy: 'AccessPolicy',
  },
};

/** Reads a store of `STORE_LINES`. */
export const storeOfLine: Mapper = (resource, reading) => {
  const line = STORE_LINES[resource.type];
  // An instance in a cluster is another name of the cluster.
  if (line === undefined || reading.settle(resource.id)?.id !== resource.id) return {};
  const keys = keysOf(reading, ...(line.keys ?? []).map((path) => at(resource, path)));
  const policy = line.policy === undefined ? undefined : parsed(at(resource, line.policy));
  return {
    stores: [storeOf(resource, line.service, line.holds, { keys: keys.keys })],
    gates: keys.gates,
    grants: policy === undefined ? [] : [grant(resource, 'policy', 'resource', resource.id, policy, 'resource policy')],
  };
};

/** A compute that needs no more than a line: IAM prefix, role, paths of its roles. */
interface ComputeLine {
  readonly service: string;
  readonly role: Compute['role'];
  readonly roles: readonly string[];
  readonly vpc?: string;
}

export const COMPUTE_LINES: Readonly<Record<string, ComputeLine>> = {
  'AWS::CodeBuild::Project': { service: 'codebuild', role: 'build', roles: ['ServiceRole'], vpc: 'VpcConfig' },
  'AWS::CodePipeline::Pipeline': { service: 'codepipeline', role: 'build', roles: ['RoleArn'] },
  'AWS::CodeDeploy::DeploymentGroup': { service: 'codedeploy', role: 'build', roles: ['ServiceRoleArn'] },
  'AWS::Glue::Job': { service: 'glue', role: 'task', roles: ['Role'] },
  'AWS::Glue::Crawler': { service: 'glue', role: 'task', roles: ['Role'] },
  'AWS::Batch::JobDefinition': {
    service: 'batch',
    role: 'task',
    roles: ['ContainerProperties.JobRoleArn', 'ContainerProperties.ExecutionRoleArn'],
  },
  'AWS::ECS::TaskDefinition': { service: 'ecs', role: 'task', roles: ['TaskRoleArn', 'ExecutionRoleArn'] },
  'AWS::AppRunner::Service': { service: 'apprunner', role: 'task', roles: ['InstanceConfiguration.InstanceRoleArn'] },
  'AWS::EC2::Instance': { service: 'ec2', role: 'other', roles: ['IamInstanceProfile'] },
  'AWS::EC2::LaunchTemplate': {
    service: 'ec2',
    role: 'other',
    roles: ['LaunchTemplateData.IamInstanceProfile.Name', 'LaunchTemplateData.IamInstanceProfile.Arn'],
  },
  'AWS::EMRServerless::Application': { service: 'emr-serverless', role: 'task', roles: [] },
  'AWS::Synthetics::Canary': { service: 'synthetics', role: 'other', roles: ['ExecutionRoleArn'], vpc: 'VPCConfig' },
  'AWS::Bedrock::Agent': { service: 'bedrock', role: 'other', roles: ['AgentResourceRoleArn'] },
  'AWS::Bedrock::Flow': { service: 'bedrock', role: 'workflow', roles: ['ExecutionRoleArn'] },
  'AWS::BedrockAgentCore::Runtime': { service: 'bedrock-agentcore', role: 'other', roles: ['RoleArn'] },
  'AWS::SageMaker::Model': { service: 'sagemaker', role: 'other', roles: ['ExecutionRoleArn'], vpc: 'VpcConfig' },
  'AWS::SageMaker::NotebookInstance': { service: 'sagemaker', role: 'other', roles: ['RoleArn'] },
  'AWS::AppSync::Api': { service: 'appsync', role: 'api', roles: [] },
  'AWS::Transfer::Server': { service: 'transfer', role: 'other', roles: ['LoggingRole'] },
  'AWS::RDS::DBProxy': { service: 'rds', role: 'other', roles: ['RoleArn'] },
  'AWS::SSM::Document': { service: 'ssm', role: 'workflow', roles: ['Content.assumeRole'] },
  'AWS::Kendra::DataSource': { service: 'kendra', role: 'other', roles: ['RoleArn'] },
};

/** Reads a compute of `COMPUTE_LINES`. */
export const computeOfLine: Mapper = (resource, reading) => {
  const line = COMPUTE_LINES[resource.type];
  if (line === undefined) return {};
  const roles = rolesOf(reading, ...line.roles.map((path) => at(resource, path)));
  // A machine without a role reaches nothing of the provider's by itself.
  if (line.service === 'ec2' && roles.ids.length === 0) return {};
  const containers = itemsOf(
    valueAt(resource.properties, 'ContainerDefinitions') ?? valueAt(resource.properties, 'ContainerProperties'),
  );
  const images = containers.flatMap((container) => reading.findAll(valueAt(container, 'Image'), 'ecr'));
  const group = [
    ...containers.map((container) => valueAt(container, 'LogConfiguration', 'Options', 'awslogs-group')),
    valueAt(resource.properties, 'LogsConfig', 'CloudWatchLogs', 'GroupName'),
  ]
    .map((value) => reading.find(value, 'logs'))
    .find((found) => found !== undefined);
  return {
    identities: roles.identities,
    computes: [
      computeOf(resource, line.service, line.role, {
        identities: roles.ids,
        environment: [
          ...containers.flatMap((container) => pairs(valueAt(container, 'Environment'), 'Value')),
          ...containers.flatMap((container) => pairs(valueAt(container, 'Secrets'), 'ValueFrom')),
          ...pairs(valueAt(resource.properties, 'Environment', 'EnvironmentVariables'), 'Value'),
          ...environmentOf(valueAt(resource.properties, 'RunConfig', 'EnvironmentVariables')),
        ],
        logs: group?.id,
        runs: [...new Set(images.map((image) => image.id))],
        ...(line.vpc === undefined ? {} : { network: networkOf(at(resource, line.vpc), reading) }),
      }),
    ],
  };
};

function at(resource: Resource, path: string): Value | undefined {
  return valueAt(resource.properties, ...path.split('.'));
}

// `[{ Name, Value }]`, the way containers and builds write an environment.
function pairs(list: Value | undefined, key: 'Value' | 'ValueFrom'): Compute['environment'] {
  return itemsOf(list).flatMap((item) => {
    const entries = new Map(entriesOf(item));
    const name = entries.get('Name');
    const value = entries.get(key);
    if (name?.kind !== 'scalar' || typeof name.value !== 'string' || value === undefined) return [];
    return [{ name: name.value, value, at: name.at }];
  });
}
