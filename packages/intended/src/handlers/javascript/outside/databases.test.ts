import { expect, test } from 'vitest';
import { factsOfSource, pathsIn } from '../../test/read-source.ts';

const hosts = async (source: string): Promise<readonly string[]> => {
  const facts = await factsOfSource(source);
  const names = facts.hosts.map(({ host }) => (host.kind === 'known' ? host.value : `?${host.why.name}`));
  return [...new Set(names)];
};

test.each<readonly [string, string, string]>([
  [
    'pg',
    `const { Pool } = require('pg'); const db = new Pool({ host: 'db.example.com', password: 'x' });`,
    'db.example.com',
  ],
  [
    'pg by URL',
    `const { Client } = require('pg'); const db = new Client('postgres://u:p@db.example.com:5432/x');`,
    'db.example.com',
  ],
  ['pg by variable', `const { Pool } = require('pg'); const db = new Pool({ host: process.env.DB_HOST });`, '?DB_HOST'],
  ['pg by its own variables', `const { Pool } = require('pg'); const db = new Pool();`, '?PGHOST'],
  [
    'mysql2',
    `const mysql = require('mysql2/promise'); const db = mysql.createPool({ host: process.env.DB_HOST });`,
    '?DB_HOST',
  ],
  [
    'serverless-mysql',
    `const db = require('serverless-mysql')({ config: { host: process.env.DB_HOST } });`,
    '?DB_HOST',
  ],
  [
    'mongodb',
    `const { MongoClient } = require('mongodb'); const db = new MongoClient(process.env.MONGO_URL);`,
    '?MONGO_URL',
  ],
  [
    'mongodb by URL',
    `const { MongoClient } = require('mongodb'); const db = new MongoClient('mongodb+srv://u:p@c.abc.mongodb.net/x');`,
    'c.abc.mongodb.net',
  ],
  [
    'mongoose',
    `const mongoose = require('mongoose'); const db = mongoose.connect(process.env.MONGO_URL);`,
    '?MONGO_URL',
  ],
  [
    'redis',
    `const { createClient } = require('redis'); const db = createClient({ socket: { host: process.env.CACHE } });`,
    '?CACHE',
  ],
  [
    'ioredis',
    `const Redis = require('ioredis'); const db = new Redis({ host: process.env.CACHE, port: 6379 });`,
    '?CACHE',
  ],
  [
    'ioredis by port and host',
    `const Redis = require('ioredis'); const db = new Redis(6379, 'cache.example.com');`,
    'cache.example.com',
  ],
  [
    'sequelize',
    `const { Sequelize } = require('sequelize'); const db = new Sequelize('a', 'b', 'c', { host: process.env.DB_HOST });`,
    '?DB_HOST',
  ],
  ['knex', `const db = require('knex')({ client: 'pg', connection: { host: process.env.DB_HOST } });`, '?DB_HOST'],
  [
    'opensearch',
    `const { Client } = require('@opensearch-project/opensearch'); const db = new Client({ node: 'https://s.example.com' });`,
    's.example.com',
  ],
])('%s speaks with the host of its client', async (_, top, host) => {
  expect(
    await hosts(`${top}\nexports.handler = async (event) => { await db.query('select 1', [event.id]); };`),
  ).toEqual([host]);
});

test('what a query is given is sent to the host, and the password of the client is not', async () => {
  const facts = await factsOfSource(
    `const { Pool } = require('pg'); const db = new Pool({ host: 'db.example.com', password: process.env.PASSWORD });
     exports.handler = async (event) => { const { rows } = await db.query('insert', [event.body.email]); return rows; };`,
  );
  const sent = facts.hosts.flatMap(({ sends }) => sends);
  expect(sent).toMatchObject([{ kind: 'event', path: ['body', 'email'] }]);
  expect(pathsIn(facts, 'returns')).toEqual(['host.rows']);
});

test('a document that a collection takes is sent to the host', async () => {
  const facts = await factsOfSource(
    `const { MongoClient } = require('mongodb'); const client = new MongoClient('mongodb://db.example.com/x');
     exports.handler = async (event) => { await client.connect(); await client.db('rides').collection('riders').insertOne({ email: event.email }); };`,
  );
  expect(facts.hosts.flatMap(({ sends }) => sends)).toMatchObject([{ kind: 'event', path: ['email'] }]);
});

test('a package of another kind opens no database', async () => {
  expect(
    await hosts(
      `const { Client } = require('minio'); const c = new Client({ host: 'a.example.com' }); exports.handler = () => c.x();`,
    ),
  ).toEqual([]);
});
