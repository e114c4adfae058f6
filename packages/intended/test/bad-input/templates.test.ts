import { beforeAll, describe, expect, test } from 'vitest';
import { CRASH, checkMade, said } from './check-made.ts';
import type { Made } from './check-made.ts';
import { goodApp, goodServices } from './good-app.ts';
import { aliasBomb, functionTemplate, HEAD, KEPT, loopBomb } from './makings.ts';

interface Case {
  readonly files: Readonly<Record<string, Made>>;
  /** `file:line severity: message`, or its start. */
  readonly says: string;
  /** Services of the broken app that are judged all the same. */
  readonly rows?: readonly string[];
}

const template = (text: string): Case['files'] => ({ 'bad/template.yaml': text });
const json = (text: string): Case['files'] => ({ 'bad/template.json': text });
const queue = (properties: string): Case['files'] =>
  template(`${HEAD}${KEPT}  Q:\n    Type: AWS::SQS::Queue\n    Properties: ${properties}\n`);
const stack = (url: string): string =>
  `  C:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ${url} }\n`;
const include = (location: string): string =>
  `  Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }\n`;
const nested = (open: string, close: string): string => `${open.repeat(10_000)}1${close.repeat(10_000)}`;
const looped = (body: string): string =>
  `AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::LanguageExtensions\nResources:\n${KEPT}${body}`;
const jsonHead = '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"Kept":{"Type":"AWS::DynamoDB::Table"},';

