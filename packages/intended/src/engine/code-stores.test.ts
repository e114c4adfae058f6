import { expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { gather } from './gather.ts';
import { startClock } from './timings.ts';

const template = (variable: string): string => `Resources:
  Role: { Type: AWS::IAM::Role }
  Rides: { Type: AWS::DynamoDB::Table, Properties: { TableName: rides } }
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Code: .
      Role: !GetAtt Role.Arn
      Environment: { Variables: { NAME: ${variable} } }
`;

async function storesOf(code: string, variable = 'x'): Promise<readonly string[]> {
  const sdk = `const { DynamoDB } = require('@aws-sdk/client-dynamodb'); const { SQS } = require('@aws-sdk/client-sqs'); const { S3 } = require('@aws-sdk/client-s3');`;
  const files = memoryFiles({
    'template.yaml': template(variable),
    'index.js': `${sdk}\nexports.handler = async (event) => { ${code} };`,
  });
  const request = { files, path: undefined, template: undefined, stack: undefined, stage: undefined, parameters: {} };
  const { apps } = await gather(
    request,
    startClock(() => 0),
  );
  const stores = apps.flatMap(({ application }) => application.stores);
  return stores.filter(({ origin }) => origin === 'referenced').map(({ id, service }) => `${service} ${id}`);
}

test.each<readonly [string, string, string, readonly string[]]>([
  ['by a literal', "await new DynamoDB().getItem({ TableName: 'elsewhere' });", 'x', ['dynamodb elsewhere']],
  ['by a variable', 'await new DynamoDB().getItem({ TableName: process.env.NAME });', 'tickets', ['dynamodb tickets']],
  [
    'by its URL',
    'await new SQS().sendMessage({ QueueUrl: process.env.NAME });',
    'https://sqs.eu-west-1.amazonaws.com/1/jobs',
    ['sqs jobs'],
  ],
  ['as a bucket', "await new S3().getObject({ Bucket: 'photos', Key: event.key });", 'x', ['s3 photos']],
  [
    'twice, once',
    "await new S3().getObject({ Bucket: 'photos', Key: 'a' }); await new S3().putObject({ Bucket: 'photos', Key: 'b' });",
    'x',
    ['s3 photos'],
  ],
  ['that the template defines', "await new DynamoDB().getItem({ TableName: 'rides' });", 'x', []],
  [
    'that only the deployment knows',
    'await new DynamoDB().getItem({ TableName: process.env.NAME });',
    '!ImportValue rides',
    [],
  ],
  ['with the name of another thing', "await new S3().getObject({ Bucket: 'Rides', Key: 'a' });", 'x', ['s3 s3 Rides']],
])('a store that only code names %s is in the picture where it is known', async (_, code, variable, expected) => {
  expect(await storesOf(code, variable)).toEqual(expected);
});
