import { describe, expect, test } from 'vitest';
import type { Making } from '../test/read-source.ts';
import { factsOfSource, pathsIn } from '../test/read-source.ts';

const log = `export const handler = async (event) => { console.log(event.body); };`;
const use = (specifier: string): string =>
  `import { show } from '${specifier}'; export const handler = async (event) => { show(event); };`;
const show = `export const show = (e) => console.log(e.body);`;

describe('where the entry is', () => {
  test.each<[string, Record<string, string>, Making]>([
    ['beside its code', { 'fn/src/app.ts': log }, { root: 'fn', handler: 'src/app.handler' }],
    ['a compiled path', { 'fn/src/app.ts': log }, { root: 'fn', handler: 'dist/app.handler' }],
    [
      'a compiled folder that holds the source folder',
      { 'fn/src/app.ts': log },
      { root: 'fn', handler: 'dist/src/app.handler' },
    ],
    ['a code folder that is compiled', { 'fn/src/app.ts': log }, { root: 'fn/dist', handler: 'app.handler' }],
    [
      'an entry point of the bundler',
      { 'fn/src/rides/create.ts': log },
      { root: 'fn', handler: 'create.handler', entryPoints: ['fn/src/rides/create.ts'] },
    ],
    ['a folder with an index', { 'fn/app/index.mjs': log }, { root: 'fn', handler: 'app.handler' }],
    ['a code file', { 'fn/app.mjs': log }, { root: 'fn/app.mjs', handler: 'app.handler' }],
    [
      'a source folder that the handler does not name',
      { 'fn/src/app.ts': log },
      { root: 'fn', handler: 'app.handler' },
    ],
  ])('%s', async (_, files, making) => {
    const facts = await factsOfSource(files, making);
    expect(facts.diagnostics).toEqual([]);
    expect(pathsIn(facts, 'logs')).toEqual(['event.body']);
    expect(facts.files).toEqual([Object.keys(files)[0]]);
  });

  test('a handler without a file is deferred, with a diagnostic that says what was looked for', async () => {
    const facts = await factsOfSource({ 'other.js': '' }, { root: 'fn', handler: 'src/app.handler' });
    expect(facts.entry).toMatchObject({ kind: 'deferred', why: { cause: 'missing', name: 'fn/src/app' } });
    expect(facts.diagnostics[0]?.message).toContain('`fn/src/app`');
    expect(facts.unknowns.map((unknown) => unknown.service)).toEqual(['*']);
  });

  test('a handler that the file does not export is deferred', async () => {
    const facts = await factsOfSource(`exports.main = () => 1;`);
    expect(facts.entry.kind).toBe('deferred');
    expect(facts.unknowns.map((unknown) => unknown.service)).toEqual(['*']);
  });
});

describe('what an import names', () => {
  test.each<[string, Record<string, string>, Making]>([
    [
      'paths of tsconfig.json',
      {
        'index.ts': use('@lib/show'),
        'tsconfig.json': `{ // c\n "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } }, }`,
        'src/lib/show.ts': show,
      },
      {},
    ],
    [
      'paths of an extended tsconfig.json',
      {
        'fn/index.ts': use('~/show'),
        'fn/tsconfig.json': `{ "extends": "../tsconfig.base" }`,
        'tsconfig.base.json': `{ "compilerOptions": { "paths": { "~/*": ["./lib/*"] } } }`,
        'lib/show.ts': show,
      },
      { root: 'fn' },
    ],
    [
      'a base url',
      {
        'index.ts': use('lib/show'),
        'tsconfig.json': `{ "compilerOptions": { "baseUrl": "./src" } }`,
        'src/lib/show.ts': show,
      },
      {},
    ],
    [
      'a workspace package',
      {
        'apps/a/index.ts': use('@acme/show'),
        'package.json': `{ "workspaces": ["packages/*"] }`,
        'packages/show/package.json': `{ "name": "@acme/show", "main": "dist/index.js" }`,
        'packages/show/src/index.ts': show,
      },
      { root: 'apps/a' },
    ],
    [
      'a pnpm workspace package by a sub-path',
      {
        'apps/a/index.ts': use('@acme/show/lib'),
        'pnpm-workspace.yaml': `packages:\n  - 'packages/*'\n`,
        'packages/show/package.json': `{ "name": "@acme/show", "exports": { "./lib": { "import": "./dist/lib.js" } } }`,
        'packages/show/src/lib.ts': show,
      },
      { root: 'apps/a' },
    ],
    [
      'a linked folder',
      {
        'fn/index.js': use('shared'),
        'fn/package.json': `{ "dependencies": { "shared": "file:../shared" } }`,
        'shared/index.js': show,
      },
      { root: 'fn' },
    ],
    [
      'a layer',
      { 'fn/index.mjs': use('/opt/nodejs/show.mjs'), 'layer/nodejs/show.mjs': show },
      { root: 'fn', layers: ['layer'] },
    ],
    [
      'a package of a layer',
      { 'fn/index.js': use('show'), 'layer/nodejs/node_modules/show/index.js': show },
      { root: 'fn', layers: ['layer'] },
    ],
    [
      'a dynamic import',
      {
        'index.mjs': `export const handler = async (event) => { const { show } = await import('./show.mjs'); show(event); };`,
        'show.mjs': show,
      },
      {},
    ],
    [
      'a cycle',
      {
        'index.mjs': `import { show } from './a.mjs'; export const other = 1; export const handler = (e) => show(e);`,
        'a.mjs': `import { other } from './index.mjs'; export const show = (e) => console.log(e.body, other);`,
      },
      {},
    ],
  ])('%s', async (_, files, making) => {
    const facts = await factsOfSource(files, making);
    expect(facts.unknowns).toEqual([]);
    expect(pathsIn(facts, 'logs')).toEqual(['event.body']);
  });

  test('data of a JSON file is known', async () => {
    const facts = await factsOfSource({
      'index.js': `const { table } = require('./c.json'); const AWS = require('aws-sdk'); exports.handler = () => new AWS.DynamoDB.DocumentClient().scan({ TableName: table }).promise();`,
      'c.json': '{ "table": "Rides" }',
    });
    expect(facts.calls[0]?.target).toMatchObject({ kind: 'literal', name: 'Rides' });
  });

  test.each([
    ['a package that is nowhere', `require('@acme/secret-sauce')`, ['*']],
    ['a package for DynamoDB', `require('dynamodb-onetable')`, ['dynamodb']],
    ['a common package', `require('lodash')`, []],
    ['types of Lambda', `require('aws-lambda')`, []],
  ])('%s', async (_, source, services) => {
    const facts = await factsOfSource(`${source}; exports.handler = () => 1;`);
    expect(facts.unknowns.map((unknown) => unknown.service)).toEqual(services);
  });

  test('a package that the manifest lists is taken to call nothing of AWS', async () => {
    const facts = await factsOfSource({
      'index.js': `require('left-pad'); exports.handler = () => 1;`,
      'package.json': '{ "dependencies": { "left-pad": "^1.0.0" } }',
    });
    expect(facts.unknowns).toEqual([]);
  });
});
