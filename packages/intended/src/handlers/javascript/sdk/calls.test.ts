import { describe, expect, test } from 'vitest';
import { callsIn, factsOfSource } from '../../test/read-source.ts';

const handler = (body: string, top = ''): string =>
  `${top}\nexports.handler = async (event, context, callback) => { ${body} };`;
const V2 = `const AWS = require('aws-sdk'); const ddb = new AWS.DynamoDB.DocumentClient(); const s3 = new AWS.S3();`;
const V3 = `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb'); const { DynamoDBDocumentClient, PutCommand, GetCommand } = require('@aws-sdk/lib-dynamodb'); const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));`;

describe('calls of the AWS SDK', () => {
  test.each([
    [
      'v2 with promise',
      handler(`await ddb.put({ TableName: process.env.TABLE, Item: { id: 1 } }).promise();`, V2),
      ['dynamodb:PutItem@$TABLE'],
    ],
    [
      'v2 with callback',
      handler(`ddb.get({ TableName: 'Rides', Key: { id: 1 } }, (err, data) => callback(null, data));`, V2),
      ['dynamodb:GetItem@Rides'],
    ],
    [
      'v2 client of its own module',
      handler(
        `return sqs.sendMessage({ QueueUrl: process.env.Q, MessageBody: 'x' }).promise();`,
        `const SQS = require('aws-sdk/clients/sqs'); const sqs = new SQS();`,
      ),
      ['sqs:SendMessage@$Q'],
    ],
    [
      'v2 nested client of its own module',
      handler(
        `return d.scan({ TableName: T }).promise();`,
        `const { DocumentClient } = require('aws-sdk/clients/dynamodb'); const d = new DocumentClient(); const T = process.env.T;`,
      ),
      ['dynamodb:Scan@$T'],
    ],
    [
      'v3 command',
      handler(`await ddb.send(new PutCommand({ TableName: process.env.TABLE, Item: {} }));`, V3),
      ['dynamodb:PutItem@$TABLE'],
    ],
    [
      'v3 aggregated client',
      handler(
        `await s3.getObject({ Bucket: bucket, Key: 'a' });`,
        `import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({}); const { BUCKET: bucket } = process.env;`,
      ),
      ['s3:GetObject@$BUCKET'],
    ],
    [
      'a bucket of the event',
      handler(
        `const r = event.Records[0]; await s3.getObject({ Bucket: r.s3.bucket.name, Key: decodeURIComponent(r.s3.object.key.replace(/\\+/g, ' ')) }).promise();`,
        V2,
      ),
      ['s3:GetObject@(event)'],
    ],
    [
      'a default beside the variable',
      handler(`await ddb.scan({ TableName: T }).promise()`, `${V2} const T = process.env.T || 'rides';`),
      ['dynamodb:Scan@$T'],
    ],
    [
      'a name made of two parts is unknown',
      handler('await ddb.scan({ TableName: `${process.env.STAGE}-rides` }).promise()', V2),
      ['dynamodb:Scan@(unknown)'],
    ],
    [
      'parameters bound to the client',
      handler(
        `await s3.putObject({ Key: 'k', Body: 'b' }).promise()`,
        `const AWS = require('aws-sdk'); const s3 = new AWS.S3({ params: { Bucket: process.env.B } });`,
      ),
      ['s3:PutObject@$B'],
    ],
  ])('%s', async (_, source, expected) => {
    const facts = await factsOfSource(source);
    expect(facts.diagnostics).toEqual([]);
    expect(callsIn(facts)).toEqual(expected);
    expect(facts.unknowns).toEqual([]);
  });

  test.each([
    [
      'a function of the app called send',
      handler(`send(new Command({ TableName: 'x' }));`, `function send(c) { return c; } class Command {}`),
    ],
    ['a class of the app called S3', handler(`new S3().getObject({ Bucket: 'b' });`, `class S3 { getObject() {} }`)],
    [
      'an argument that shadows process',
      handler(`go({ env: { T: 'x' } });`, `function go(process) { return process.env.T; }`),
    ],
    [
      'code that the handler never reaches',
      handler(`return 1;`, `${V2} function unused() { return ddb.put({ TableName: 'x' }).promise(); }`),
    ],
  ])('%s is no call', async (_, source) => {
    const facts = await factsOfSource(source);
    expect(facts.calls).toEqual([]);
    expect(facts.environment).toEqual([]);
    expect(facts.unknowns).toEqual([]);
  });

  test.each([
    ['an operation chosen at run time', handler(`return ddb[event.op]({ TableName: 'x' }).promise();`, V2), 'dynamodb'],
    [
      'a client handed to a package',
      handler(`return 1;`, `${V2} const store = require('some-store'); store({ client: ddb });`),
      'dynamodb',
    ],
    ['eval', handler(`return eval(event.code);`), '*'],
    ['a file that is missing', handler(`return require('./gone')(event);`), '*'],
    ['a module chosen at run time', handler('return require(`./actions/${event.action}`)(event);'), '*'],
  ])('%s leaves its service unknown', async (_, source, service) => {
    const facts = await factsOfSource(source);
    expect(facts.unknowns.map((unknown) => unknown.service)).toContain(service);
  });
});