const cases: Readonly<Record<string, Case>> = {
  'not YAML': {
    files: template(`${HEAD}${KEPT}  Fn: { Type: AWS::SNS::Topic\n   x: [}\n`),
    says: 'bad/template.yaml:7 error: invalid YAML: missed comma',
  },
  'tabs for indentation': {
    files: template(`${HEAD}${KEPT}\tQ:\n\t\tType: AWS::SNS::Topic\n`),
    says: 'bad/template.yaml:6 error: invalid YAML: tab characters must not be used in indentation; indent with spaces',
  },
  'a wrong tag': {
    files: queue('{ QueueName: !Reff Kept }'),
    says: 'bad/template.yaml:8 error: intrinsic `Fn::Reff` is not known',
    rows: ['Kept', 'Q'],
  },
  'an unknown intrinsic': {
    files: queue('{ QueueName: { Fn::Bogus: [1] } }'),
    says: 'bad/template.yaml:8 error: intrinsic `Fn::Bogus` is not known; its value is taken as unknown',
    rows: ['Kept', 'Q'],
  },
  'an intrinsic of the wrong form': {
    files: queue('{ QueueName: !GetAtt [] }'),
    says: 'bad/template.yaml:8 error: `Fn::GetAtt` needs a resource and an attribute',
    rows: ['Kept', 'Q'],
  },
  'an alias that contains itself': {
    files: template(`${HEAD}${KEPT}  Q: &q\n    Type: AWS::SQS::Queue\n    Properties: { a: *q }\n`),
    says: 'bad/template.yaml:8 error: alias `*q` contains itself; write the value out',
    rows: ['Kept', 'Q'],
  },
  'an alias of nothing': {
    files: queue('{ a: *nope }'),
    says: 'bad/template.yaml:8 error: alias `*nope` is not defined above',
    rows: ['Kept', 'Q'],
  },
  'ten million nodes through aliases': {
    files: template(aliasBomb() + HEAD + KEPT),
    says: 'bad/template.yaml:5 error: alias `*a3` makes the document too large to expand; write the value out',
    rows: ['Kept'],
  },
  'nested stacks that include each other': {
    files: { ...template(HEAD + KEPT + stack('other.yaml')), 'bad/other.yaml': HEAD + stack('template.yaml') },
    says: 'bad/other.yaml:5 error: nested stack `C` contains itself; break the circle',
    rows: ['Kept'],
  },
  'a nested stack of itself': {
    files: template(HEAD + KEPT + stack('template.yaml')),
    says: 'bad/template.yaml:8 error: nested stack `C` contains itself; break the circle',
    rows: ['Kept'],
  },
  'a nested template that is not there': {
    files: template(HEAD + KEPT + stack('nowhere.yaml')),
    says: 'bad/template.yaml:8 error: template `bad/nowhere.yaml` is not there; check the path',
    rows: ['Kept'],
  },
  'includes that lead back to themselves': {
    files: { ...template(HEAD + KEPT + include('inc.yaml')), 'bad/inc.yaml': include('inc.yaml').trimStart() },
    says: 'bad/inc.yaml:1 error: `bad/inc.yaml` includes itself; break the circle',
    rows: ['Kept'],
  },
  'conditions that depend on each other': {
    files: template(
      `AWSTemplateFormatVersion: '2010-09-09'\nConditions:\n  A: !Not [!Condition Z]\n  Z: !Not [!Condition A]\nResources:\n${KEPT}  Q: { Type: AWS::SQS::Queue, Condition: A }\n`,
    ),
    says: 'bad/template.yaml:3 error: condition `A` depends on itself; break the circle',
    rows: ['Kept', 'Q'],
  },
  'a loop without values': {
    files: template(looped('  Fn::ForEach::M: hello\n')),
    says: 'bad/template.yaml:7 error: `Fn::ForEach::M` needs an identifier, a list of values and a dictionary to repeat',
    rows: ['Kept'],
  },
  'loops in loops that make millions': {
    files: template(loopBomb()),
    says: 'bad/template.yaml:27 error: `Fn::ForEach::L6` makes the template too large; loop over fewer values',
    rows: ['Kept', 'Qx0x0x0x0x0x0'],
  },
  'fifty megabytes': {
    files: template(HEAD + KEPT + '#'.repeat(50 * 1024 * 1024)),
    says: 'bad/template.yaml:1 error: `bad/template.yaml` is larger than 10 MB; split it or leave it out',
  },
  'ten thousand levels of YAML': {
    files: queue(`{ a: ${nested('[', ']')} }`),
    says: 'bad/template.yaml:8 error: invalid YAML: nesting exceeded maxDepth (100); nest at most 100 levels',
  },
  'thousands of levels by indentation': {
    files: template(
      `${HEAD}${KEPT}  Q:\n${Array.from({ length: 4000 }, (_, depth) => `${' '.repeat(4 + depth)}a:`).join('\n')} 1\n`,
    ),
    says: 'bad/template.yaml:104 error: invalid YAML: nesting exceeded maxDepth (100)',
  },
  'ten thousand levels of JSON lists': {
    files: json(`${jsonHead}"Q":{"Type":"AWS::SQS::Queue","Properties":{"a":${nested('[', ']')}}}}}`),
    says: 'bad/template.json:1 error: invalid JSON: too deep; nest at most 100 levels',
    rows: ['Kept', 'Q'],
  },
  'ten thousand levels of JSON objects': {
    files: json(`${jsonHead}"Q":{"Type":"AWS::SQS::Queue","Properties":{"a":${nested('{"a":', '}')}}}}}`),
    says: 'bad/template.json:1 error: invalid JSON: too deep; nest at most 100 levels',
    rows: ['Kept', 'Q'],
  },
  'bytes that are no text': {
    files: { 'bad/template.yaml': new Uint8Array([0, 1, 2, 255, 254, 0]) },
    says: 'bad/template.yaml:1 error: `bad/template.yaml` is not text; name a text file',
  },
  'an empty file': {
    files: template(''),
    says: 'bad/template.yaml:1 error: `bad/template.yaml` is empty; write the template or remove the file',
  },
  'comments alone': {
    files: template('# nothing\n\n# here\n'),
    says: 'bad/template.yaml:1 error: `bad/template.yaml` is empty; write the template or remove the file',
  },
  'a template without resources': {
    files: template(HEAD),
    says: 'bad/template.yaml:1 error: the template has no `Resources`; nothing in it can be judged',
  },
  'a list of resources': {
    files: template("AWSTemplateFormatVersion: '2010-09-09'\nResources: [a, b]\n"),
    says: 'bad/template.yaml:2 error: `Resources` needs a dictionary; correct its indentation or form',
  },
  'a resource that is a number': {
    files: template(`${HEAD}${KEPT}  Q: 12\n`),
    says: 'bad/template.yaml:6 error: resource `Q` needs a dictionary with a `Type`',
    rows: ['Kept'],
  },
  'a resource whose type is a number': {
    files: template(`${HEAD}${KEPT}  Q: { Type: 7 }\n`),
    says: 'bad/template.yaml:6 error: resource `Q` has no `Type`; name one',
    rows: ['Kept'],
  },
  'properties that are a number': {
    files: queue('5'),
    says: 'bad/template.yaml:8 error: `Properties` of `Q` need a dictionary; correct their form',
    rows: ['Kept', 'Q'],
  },
  'a link that leads to itself': {
    files: { 'bad/template.yaml': { link: 'template.yaml' } },
    says: 'bad/template.yaml:1 error: `bad/template.yaml` is a symbolic link that leads back to itself; correct the link',
  },
  'a link that leads nowhere': {
    files: { 'bad/template.yaml': { link: 'gone.yaml' } },
    says: 'bad/template.yaml:1 error: `bad/template.yaml` is not there; check the path',
  },
  'a link that leads out': {
    files: { 'bad/template.yaml': { link: '/etc/passwd' } },
    says: 'bad/template.yaml:1 error: `bad/template.yaml` is outside of the folder being judged',
  },
  'a manifest of a cloud assembly that is cut off': {
    files: {
      'bad/cdk.json': '{}',
      'bad/cdk.out/manifest.json':
        '{"artifacts": {"a": {"type": "aws:cloudformation:stack", "properties": {"templateFile": 5}}, "b": ',
    },
    says: 'bad/cdk.out/manifest.json:1 error: invalid JSON',
  },
  'an assembly whose template is gone': {
    files: {
      'bad/cdk.json': '{}',
      'bad/cdk.out/manifest.json':
        '{"version":"36.0.0","artifacts":{"b":{"type":"aws:cloudformation:stack","properties":{"templateFile":"nope.json"}}}}',
    },
    says: 'bad/cdk.out/nope.json:1 error: template `bad/cdk.out/nope.json` is not there; check the path',
  },
  'a CDK app that was never synthesised': {
    files: { 'bad/cdk.json': '{"app":"node x.js"}', 'bad/lib/stack.ts': 'import * as cdk from "aws-cdk-lib";' },
    says: 'bad/cdk.json:1 error: this CDK app has no `cdk.out` beside it; run `cdk synth` and check again',
  },
  'a provider that nobody knows': {
    files: { 'bad/serverless.yml': 'service: x\nprovider:\n  name: martian\nfunctions:\n  a: { handler: a.b }\n' },
    says: 'bad/serverless.yml:3 error: provider `martian` is only read as far as its functions; what they may reach is unknown',
  },
  'variables that lead back to themselves': {
    files: {
      'bad/serverless.yml':
        'service: x\nprovider:\n  name: aws\ncustom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}\nfunctions:\n  a: { handler: a.b, environment: { X: "${self:custom.a}" } }\n',
      'bad/a.js': 'exports.b = async () => {};',
    },
    says: 'bad/serverless.yml:5 error: `${self:custom.b}` leads back to itself; give one of the variables in the circle a value',
  },
  'files that include themselves': {
    files: {
      'bad/serverless.yml':
        'service: x\nprovider:\n  name: aws\ncustom: ${file(./c.yml)}\nfunctions:\n  a: { handler: a.b }\n',
      'bad/c.yml': 'x: ${file(./c.yml)}\n',
      'bad/a.js': 'exports.b = async () => {};',
    },
    says: 'bad/c.yml:1 error: ',
  },
};

