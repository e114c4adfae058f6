import { expect, test } from 'vitest';
import { callsIn, factsOfSource, pathsIn } from '../../test/read-source.ts';

const handler = (body: string, top: string): string =>
  `${top}\nexports.handler = async (event, context, callback) => { ${body} };`;

test.each([
  [
    'the Data API signs in with the secret it is given',
    handler(
      `await d.executeStatement({ resourceArn: process.env.DB, secretArn: process.env.LOGIN, sql: 'select 1' });`,
      `const { RDSData } = require('@aws-sdk/client-rds-data'); const d = new RDSData();`,
    ),
    ['rds-data:ExecuteStatement@$DB', 'secretsmanager:GetSecretValue@$LOGIN'],
  ],
  [
    'a transcription reads and writes objects for its caller',
    handler(
      `const { name } = event.Records[0].s3.bucket;
       await t.send(new StartTranscriptionJobCommand({ Media: { MediaFileUri: \`s3://\${name}/\${event.key}\` }, OutputBucketName: process.env.OUT }));`,
      `import { TranscribeClient, StartTranscriptionJobCommand } from '@aws-sdk/client-transcribe'; const t = new TranscribeClient();`,
    ),
    ['transcribe:StartTranscriptionJob@(none)', 's3:GetObject@(event)', 's3:PutObject@$OUT'],
  ],
  [
    'an address in a variable leaves the bucket open',
    handler(
      `await t.startTranscriptionJob({ Media: { MediaFileUri: process.env.URI } }).promise();`,
      `const AWS = require('aws-sdk'); const t = new AWS.TranscribeService();`,
    ),
    ['transcribe:StartTranscriptionJob@(none)', 's3:GetObject@(unknown)'],
  ],
  [
    'speech is written for its caller',
    handler(
      `await p.send(new StartSpeechSynthesisTaskCommand({ OutputS3BucketName: process.env.OUT, Text: 'x' }));`,
      `import { PollyClient, StartSpeechSynthesisTaskCommand } from '@aws-sdk/client-polly'; const p = new PollyClient();`,
    ),
    ['polly:StartSpeechSynthesisTask@(none)', 's3:PutObject@$OUT'],
  ],
])('%s', async (_, source, expected) => {
  expect(callsIn(await factsOfSource(source))).toEqual(expected);
});

test('requests that the code signs by itself leave their service open', async () => {
  const facts = await factsOfSource(
    handler(
      `const signer = new SignatureV4({ service: 'appsync', region: 'x' }); await fetch(process.env.API, await signer.sign({}));`,
      `import { SignatureV4 } from '@smithy/signature-v4';`,
    ),
  );
  expect(facts.unknowns.map((unknown) => unknown.service)).toEqual(['appsync']);
});

test.each([
  ['an error is not what was handed over', 'console.log(err.message)', []],
  ['the answer may be', 'console.log(decoded.name)', ['event.token.name']],
])('of a callback of others, %s', async (_, log, expected) => {
  const source = handler(
    `jwt.verify(event.token, 'k', (err, decoded) => { ${log}; });`,
    `const jwt = require('jsonwebtoken');`,
  );
  const facts = await factsOfSource(source);
  expect(pathsIn(facts, 'logs')).toEqual(expected);
});

test.each([
  [
    'given by the authorizer',
    `{ credentials: { accessKeyId: event.requestContext.authorizer.key, secretAccessKey: 'x' } }`,
    true,
  ],
  [
    'of a role assumed',
    `{ credentials: (await sts.assumeRole({ RoleArn: process.env.R }).promise()).Credentials }`,
    true,
  ],
  ['of a role assumed by the SDK', `{ credentials: fromTemporaryCredentials({ params: { RoleArn: 'r' } }) }`, true],
  ['of its own', `{ region: 'eu-west-1' }`, undefined],
  [
    'of its own by name',
    `{ credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: 'x' } }`,
    undefined,
  ],
  ['of the default chain', `{ credentials: fromNodeProviderChain() }`, undefined],
])('a client with credentials %s', async (_, options, isLent) => {
  const facts = await factsOfSource(
    handler(
      `const d = DynamoDBDocumentClient.from(new DynamoDBClient(${options})); await d.send(new GetCommand({ TableName: process.env.T, Key: { id: 1 } }));`,
      `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb'); const { DynamoDBDocumentClient, GetCommand } = require('@aws-sdk/lib-dynamodb');
       const { fromTemporaryCredentials, fromNodeProviderChain } = require('@aws-sdk/credential-providers'); const AWS = require('aws-sdk'); const sts = new AWS.STS();`,
    ),
  );
  expect(facts.calls.find((call) => call.service === 'dynamodb')?.isLent).toBe(isLent);
});
