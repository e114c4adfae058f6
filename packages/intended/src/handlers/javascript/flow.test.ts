import { describe, expect, test } from 'vitest';
import { callsIn, factsOfSource, pathsIn } from '../test/read-source.ts';

const handler = (body: string, top = ''): string =>
  `${top}\nexports.handler = async (event, context, callback) => { ${body} };`;
const DDB = `const AWS = require('aws-sdk'); const ddb = new AWS.DynamoDB.DocumentClient();`;

describe('what is logged', () => {
  test.each([
    ['the whole event', handler(`console.log('Received', event);`), ['event']],
    ['the event as text', handler(`console.log('Received event: ' + JSON.stringify(event, null, 2));`), ['event']],
    ['a template string', handler('console.log(`got ${event.body}`);'), ['event.body']],
    ['headers by destructuring', handler(`const { headers } = event; console.info(headers);`), ['event.headers']],
    [
      'through a function of the app',
      handler(`log('x', event.body);`, `const log = (m, data) => console.log(m, data);`),
      ['event.body'],
    ],
    [
      'a field of the parsed body',
      handler(`const b = JSON.parse(event.body); console.log(b.email);`),
      ['event.body.email'],
    ],
    ['a constant', handler(`console.log('started', 42);`), []],
    ['an error', handler(`try { x(); } catch (error) { console.error(error); }`), []],
    [
      'an answer of a call',
      handler(`const { Item } = await ddb.get({ TableName: 'T', Key: {} }).promise(); console.log(Item);`, DDB),
      ['call.Item'],
    ],
    [
      'each record',
      handler(
        `for (const r of event.Records) console.log(r.body); event.Records.forEach(({ messageId }) => console.log(messageId));`,
      ),
      ['event.Records.body', 'event.Records.messageId'],
    ],
    [
      'a value of unknown origin under its name',
      handler(`const { password } = ask(); console.log(password);`),
      ['field password'],
    ],
    ['standard output', handler(`process.stdout.write(event.body);`), ['event.body']],
    [
      'Powertools logger',
      handler(
        `logger.info('got', { event });`,
        `import { Logger } from '@aws-lambda-powertools/logger'; const logger = new Logger();`,
      ),
      ['event'],
    ],
    [
      'pino',
      handler(
        `logger.debug(event.body);`,
        `const pino = require('pino'); const logger = pino({ level: 'info' }).child({ a: 1 });`,
      ),
      ['event.body'],
    ],
    [
      'winston',
      handler(
        `logger.warn(event.body);`,
        `const winston = require('winston'); const logger = winston.createLogger({});`,
      ),
      ['event.body'],
    ],
    [
      'a logger given as an argument',
      `exports.handler = (event) => run(event, get()); function run(e, logger) { logger.info(e.body); }`,
      ['event.body'],
    ],
    [
      'injectLambdaContext with logEvent',
      `const middy = require('@middy/core'); const { Logger } = require('@aws-lambda-powertools/logger'); const { injectLambdaContext } = require('@aws-lambda-powertools/logger/middleware'); const logger = new Logger(); exports.handler = middy(async () => 1).use(injectLambdaContext(logger, { logEvent: true }));`,
      ['event'],
    ],
    [
      'injectLambdaContext without logEvent',
      `const middy = require('@middy/core'); const { Logger, injectLambdaContext } = require('@aws-lambda-powertools/logger'); const logger = new Logger(); exports.handler = middy(async () => 1).use(injectLambdaContext(logger));`,
      [],
    ],
    [
      'a decorated method',
      `const { Logger } = require('@aws-lambda-powertools/logger'); const logger = new Logger(); class L { @logger.injectLambdaContext({ logEvent: true }) async handler(event) { return this.go(event); } go(e) { logger.info(e.body); } } const l = new L(); exports.handler = l.handler.bind(l);`,
      ['event', 'event.body'],
    ],
  ])('%s', async (_, source, expected) => {
    const facts = await factsOfSource(source);
    expect(facts.diagnostics).toEqual([]);
    expect(facts.entry.kind).toBe('known');
    expect(pathsIn(facts, 'logs').toSorted()).toEqual(expected.toSorted());
  });

  test('injectLambdaContext logs the event when the environment says so', async () => {
    const source = `const middy = require('@middy/core'); const { Logger, injectLambdaContext } = require('@aws-lambda-powertools/logger'); exports.handler = middy(async () => 1).use(injectLambdaContext(new Logger()));`;
    const facts = await factsOfSource(source, { environment: { POWERTOOLS_LOGGER_LOG_EVENT: 'true' } });
    expect(pathsIn(facts, 'logs')).toEqual(['event']);
  });
});

test('the whole environment is each of its variables', async () => {
  const facts = await factsOfSource(`exports.handler = () => console.log(process.env);`, {
    environment: { TABLE: 'x', DB_PASSWORD: 'y' },
  });
  expect(pathsIn(facts, 'logs')).toEqual(['$TABLE', '$DB_PASSWORD']);
});

