import { beforeAll, describe, expect, test } from 'vitest';
import { CRASH, checkMade, said } from './check-made.ts';
import type { Made } from './check-made.ts';
import { goodApp, goodServices } from './good-app.ts';
import { functionTemplate } from './makings.ts';

const UP = '../'.repeat(12);
const local = { 'bad/template.yaml': functionTemplate('CodeUri: src/') };
const source = (code: Made): Readonly<Record<string, Made>> => ({ ...local, 'bad/src/index.js': code });

// Bounds of time are about the input, not about loading the engine.
beforeAll(() => checkMade(goodApp), 120_000);

describe('code that cannot be read is said with its place, the rest is judged, and the exit code is 2', () => {
  test.each<[string, Readonly<Record<string, Made>>, string]>([
    [
      'a folder that is not there',
      { 'bad/template.yaml': functionTemplate('CodeUri: nowhere/') },
      'bad/template.yaml:10 warning: the code of `Fn` is not read: `bad/nowhere` is not there; build the app or correct the path',
    ],
    [
      'an archive in a bucket',
      { 'bad/template.yaml': functionTemplate('CodeUri: s3://bucket/key') },
      'bad/template.yaml:10 warning: the code of `Fn` is not read: the code is an archive in a bucket',
    ],
    [
      'a file that is not there',
      { ...local, 'bad/src/x.js': '' },
      'bad/template.yaml:11 warning: no source file for handler',
    ],
    [
      'no such export',
      source('exports.other = 1;'),
      'bad/src/index.js:1 warning: `bad/src/index.js` exports no function `handler`',
    ],
    ['an empty file', source(''), 'bad/src/index.js:1 warning: `bad/src/index.js` exports no function `handler`'],
    [
      'a syntax error',
      source('\nexports.handler = async ( => {\n'),
      'bad/src/index.js:2 warning: the parser stops here: unexpected token',
    ],
    [
      'bytes that are no text',
      source(new Uint8Array([0, 1])),
      'bad/src/index.js:1 warning: `bad/src/index.js` is too large or cannot be read',
    ],
    [
      'ten thousand levels of brackets',
      source(`exports.handler = async () => ${'('.repeat(10_000)}1${')'.repeat(10_000)};`),
      'bad/src/index.js:1 warning: nested more than 1000 levels deep',
    ],
    [
      'a sum of twenty thousand parts',
      source(`exports.handler = async (e) => e${'+e.a'.repeat(20_000)};`),
      'bad/template.yaml:10 warning: the code of `Fn` is nested too deeply to be followed; nothing is concluded from it',
    ],
    [
      'a link to itself',
      { ...local, 'bad/src': { link: 'src' } },
      'bad/template.yaml:10 warning: the code of `Fn` is not read',
    ],
    [
      'a link that leads out',
      { ...local, 'bad/src': { link: '/etc' } },
      'bad/template.yaml:10 warning: the code of `Fn` is not read',
    ],
  ])('%s', async (_, files, says) => {
    const checked = await checkMade({ ...goodApp, ...files });
    expect(said(checked).join('\n')).toContain(says);
    expect([checked.code, checked.report.complete]).toEqual([2, false]);
    const rows = new Map(checked.report.matrix.map((row) => [row.service, row.complete]));
    expect([...rows.keys()]).toEqual(expect.arrayContaining([...goodServices, 'Fn', 'Kept']));
    expect([rows.get('Fn'), rows.get('GoodFunction')]).toEqual([false, true]);
    expect(checked.err).not.toMatch(CRASH);
    expect(checked.milliseconds).toBeLessThan(20_000);
  });
});

