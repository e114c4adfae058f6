import { describe, expect, test } from 'vitest';
import { callsIn, factsOfSource, pathsIn } from '../../test/read-source.ts';

const handler = (body: string, top = ''): string =>
  `${top}\nexport const handler = async (event, context) => { ${body} };`;

describe('packages that call AWS', () => {
  test.each([
    [
      'Powertools parameters',
      handler(
        `await getParameter('/app/key');`,
        `import { getParameter } from '@aws-lambda-powertools/parameters/ssm';`,
      ),
      ['ssm:GetParameter@/app/key'],
    ],
    [
      'Powertools secrets provider',
      handler(
        `await p.get(process.env.SECRET);`,
        `import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets'; const p = new SecretsProvider();`,
      ),
      ['secretsmanager:GetSecretValue@$SECRET'],
    ],
    [
      'middy ssm',
      `import middy from '@middy/core'; import ssm from '@middy/ssm'; export const handler = middy(async () => 1).use(ssm({ fetchData: { KEY: '/app/key' } }));`,
      ['ssm:GetParameters@/app/key'],
    ],
    [
      'Powertools idempotency',
      `import { makeIdempotent } from '@aws-lambda-powertools/idempotency'; import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'; const p = new DynamoDBPersistenceLayer({ tableName: process.env.T }); export const handler = makeIdempotent(async (event) => event, { persistenceStore: p });`,
      ['dynamodb:PutItem@$T', 'dynamodb:GetItem@$T', 'dynamodb:UpdateItem@$T', 'dynamodb:DeleteItem@$T'],
    ],
    [
      'ElectroDB',
      handler(
        `await Rides.put({ email: event.email }).go(); await Rides.query.byUser({ user: 'x' }).go();`,
        `import { Entity } from 'electrodb'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; const Rides = new Entity({ model: { entity: 'ride' }, attributes: { email: { type: 'string' } } }, { client: new DynamoDBClient({}), table: process.env.T });`,
      ),
      ['dynamodb:PutItem@$T', 'dynamodb:Query@$T'],
    ],
    [
      'dynamodb-toolbox',
      handler(
        `await Ride.build(PutItemCommand).item({ a: 1 }).send();`,
        `import { Table, Entity, PutItemCommand } from 'dynamodb-toolbox'; const t = new Table({ name: process.env.T, documentClient: x }); const Ride = new Entity({ name: 'Ride', table: t, schema: {} });`,
      ),
      ['dynamodb:PutItem@$T'],
    ],
    [
      'dynamoose',
      handler(
        `await Ride.get('x');`,
        `import dynamoose from 'dynamoose'; const Ride = dynamoose.model('Rides', new dynamoose.Schema({ id: String, email: String }));`,
      ),
      ['dynamodb:GetItem@Rides'],
    ],
    [
      'lib-storage',
      handler(
        `await new Upload({ client: s3, params: { Bucket: process.env.B, Key: 'k', Body: event.body } }).done();`,
        `import { Upload } from '@aws-sdk/lib-storage'; import { S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
      ),
      ['s3:Upload@$B'],
    ],
    [
      'a presigned URL',
      handler(
        `return getSignedUrl(s3, new GetObjectCommand({ Bucket: process.env.B, Key: event.key }));`,
        `import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
      ),
      ['s3:GetObject@$B'],
    ],
    [
      'a paginator',
      handler(
        `for await (const page of paginateScan({ client }, { TableName: process.env.T })) { console.log(page.Items); }`,
        `import { paginateScan, DynamoDBClient } from '@aws-sdk/client-dynamodb'; const client = new DynamoDBClient({});`,
      ),
      ['dynamodb:Scan@$T'],
    ],
    [
      'tracing',
      handler(
        `await ddb.send(new ScanCommand({ TableName: process.env.T }));`,
        `import AWSXRay from 'aws-xray-sdk-core'; import { ScanCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'; const ddb = AWSXRay.captureAWSv3Client(new DynamoDBClient({}));`,
      ),
      ['dynamodb:Scan@$T'],
    ],
    [
      'Powertools tracing',
      handler(
        `await ddb.send(new ScanCommand({ TableName: process.env.T }));`,
        `import { Tracer } from '@aws-lambda-powertools/tracer'; import { ScanCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'; const tracer = new Tracer(); const ddb = tracer.captureAWSv3Client(new DynamoDBClient({}));`,
      ),
      ['dynamodb:Scan@$T'],
    ],
    [
      'tracing of the whole SDK',
      `const XRay = require('aws-xray-sdk'); const AWS = XRay.captureAWS(require('aws-sdk')); const ddb = new AWS.DynamoDB(); exports.handler = () => ddb.scan({ TableName: process.env.T }).promise();`,
      ['dynamodb:Scan@$T'],
    ],
    [
      'a transaction',
      handler(
        `await d.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: process.env.A, Item: {} } }, { Delete: { TableName: process.env.B, Key: {} } }] }));`,
        `import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; const d = DynamoDBDocumentClient.from(new DynamoDBClient());`,
      ),
      ['dynamodb:TransactWriteItems@$A', 'dynamodb:TransactWriteItems@$B'],
    ],
    [
      'a batch',
      handler(
        `await d.batchWrite({ RequestItems: { [process.env.T]: [{ PutRequest: { Item: { id: 1 } } }] } });`,
        `import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; import { DynamoDB } from '@aws-sdk/client-dynamodb'; const d = DynamoDBDocument.from(new DynamoDB());`,
      ),
      ['dynamodb:BatchWriteItem@$T'],
    ],
    [
      'events',
      handler(
        `await e.send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS, Detail: JSON.stringify({ email: event.email }) }] }));`,
        `import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'; const e = new EventBridgeClient();`,
      ),
      ['events:PutEvents@$BUS'],
    ],
    [
      'the default bus',
      handler(
        `await e.send(new PutEventsCommand({ Entries: [{ Detail: '{}' }] }));`,
        `import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'; const e = new EventBridgeClient();`,
      ),
      ['events:PutEvents@default'],
    ],
    [
      'a copy',
      handler(
        `await s3.send(new CopyObjectCommand({ Bucket: process.env.TO, CopySource: \`\${process.env.FROM}/a\`, Key: 'a' }));`,
        `import { S3Client, CopyObjectCommand } from '@aws-sdk/client-s3'; const s3 = new S3Client();`,
      ),
      ['s3:CopyObject@$TO', 's3:CopyObject@$FROM'],
    ],
  ])('%s', async (_, source, expected) => {
    const facts = await factsOfSource(source);
    expect(callsIn(facts)).toEqual(expected);
    expect(facts.unknowns).toEqual([]);
  });

  test('an image in a bucket is read with the authority of the function', async () => {
    const facts = await factsOfSource(
      handler(
        `await r.send(new DetectFacesCommand({ Image: { S3Object: { Bucket: event.bucket, Name: 'x' } } }));`,
        `import { RekognitionClient, DetectFacesCommand } from '@aws-sdk/client-rekognition'; const r = new RekognitionClient();`,
      ),
    );
    expect(callsIn(facts)).toEqual(['rekognition:DetectFaces@(none)', 's3:GetObject@(event)']);
  });
});