describe('handler forms', () => {
  const log = 'async (event) => { console.log(event.body); }';
  test.each([
    ['module.exports object', { 'index.js': `module.exports = { handler: ${log} };` }],
    ['module.exports.handler', { 'index.js': `module.exports.handler = ${log};` }],
    ['a constant exported', { 'index.mjs': `export const handler = ${log};` }],
    ['a function exported', { 'index.mjs': `export async function handler(event) { console.log(event.body); }` }],
    ['a renamed export', { 'index.mjs': `const a = ${log}; export { a as handler };` }],
    [
      'an export of another file',
      { 'index.mjs': `export { main as handler } from './lib/main.js';`, 'lib/main.js': `export const main = ${log};` },
    ],
    [
      'a barrel',
      {
        'index.ts': `export * from './a';`,
        'a/index.ts': `export * from './b';`,
        'a/b.ts': `export const handler = ${log};`,
      },
    ],
    [
      'a CommonJS file required',
      { 'index.js': `exports.handler = require('./lib').run;`, 'lib/index.js': `exports.run = ${log};` },
    ],
    [
      'a bound method',
      {
        'index.ts': `class App { constructor(private x = 1) {} public async run(event: unknown): Promise<void> { console.log(event.body); } } const app = new App(); export const handler = app.run.bind(app);`,
      },
    ],
    ['an arrow field', { 'index.ts': `class App { run = ${log}; } export const handler = new App().run;` }],
    [
      'middy with handler',
      { 'index.js': `const middy = require('@middy/core'); exports.handler = middy().use(x()).handler(${log});` },
    ],
    [
      'a wrapper of the app',
      {
        'index.js': `const wrap = (fn) => async (e, c) => { try { return await fn(e, c); } catch (x) { return { statusCode: 500 }; } }; exports.handler = wrap(${log});`,
      },
    ],
    [
      'a wrapper of a package',
      {
        'index.js': `const Sentry = require('@sentry/serverless'); exports.handler = Sentry.AWSLambda.wrapHandler(${log});`,
      },
    ],
    [
      'a default export required by name',
      {
        'index.mjs': `export default ${log}; export { default as handler } from './b.mjs';`,
        'b.mjs': `export default ${log};`,
      },
    ],
    [
      'TypeScript compiled to CommonJS',
      {
        'index.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.handler = void 0; const lib_1 = require("./lib"); const handler = async (event) => { (0, lib_1.show)(event); }; exports.handler = handler;`,
        'lib.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.show = show; function show(e) { console.log(e.body); }`,
      },
    ],
    [
      'TypeScript compiled to ES2015',
      {
        'index.js': `"use strict"; var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) { return new (P || (P = Promise))(function (resolve, reject) { function step(r) { r.done ? resolve(r.value) : 0; } step((generator = generator.apply(thisArg, _arguments || [])).next()); }); }; exports.handler = (event) => __awaiter(void 0, void 0, void 0, function* () { console.log(event.body); });`,
      },
    ],
    [
      'esbuild',
      {
        'index.js': `var __defProp = Object.defineProperty; var __export = (target, all) => { for (var name in all) __defProp(target, name, { get: all[name], enumerable: true }); }; var __getOwnPropNames = Object.getOwnPropertyNames; var __hasOwnProp = Object.prototype.hasOwnProperty; var __copyProps = (to, from, except, desc) => { if (from && typeof from === "object" || typeof from === "function") { for (let key of __getOwnPropNames(from)) if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, { get: () => from[key], enumerable: true }); } return to; }; var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod); var a_exports = {}; __export(a_exports, { handler: () => handler }); module.exports = __toCommonJS(a_exports); var handler = ${log};`,
      },
    ],
    [
      'routes in a file of their own',
      {
        'index.js': `const express = require('express'); const app = express(); app.use('/rides', require('./rides')); module.exports.handler = require('serverless-http')(app);`,
        'rides.js': `const { Router } = require('express'); const router = Router(); const show = async (req, res, next) => { console.log(req.body); res.status(200).json({}); }; router.post('/', show); module.exports = router;`,
      },
    ],
    [
      'hono',
      {
        'index.mjs': `import { Hono } from 'hono'; import { handle } from 'hono/aws-lambda'; const app = new Hono(); app.post('/', async (c) => { const b = await c.req.json(); console.log(b); return c.json(b); }); export const handler = handle(app);`,
      },
    ],
    [
      'a decorated class of Powertools',
      {
        'index.ts': `import { Tracer } from '@aws-lambda-powertools/tracer'; import type { LambdaInterface } from '@aws-lambda-powertools/commons/types'; const tracer = new Tracer(); class L implements LambdaInterface { @tracer.captureLambdaHandler() public async handler(event: any, _c: unknown): Promise<void> { await this.inner(event); } @tracer.captureMethod() private async inner(e: any) { console.log(e.body); } } export const handlerClass = new L(); export const handler = handlerClass.handler.bind(handlerClass);`,
      },
    ],
    [
      'a middleware before the handler',
      {
        'index.js': `const middy = require('@middy/core'); exports.handler = middy(async () => 1).use({ before: async (request) => { console.log(request.event.body); } });`,
      },
    ],
    [
      'a web framework',
      {
        'index.js': `const express = require('express'); const serverless = require('serverless-http'); const app = express(); app.use(express.json()); app.post('/x', async (req, res) => { console.log(req.body); res.json({ ok: req.body }); }); module.exports.handler = serverless(app);`,
      },
    ],
  ])('%s', async (_, files) => {
    const facts = await factsOfSource(files);
    expect(facts.entry.kind).toBe('known');
    expect(facts.diagnostics).toEqual([]);
    expect(facts.unknowns).toEqual([]);
    expect(pathsIn(facts, 'logs')).toEqual(['event.body']);
  });
});

