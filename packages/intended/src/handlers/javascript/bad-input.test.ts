import { array, assert, asyncProperty, constantFrom, nat, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { known } from '#model/value';
import { wholeFile } from '#source/place';
import { factsOfSource, makeApplication, makeCompute } from '../test/read-source.ts';
import { memoryFiles } from '#source/memory-files';
import { readHandlers } from '../read-handlers.ts';

const SOURCE = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
class Rides { #t = process.env.TABLE; async put({ id, ...rest }) { await ddb.send(new PutCommand({ TableName: this.#t, Item: { id, ...rest } })); return [id, ...Object.keys(rest)]; } }
const rides = new Rides();
function* walk(list = []) { for (const x of list) yield x?.y ?? \`\${x}\`; }
export const handler = async (event, context) => {
  const { body, headers: { Authorization: token } = {} } = event;
  try { for (let i = 0; i < 3; i++) { await rides.put(JSON.parse(body)); } } catch (error) { console.error(error, token); }
  switch (event.type) { case 'a': return { statusCode: 200, body: JSON.stringify([...walk(event.items)]) }; default: return null; }
};`;

describe('bad input', () => {
  test('a cut source never throws, and leaves everything unknown or says where it stops', async () => {
    await assert(
      asyncProperty(nat(SOURCE.length), async (end) => {
        const facts = await factsOfSource(SOURCE.slice(0, end));
        expect(facts.entry.kind === 'known' || facts.unknowns.some((unknown) => unknown.service === '*')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('a changed source never throws', async () => {
    const piece = constantFrom(
      '(',
      ')',
      '{',
      '}',
      '...',
      '=>',
      'await ',
      'new ',
      'this',
      'super',
      '=',
      ',',
      '.',
      '?.',
      '`',
      "'",
      'event',
      'ddb',
      '[0]',
      'class ',
      'return ',
      '\u2028',
      '\u{1F984}',
    );
    await assert(
      asyncProperty(array(tuple(nat(SOURCE.length), piece), { maxLength: 4 }), async (changes) => {
        let text = SOURCE;
        for (const [at, insert] of changes) text = text.slice(0, at) + insert + text.slice(at + 1);
        const facts = await factsOfSource(text);
        expect(facts.compute).toBe('Fn');
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a function that calls itself', `const f = (x) => f([x]); exports.handler = (e) => f(e);`],
    [
      'two functions that call each other',
      `const f = (x) => g({ x }); const g = (x) => f({ x }); exports.handler = (e) => f(e);`,
    ],
    [
      'an object that holds itself',
      `const o = {}; o.o = o; exports.handler = (e) => { o.e = e; console.log(o); return o; };`,
    ],
    ['a class that extends itself', `class A extends A {} exports.handler = () => new A();`],
    ['a getter that reads itself', `const o = { get x() { return this.x; } }; exports.handler = () => o.x;`],
    ['a class that holds its own type', `exports.handler = () => 1;`],
    [
      'calls that double at each step',
      `const f0 = (x) => x; ${Array.from({ length: 25 }, (_, i) => `const f${i + 1} = (x) => [f${i}({ x }), f${i}([x])];`).join(' ')} exports.handler = (e) => f25(e);`,
    ],
    ['a deep expression', `exports.handler = (e) => ${'('.repeat(2000)}e${')'.repeat(2000)};`],
    ['a long sum', `exports.handler = (e) => ${'e+'.repeat(5000)}e;`],
    ['a long chain', `exports.handler = (e) => e${'.a()'.repeat(3000)};`],
    ['an empty file', ``],
    ['a binary file', `\u0000\u0001\u0002`],
  ])('%s ends', async (_, source) => {
    const started = performance.now();
    const facts = await factsOfSource(source);
    expect(facts.compute).toBe('Fn');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('two modules that require each other end', async () => {
    const facts = await factsOfSource({
      'index.js': `const a = require('./a'); exports.handler = (e) => a.f(e);`,
      'a.js': `const i = require('./index'); exports.f = (e) => i.handler(e);`,
    });
    expect(facts.entry.kind).toBe('known');
  });

  test('a syntax error is a diagnostic at its place', async () => {
    const facts = await factsOfSource(`exports.handler = (e) => {\n  return e..x;\n};`);
    expect(facts.diagnostics[0]).toMatchObject({ severity: 'warning', place: { file: 'index.js', line: 2 } });
    expect(facts.diagnostics).toHaveLength(1);
    expect(facts.entry).toMatchObject({ kind: 'deferred', why: { cause: 'malformed' } });
    expect(facts.unknowns.some((unknown) => unknown.service === '*')).toBe(true);
  });

  test('what one handler sets does not reach another', async () => {
    const files = memoryFiles({
      'shared.js': `const AWS = require('aws-sdk'); const ddb = new AWS.DynamoDB.DocumentClient(); let table; exports.use = (t) => { table = t; }; exports.put = (Item) => ddb.put({ TableName: table, Item }).promise();`,
      'a.js': `const s = require('./shared'); exports.handler = (e) => { s.use(process.env.A); return s.put(e); };`,
      'b.js': `const s = require('./shared'); exports.handler = (e) => { s.use(process.env.B); return s.put(e); };`,
    });
    const facts = await readHandlers(
      makeApplication([makeCompute({ id: 'A', handler: 'a.handler' }), makeCompute({ id: 'B', handler: 'b.handler' })]),
      files,
    );
    expect(
      facts.map((one) => one.calls.map((call) => ('name' in call.target ? call.target.name : call.target.kind))),
    ).toEqual([['A'], ['B']]);
  });

  test('inline code has its places in the template', async () => {
    const at = wholeFile('template.yaml');
    const text = 'exports.handler = async (event) => {\n  console.log(event);\n};\n';
    const positions = [
      { offset: 0, file: 'template.yaml', line: 12, column: 11 },
      { offset: 37, file: 'template.yaml', line: 13, column: 11 },
    ];
    const facts = await factsOfSource(
      {},
      {
        code: {
          kind: 'inline',
          handler: known('index.handler', at),
          runtime: known('nodejs20.x', at),
          text,
          positions,
          at,
        },
      },
    );
    expect(facts.files).toEqual(['template.yaml']);
    expect(facts.logs[0]?.at).toMatchObject({ file: 'template.yaml', line: 13, column: 13 });
  });

  test('another language has an unknown for all services, and no facts', async () => {
    const facts = await factsOfSource(
      { 'app.py': 'def handler(e, c): pass' },
      { runtime: 'python3.13', handler: 'app.handler' },
    );
    expect(facts).toMatchObject({
      language: 'python',
      entry: { kind: 'deferred', why: { cause: 'unsupported' } },
      unknowns: [{ service: '*' }],
    });
  });
});