// Bounds of time are about the input, not about loading the engine.
beforeAll(() => checkMade(goodApp), 120_000);

describe('bad input is said with its place and what to do, the rest is judged, and the exit code is 2', () => {
  test.each(Object.entries(cases))('%s', async (_, { files, says, rows = [] }) => {
    const checked = await checkMade({ ...goodApp, ...files });
    expect(said(checked).join('\n')).toContain(says);
    expect([checked.code, checked.report.complete]).toEqual([2, false]);
    const services = checked.report.matrix.map((row) => row.service);
    expect(services).toEqual(expect.arrayContaining([...goodServices, ...rows]));
    expect(checked.err).not.toMatch(CRASH);
    expect(() => JSON.parse(checked.out)).not.toThrow();
    expect(checked.milliseconds).toBeLessThan(25_000);
  });
});

describe('what is odd but can be judged is only said', () => {
  test.each([
    [
      'a key twice: the last counts, as in CloudFormation',
      template(`${HEAD}${KEPT}  Q:\n    Type: AWS::SQS::Queue\n    Type: AWS::SNS::Topic\n`),
      'bad/template.yaml:8 warning: key `Type` is already on line 7 and replaces it here; remove one of the two',
    ],
    [
      'a key twice in JSON',
      json(`${jsonHead}\n"Kept":{"Type":"AWS::SQS::Queue"}}}`),
      'bad/template.json:2 warning: key `Kept` is already on line 1 and replaces it here; remove one of the two',
    ],
    [
      'a second document',
      template(`${HEAD}${KEPT}---\n${HEAD}`),
      'bad/template.yaml:5 warning: only the first YAML document is read',
    ],
  ])('%s', async (_, files, says) => {
    const checked = await checkMade({ ...goodApp, ...files });
    expect(said(checked)).toEqual([expect.stringContaining(says)]);
    expect([checked.code, checked.report.complete]).toEqual([0, true]);
  });

  test('logical ids that are names of the language, or hold control characters, are names like others', async () => {
    const text = `${HEAD}${KEPT}  __proto__: { Type: AWS::SQS::Queue }
  constructor:
    Type: AWS::Lambda::Function
    Properties:
      __proto__: 1
      Code: { ZipFile: 'exports.handler = async () => {};' }
      Handler: index.handler
      Environment: { Variables: { __proto__: !Ref __proto__, toString: !GetAtt constructor.Arn } }
  "a\\e[31m\\0b": { Type: AWS::SNS::Topic }
`;
    const checked = await checkMade(template(text));
    const services = checked.report.matrix.map((row) => row.service);
    expect(services).toEqual(expect.arrayContaining(['Kept', '__proto__', 'constructor', 'a\u001b[31m\0b']));
    expect(checked.err).not.toMatch(CRASH);
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(checked.out + checked.err).not.toMatch(/[\u0000\u001b]/);
    expect(Object.prototype).not.toHaveProperty('Type');
  });
});