describe('across files', () => {
  test.each([
    [
      'a configuration module',
      {
        'index.js': `const { table } = require('./config'); const { put } = require('./db'); exports.handler = (e) => put(table, e);`,
        'config.js': `module.exports = { table: process.env.TABLE };`,
        'db.js': `${DDB} exports.put = (TableName, Item) => ddb.put({ TableName, Item }).promise();`,
      },
    ],
    [
      'a repository class with an injected client',
      {
        'index.ts': `import { Repo } from './repo'; const repo = new Repo(); export const handler = async (e: any) => repo.save(e);`,
        'repo.ts': `import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'; import { client } from './client'; export class Repo { constructor(private readonly db: DynamoDBDocumentClient = client, private readonly table = process.env.TABLE!) {} async save(item: unknown) { await this.db.send(new PutCommand({ TableName: this.table, Item: item as any })); } }`,
        'client.ts': `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'; export const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));`,
      },
    ],
    [
      'a client made when first needed',
      {
        'index.js': `const AWS = require('aws-sdk'); let c; function db() { if (!c) { c = new AWS.DynamoDB.DocumentClient(); } return c; } exports.handler = (e) => db().put({ TableName: process.env.TABLE, Item: e }).promise();`,
      },
    ],
    [
      'dependencies as an argument',
      {
        'index.js': `${DDB} const make = ({ db, table }) => async (e) => db.put({ TableName: table, Item: e }).promise(); exports.handler = make({ db: ddb, table: process.env.TABLE });`,
      },
    ],
    [
      'a table of actions chosen at run time',
      {
        'index.js': `${DDB} const actions = { put: (e) => ddb.put({ TableName: process.env.TABLE, Item: e }).promise() }; exports.handler = (e) => actions[e.action](e);`,
      },
    ],
    [
      'a map of actions',
      {
        'index.js': `${DDB} const actions = new Map([['put', (e) => ddb.put({ TableName: process.env.TABLE, Item: e }).promise()]]); exports.handler = (e) => actions.get(e.action)(e);`,
      },
    ],
    [
      'promises',
      {
        'index.js': `${DDB} exports.handler = (e) => Promise.resolve(e).then((x) => ddb.put({ TableName: process.env.TABLE, Item: x }).promise()).catch(() => 1);`,
      },
    ],
    [
      'a parameters object built step by step',
      {
        'index.js': `${DDB} exports.handler = async (e) => { const params = {}; params.TableName = process.env.TABLE; params.Item = e; await ddb.put(params).promise(); };`,
      },
    ],
    [
      'promisify',
      {
        'index.js': `const util = require('util'); ${DDB} const put = util.promisify(ddb.put.bind(ddb)); exports.handler = (e) => put({ TableName: process.env.TABLE, Item: e });`,
      },
    ],
    [
      'an inherited method',
      {
        'index.ts': `import { DynamoDB } from 'aws-sdk'; abstract class Base { protected db: DynamoDB.DocumentClient; constructor() { this.db = new DynamoDB.DocumentClient(); } put(i) { return this.db.put({ TableName: this.table(), Item: i }).promise(); } abstract table(): string; } class Rides extends Base { table() { return process.env.TABLE; } } export const handler = (e) => new Rides().put(e);`,
      },
    ],
    [
      'a class exported by CommonJS',
      {
        'index.js': `const Store = require('./store'); const s = new Store(process.env.TABLE); exports.handler = (e) => s.put(e);`,
        'store.js': `${DDB} class Store { constructor(t) { this.t = t; } async put(Item) { await ddb.put({ TableName: this.t, Item }).promise(); } } module.exports = Store;`,
      },
    ],
  ])('%s', async (_, files) => {
    const facts = await factsOfSource(files);
    expect(facts.diagnostics).toEqual([]);
    expect(callsIn(facts)).toEqual(['dynamodb:PutItem@$TABLE']);
    expect(pathsIn(facts, 'sends')).toEqual(['event']);
    expect(facts.unknowns).toEqual([]);
  });
});