describe('hosts of others', () => {
  test.each([
    [
      'fetch',
      handler(`await fetch('https://api.example.com/v1', { method: 'POST', body: JSON.stringify(event.body) });`),
      'api.example.com',
      'POST',
    ],
    ['a template string', handler('await fetch(`https://api.example.com/${event.id}`);'), 'api.example.com', undefined],
    ['a variable', handler('await fetch(process.env.API + "/x");'), 'variable:API', undefined],
    [
      'axios',
      handler(`await axios.post('https://a.example/x', event);`, `import axios from 'axios';`),
      'a.example',
      'POST',
    ],
    [
      'axios with a base',
      handler(
        `await api.get('/x');`,
        `import axios from 'axios'; const api = axios.create({ baseURL: 'https://b.example' });`,
      ),
      'b.example',
      'GET',
    ],
    [
      'https.request',
      handler(
        `https.request({ hostname: 'c.example', path: '/', method: 'PUT' }, (res) => {});`,
        `import https from 'node:https';`,
      ),
      'c.example',
      'PUT',
    ],
    ['got', handler(`await got('https://d.example/');`, `import got from 'got';`), 'd.example', undefined],
    [
      'stripe',
      handler(
        `await stripe.charges.create({ amount: 1, source: event.token });`,
        `import Stripe from 'stripe'; const stripe = new Stripe('k');`,
      ),
      'api.stripe.com',
      undefined,
    ],
    [
      'sendgrid',
      handler(`await sg.send({ to: event.email });`, `import sg from '@sendgrid/mail'; sg.setApiKey('k');`),
      'api.sendgrid.com',
      undefined,
    ],
  ])('%s', async (_, source, host, method) => {
    const facts = await factsOfSource(source);
    expect(
      facts.hosts.map((one) => [
        one.host.kind === 'known' ? one.host.value : `${one.host.why.cause}:${one.host.why.name}`,
        one.method,
      ]),
    ).toEqual([[host, method]]);
  });
});