describe('a folder with nothing to judge could not be judged', () => {
  test.each([
    ['an empty folder', {}, '.:1 error: no serverless app found'],
    ['only an empty template', { 'template.yaml': '' }, 'template.yaml:1 error: `template.yaml` is empty'],
    ['only CDK source', { 'cdk.json': '{}', 'bin/app.ts': '' }, 'cdk.json:1 error: this CDK app has no `cdk.out`'],
    ['only code of a serverless file', { 'serverless.ts': '' }, 'serverless.ts:1 error: `serverless.ts` is code'],
    ['only a folder with the name of a template', { 'template.yaml/x.txt': '' }, '.:1 error: no serverless app found'],
  ])('%s', async (_, files: Readonly<Record<string, Made>>, says) => {
    const checked = await checkMade(files);
    expect(said(checked).join('\n')).toContain(says);
    expect([checked.code, checked.report.complete, checked.report.matrix]).toEqual([2, false, []]);
  });
});

test('a folder that links to itself is walked once', async () => {
  const files = {
    'bad/template.yaml': functionTemplate('InlineCode: "exports.handler = async () => {};"'),
    'bad/loop': { link: '.' },
  };
  const { report } = await checkMade(files);
  expect(report.app.templates).toEqual(['bad/template.yaml']);
});
