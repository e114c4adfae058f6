import { expect, test } from 'vitest';
import type { Made } from './makers.ts';
import { applicationOf, att, either, made, ref, sub } from './makers.ts';
import { nodeIndex } from './node-index.ts';

const application = applicationOf({
  Rides: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'rides' } },
  Bucket: { Type: 'AWS::S3::Bucket' },
  Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: sub('${AWS::StackName}-photos') } },
  Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'worker' } },
  Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: ref('Fn') } },
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'worker' } },
  Api: { Type: 'AWS::ApiGateway::RestApi' },
});

test.each<[string, Made, string | undefined]>([
  ['a Ref', ref('Rides'), 'Rides'],
  ['an attribute', att('Rides', 'StreamArn'), 'Rides'],
  ['an alias', ref('Live'), 'Fn'],
  ['a physical name', 'rides', 'Rides'],
  ['an ARN with an index', 'arn:aws:dynamodb:eu-west-1:123456789012:table/rides/index/byUser', 'Rides'],
  [
    'an ARN of pseudo parameters',
    sub('arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/rides'),
    'Rides',
  ],
  ['objects of a bucket', sub('${Bucket.Arn}/*'), 'Bucket'],
  ['a symbolic name written twice', sub('${AWS::StackName}-photos'), 'Photos'],
  ['a URL of an API', sub('https://${Api}.execute-api.${AWS::Region}.amazonaws.com/prod'), 'Api'],
  ['a choice', either('IsProd', ref('Rides'), 'other'), 'Rides'],
  ['another name that only begins alike', sub('${Rides}-backup'), undefined],
  ['an ARN of another name', 'arn:aws:dynamodb:eu-west-1:123456789012:table/rides2', undefined],
  ['a role, which is no node', ref('Role'), undefined],
  ['nothing known', 'somewhere', undefined],
])('%s names its node', (_, value, expected) => {
  expect(nodeIndex(application).resolveNode(made(value))).toBe(expected);
});