describe('fields in code', () => {
  test.each([
    [
      'zod',
      handler(
        `S.parse(event);`,
        `import { z } from 'zod'; const S = z.object({ email: z.string().email(), age: z.number() });`,
      ),
      'schema',
      ['email:string', 'age:number'],
    ],
    [
      'joi',
      handler(`S.validate(event);`, `import Joi from 'joi'; const S = Joi.object({ phone: Joi.string() });`),
      'schema',
      ['phone:string'],
    ],
    [
      'JSON Schema',
      handler(
        `v(S, event);`,
        `const v = () => 1; const S = { type: 'object', properties: { email: { type: 'string' } } };`,
      ),
      'schema',
      ['email:string'],
    ],
    [
      'an item',
      handler(
        `await d.put({ TableName: 'T', Item: { id: 1, email: event.email, unicorn: { color: 'x' } } });`,
        `import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; const d = DynamoDBDocument.from(x);`,
      ),
      'item',
      ['id:number', 'email:', 'unicorn:object', 'unicorn.color:string'],
    ],
    [
      'typed values of an item',
      handler(
        `await d.putItem({ TableName: 'T', Item: { email: { S: event.email }, n: { N: '1' } } });`,
        `import { DynamoDB } from '@aws-sdk/client-dynamodb'; const d = new DynamoDB();`,
      ),
      'item',
      ['email:string', 'n:number'],
    ],
    [
      'an update',
      handler(
        `await d.update({ TableName: 'T', Key: { id: 1 }, UpdateExpression: 'SET #e = :e, address.city = :c', ExpressionAttributeNames: { '#e': 'email' } });`,
        `import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; const d = DynamoDBDocument.from(x);`,
      ),
      'item',
      ['id:number', 'email:', 'address:', 'address.city:'],
    ],
    [
      'a destructured body',
      handler(`const { email, card: { number } } = JSON.parse(event.body);`),
      'request',
      ['email:', 'card:', 'card.number:'],
    ],
    [
      'an answer',
      handler(`return { statusCode: 200, body: JSON.stringify({ rideId: 'x', eta: '30' }) };`),
      'response',
      ['rideId:string', 'eta:string'],
    ],
  ])('%s', async (_, source, origin, expected) => {
    const facts = await factsOfSource(source);
    const fields = facts.fields.filter((one) => one.origin === origin).flatMap((one) => one.fields);
    expect(
      fields.map((field) => `${field.parent === undefined ? '' : `${field.parent}.`}${field.name}:${field.type ?? ''}`),
    ).toEqual(expected);
  });

  test('a class with validators', async () => {
    const facts = await factsOfSource({
      'index.ts': `import { IsEmail, IsString } from 'class-validator'; class Rider { @IsEmail() email: string; @IsString({ each: true }) tags: string[]; plain: number; } export const handler = async (event) => Object.assign(new Rider(), event);`,
    });
    expect(facts.fields.filter((one) => one.origin === 'schema').flatMap((one) => one.fields)).toMatchObject([
      { name: 'email', parent: 'Rider', type: 'string' },
      { name: 'tags', parent: 'Rider', type: 'array' },
    ]);
  });

  test('an interface of the body', async () => {
    const facts = await factsOfSource({
      'index.ts': `import type { RideRequest } from './types'; export const handler = async (event: any) => { const body: RideRequest = JSON.parse(event.body); return body.pickup; };`,
      'types.ts': `export interface RideRequest { pickup: Location; email?: string } interface Location { latitude: number }`,
    });
    const fields = facts.fields.flatMap((one) => one.fields).map((field) => `${field.parent ?? ''}.${field.name}`);
    expect(fields).toEqual(expect.arrayContaining(['RideRequest.pickup', 'pickup.latitude', 'RideRequest.email']));
    expect(pathsIn(facts, 'returns')).toEqual(['event.body.pickup']);
  });
});
