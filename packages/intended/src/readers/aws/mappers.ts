import { restApi } from './api-gateway.ts';
import { graphqlApi } from './appsync.ts';
import { distribution } from './cloudfront.ts';
import { identityPool, userPool } from './cognito.ts';
import type { Mapper } from './contribution.ts';
import { table } from './dynamodb.ts';

import {
  certificate,
  dnsRecord,
  endpoint,
  firewall,
  loadBalancer,
  network,
  proxyTargets,
  receiptRule,
  rotation,
  topicRule,
} from './edges.ts';
import { existingBucket, existingUserPool } from './existing-source.ts';
import { apiDestination, archive, eventBus, eventBusPolicy, rule, schedule } from './events.ts';
import { COMPUTE_LINES, STORE_LINES, computeOfLine, storeOfLine } from './generic.ts';
import { httpApi } from './http-api.ts';
import { attachedPolicy, principal, resourcePolicy } from './iam.ts';
import { key } from './kms.ts';
import {
  customResource,
  eventInvokeConfig,
  eventSourceMapping,
  functionUrl,
  lambdaFunction,
  layerVersion,
  permission,
} from './lambda.ts';
import { accountPolicy, logGroup, subscriptionFilter } from './logs.ts';
import { pipe } from './pipes.ts';
import { policyOnMany, queue, subscription, topic } from './queues.ts';
import { bucket } from './s3.ts';
import { stateMachine } from './step-functions.ts';
import { deliveryStream, stream } from './streams.ts';

/** The one table from provider type to the function that reads it. Types not here are resources without a node. */
export const MAPPERS: Readonly<Record<string, Mapper>> = {
  'AWS::IAM::Role': principal,
  'AWS::IAM::User': principal,
  'AWS::IAM::Group': principal,
  'AWS::IAM::Policy': attachedPolicy,
  'AWS::IAM::ManagedPolicy': attachedPolicy,
  'AWS::IAM::RolePolicy': attachedPolicy,
  'AWS::IAM::UserPolicy': attachedPolicy,
  'AWS::IAM::GroupPolicy': attachedPolicy,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::LayerVersion': layerVersion,
  'AWS::Lambda::Permission': permission,
  'AWS::Lambda::Url': functionUrl,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfig,
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': resourcePolicy('Bucket', 'PolicyDocument', 's3'),
  'AWS::Logs::LogGroup': logGroup,
  'AWS::Logs::SubscriptionFilter': subscriptionFilter,
  'AWS::Logs::AccountPolicy': accountPolicy,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::IdentityPool': identityPool,
  'AWS::KMS::Key': key,
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': policyOnMany('Queues'),
  'AWS::SQS::QueueInlinePolicy': policyOnMany('Queue'),
  'AWS::SNS::Topic': topic,
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::TopicPolicy': policyOnMany('Topics'),
  'AWS::SNS::TopicInlinePolicy': policyOnMany('TopicArn'),
  'AWS::Kinesis::Stream': stream,
  'AWS::Kinesis::ResourcePolicy': resourcePolicy('ResourceArn', 'ResourcePolicy', 'kinesis'),
  'AWS::KinesisFirehose::DeliveryStream': deliveryStream,
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::EventBusPolicy': eventBusPolicy,
  'AWS::Events::Rule': rule,
  'AWS::Events::ApiDestination': apiDestination,
  'AWS::Events::Archive': archive,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::Pipes::Pipe': pipe,
  'AWS::StepFunctions::StateMachine': stateMachine,
  'AWS::AppSync::GraphQLApi': graphqlApi,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::Route53::RecordSet': dnsRecord,
  'AWS::Route53::RecordSetGroup': dnsRecord,
  'AWS::CertificateManager::Certificate': certificate,
  'AWS::WAFv2::WebACL': firewall,
  'AWS::WAF::WebACL': firewall,
  'AWS::WAFRegional::WebACL': firewall,
  'AWS::EC2::VPC': network,
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': loadBalancer,
  'AWS::SES::ReceiptRule': receiptRule,
  'AWS::IoT::TopicRule': topicRule,
  'AWS::SecretsManager::ResourcePolicy': resourcePolicy('SecretId', 'ResourcePolicy', 'secretsmanager'),
  'AWS::SecretsManager::RotationSchedule': rotation,
  'AWS::RDS::DBProxyTargetGroup': proxyTargets,
  'Custom::S3': existingBucket,
  'Custom::CognitoUserPool': existingUserPool,
};

/** The mapper of a type; `Custom::Anything` is a custom resource. */
export function mapperOf(type: string): Mapper | undefined {
  if (MAPPERS[type] !== undefined) return MAPPERS[type];
  if (STORE_LINES[type] !== undefined) return storeOfLine;
  if (COMPUTE_LINES[type] !== undefined) return computeOfLine;
  return type.startsWith('Custom::') ? customResource : undefined;
}
