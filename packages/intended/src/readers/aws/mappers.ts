import { restApi } from './api-gateway.ts';
import { identityPool, userPool } from './cognito.ts';
import type { Mapper } from './contribution.ts';
import { table } from './dynamodb.ts';
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
import { logGroup, subscriptionFilter } from './logs.ts';
import { bucket } from './s3.ts';

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
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::IdentityPool': identityPool,
  'AWS::KMS::Key': key,
};

/** The mapper of a type; `Custom::Anything` is a custom resource. */
export function mapperOf(type: string): Mapper | undefined {
  return MAPPERS[type] ?? (type.startsWith('Custom::') ? customResource : undefined);
}
