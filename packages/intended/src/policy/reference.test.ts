import { expect, test } from 'vitest';
import { referenceKind } from './reference.ts';

test.each([
  ['Custom::Thing', 'Arn', 'anything'],
  ['AWS::CloudFormation::Stack', 'Outputs.TableArn', 'anything'],
  ['AWS::Lambda::Alias', 'Ref', 'qualified'],
  ['AWS::SQS::Queue', 'Ref', 'other'],
  ['AWS::SQS::Queue', 'Arn', 'arn'],
  ['AWS::SQS::Queue', 'QueueName', 'name'],
  ['AWS::SNS::Topic', 'Ref', 'arn'],
  ['AWS::SNS::Topic', 'TopicArn', 'arn'],
  ['AWS::SNS::Topic', 'TopicName', 'name'],
  ['AWS::SecretsManager::Secret', 'Id', 'arn'],
  ['AWS::ApiGateway::RestApi', 'Id', 'name'],
  ['AWS::DynamoDB::Table', 'StreamArn', 'stream'],
  ['AWS::KMS::Key', 'Arn', 'arn'],
  ['AWS::KMS::Key', 'Ref', 'name'],
  ['AWS::Logs::LogGroup', 'Arn', 'log-group'],
  ['AWS::Logs::LogGroup', 'Ref', 'name'],
  ['AWS::SSM::Parameter', 'Value', 'anything'],
  ['AWS::ServiceCatalog::Product', 'Outputs.Key', 'anything'],
  ['AWS::Lambda::Function', 'Arn', 'arn'],
  ['AWS::RDS::DBCluster', 'MasterUserSecret.SecretArn', 'other'],
  ['AWS::S3::Bucket', 'DomainName', 'other'],
])('of %s, %s is %s', (type, attribute, expected) => {
  expect(referenceKind(type, attribute)).toBe(expected);
});