describe('code that never ends is followed to an end', () => {
  test.each([
    ['a function that calls itself', 'const f = (x) => f([x, f(x)]); exports.handler = async (e) => f(e);'],
    ['a loop without end', 'exports.handler = async (e) => { let a = e; while (true) { a = [a, a]; } };'],
  ])('%s', async (_, code) => {
    const checked = await checkMade(source(code));
    expect([checked.code, checked.report.complete]).toEqual([0, true]);
    expect(checked.milliseconds).toBeLessThan(20_000);
  });

  test('files that import each other', async () => {
    const files = {
      ...source("const b = require('./b'); exports.handler = async () => b.x();"),
      'bad/src/b.js': "const a = require('./index'); exports.x = () => a.handler();",
    };
    expect((await checkMade(files)).code).toBe(0);
  });
});

describe('nothing outside of the folder is read, whoever asks', () => {
  const service = 'service: x\nprovider:\n  name: aws\n';
  test.each<[string, Readonly<Record<string, Made>>, string]>([
    [
      'CodeUri',
      { 'bad/template.yaml': functionTemplate(`CodeUri: ${UP}etc`) },
      'bad/template.yaml:10 warning: the code of `Fn` is not read',
    ],
    [
      'Handler',
      {
        'bad/template.yaml': functionTemplate('CodeUri: src/').replace('index.handler', `${UP}etc/passwd.handler`),
        'bad/src/index.js': '',
      },
      'bad/template.yaml:11 warning: no source file for handler',
    ],
    [
      'TemplateURL',
      {
        'bad/template.yaml': functionTemplate(
          'InlineCode: "exports.handler = async () => {};"',
          `  C:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ${UP}etc/passwd }\n`,
        ),
      },
      'bad/template.yaml:16 error: template `',
    ],
    [
      'DefinitionUri',
      {
        'bad/template.yaml': functionTemplate(
          'InlineCode: "exports.handler = async () => {};"',
          `  D:\n    Type: AWS::Serverless::Api\n    Properties: { StageName: p, DefinitionUri: ${UP}etc/passwd }\n`,
        ),
      },
      'bad/template.yaml:16 error: definition `',
    ],
    [
      'an included file',
      {
        'bad/template.yaml': functionTemplate(
          'InlineCode: "exports.handler = async () => {};"',
          `  Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${UP}etc/passwd } }\n`,
        ),
      },
      'bad/template.yaml:14 error: included file `',
    ],
    [
      'the handler of a serverless function',
      { 'bad/serverless.yml': `${service}functions:\n  a: { handler: ${UP}etc/passwd.handler }\n` },
      'bad/serverless.yml:5 warning: no source file for handler',
    ],
    [
      'the template of a cloud assembly',
      {
        'bad/cdk.json': '{}',
        'bad/cdk.out/manifest.json': `{"artifacts":{"a":{"type":"aws:cloudformation:stack","properties":{"templateFile":"${UP}etc/passwd"}}}}`,
      },
      'error: template `',
    ],
  ])('%s', async (_, files, says) => {
    const checked = await checkMade({ ...goodApp, ...files });
    expect(said(checked).join('\n')).toContain(says);
    expect(checked.out + checked.err).not.toContain('root:');
    expect([checked.code, checked.report.complete]).toEqual([2, false]);
    expect(checked.report.matrix.map((row) => row.service)).toEqual(expect.arrayContaining([...goodServices]));
  });

  test('a variable that names a file leaves its value unknown', async () => {
    const checked = await checkMade({
      'serverless.yml': `${service}  environment: \${file(${UP}etc/passwd)}\nfunctions:\n  a: { handler: a.b }\n`,
      'a.js': 'exports.b = async () => {};',
    });
    expect(said(checked).join('\n')).toContain('serverless.yml:4 warning: `${file(');
    expect(checked.out + checked.err).not.toContain('root:');
  });

  test('an import of code leaves its service unknown', async () => {
    const { report, out } = await checkMade(
      source(`const x = require('${UP}etc/passwd'); exports.handler = async () => x();`),
    );
    expect(report.matrix.find((row) => row.service === 'Fn')?.complete).toBe(false);
    expect(out).not.toContain('root:');
  });
});
