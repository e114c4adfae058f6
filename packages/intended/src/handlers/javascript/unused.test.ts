import { describe, expect, test } from 'vitest';
import { callsIn, factsOfSource } from '../test/read-source.ts';

const DDB = `const AWS = require('aws-sdk'); const ddb = new AWS.DynamoDB.DocumentClient();`;
const put = `ddb.put({ TableName: process.env.T, Item: {} }).promise()`;

/** The error to avoid: to say that nothing uses a grant while code that was not followed does. */
describe('code that is reached in ways that are hard to follow', () => {
  test.each([
    [
      'a callback of a package',
      `${DDB} const x = require('async'); exports.handler = () => x.waterfall([() => ${put}]);`,
    ],
    [
      'resolvers of a GraphQL server',
      `${DDB} const { ApolloServer } = require('@apollo/server'); const s = new ApolloServer({ resolvers: { Query: { ride: async () => ${put} } } }); exports.handler = s.createHandler();`,
    ],
    [
      'a class given to a container',
      `${DDB} class Repo { save() { return ${put}; } } const c = require('inversify'); c.bind('x').to(Repo); exports.handler = () => c.get('x').save();`,
    ],
    [
      'an instance that a container makes',
      `${DDB} class Repo { save() { return ${put}; } } const { container } = require('tsyringe'); const r = container.resolve(Repo); exports.handler = () => r.save();`,
    ],
    [
      'an emitter',
      `${DDB} const { EventEmitter } = require('events'); const e = new EventEmitter(); e.on('x', () => ${put}); exports.handler = () => e.emit('x');`,
    ],
    [
      'a child of an emitter',
      `${DDB} const { EventEmitter } = require('events'); class A extends EventEmitter { constructor() { super(); this.on('x', () => ${put}); } } exports.handler = () => new A().emit('x');`,
    ],
    [
      'a constructor of the old style',
      `${DDB} function Repo() {} Repo.prototype.save = function () { return ${put}; }; exports.handler = () => new Repo().save();`,
    ],
    ['a timer', `${DDB} exports.handler = () => setTimeout(() => ${put}, 1);`],
    ['a static method', `${DDB} class A { static async go() { return ${put}; } } exports.handler = () => A.go();`],
    ['a getter', `${DDB} class A { get go() { return ${put}; } } exports.handler = () => new A().go;`],
    [
      'a spread of modules',
      `${DDB} const a = { save: () => ${put} }; const all = { ...a }; exports.handler = (e) => all[e.x]();`,
    ],
    ['code of the top level', `${DDB} const ready = ${put}; exports.handler = () => ready;`],
    ['a default argument', `${DDB} const go = (f = () => ${put}) => f(); exports.handler = () => go();`],
    ['a chain of promises', `${DDB} exports.handler = () => new Promise((resolve) => resolve(1)).then(() => ${put});`],
    [
      'a function that a package calls',
      `${DDB} const retry = require('p-retry'); exports.handler = () => retry(() => ${put});`,
    ],
    [
      'a handler of a stream',
      `${DDB} exports.handler = awslambda.streamifyResponse(async (event, stream) => { await ${put}; stream.end(); });`,
    ],
    [
      'require made by hand',
      `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); ${DDB} export const handler = () => ${put};`,
    ],
    [
      'a decorated controller',
      `const { Controller, Module, NestFactory } = require('@nestjs/common'); ${DDB} @Controller() class Rides { create() { return ${put}; } } @Module({ controllers: [Rides] }) class App {} exports.handler = async (e) => (await NestFactory.create(App)).run(e);`,
    ],
    ['apply and call', `${DDB} exports.handler = () => ddb.put.apply(ddb, [{ TableName: process.env.T, Item: {} }]);`],
    [
      'destructured operations',
      `${DDB} const wrap = (fn) => (...args) => fn(...args); const save = wrap((p) => ddb.put(p).promise()); exports.handler = () => save({ TableName: process.env.T, Item: {} });`,
    ],
    [
      'a recursive page loop',
      `${DDB} const page = async (k) => { const r = await ${put}; return r.LastEvaluatedKey ? page(r.LastEvaluatedKey) : r; }; exports.handler = () => page();`,
    ],
  ])('%s counts as used', async (_, source) => {
    const facts = await factsOfSource({ 'index.js': source });
    expect(facts.diagnostics).toEqual([]);
    expect(callsIn(facts)).toEqual(['dynamodb:PutItem@$T']);
  });

  test.each([
    [
      'a client in a global',
      `${DDB} global.db = ddb; exports.handler = () => global.db.put({}).promise();`,
      'dynamodb',
    ],
    ['a client on the context', `${DDB} exports.handler = (e, c) => { c.db = ddb; };`, 'dynamodb'],
    [
      'a client chosen at run time',
      `const AWS = require('aws-sdk'); exports.handler = (e) => new AWS[e.name]().list();`,
      '*',
    ],
    [
      'a command chosen at run time',
      `const all = require('@aws-sdk/client-s3'); const c = new all.S3Client(); exports.handler = (e) => c.send(new all[e.name]({}));`,
      's3',
    ],
    [
      'a factory of clients given to a container',
      `const AWS = require('aws-sdk'); const c = require('awilix'); c.asFunction(() => new AWS.S3()); exports.handler = () => 1;`,
      's3',
    ],
    ['a handler of a package', `exports.handler = require('some-package').handler;`, '*'],
    ['a helper with a syntax error', `require('./bad'); exports.handler = () => 1;`, '*'],
  ])('%s leaves its service unknown', async (_, source, service) => {
    const facts = await factsOfSource({
      'index.js': source,
      'bad.js': 'const = ;',
      'package.json': '{ "dependencies": { "awilix": "1", "some-package": "1" } }',
    });
    expect(facts.unknowns.map((unknown) => unknown.service)).toContain(service);
  });

  test('the handler that a monitoring wrapper names is read', async () => {
    const facts = await factsOfSource(
      { 'app.js': `${DDB} exports.handler = () => ${put};` },
      {
        handler: 'node_modules/datadog-lambda-js/dist/handler.handler',
        environment: { DD_LAMBDA_HANDLER: 'app.handler' },
      },
    );
    expect(callsIn(facts)).toEqual(['dynamodb:PutItem@$T']);
  });
});
