import { describe, expect, test } from 'vitest';
import type { Files } from '#source/files';
import { discover } from './discover.ts';

const TEMPLATE = 'Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n';
const SAM = `Transform: AWS::Serverless-2016-10-31\n${TEMPLATE}`;
const SERVICE = 'service: rides\nprovider:\n  name: aws\n';
const MANIFEST = '{"version":"36.0.0","artifacts":{"S":{"type":"aws:cloudformation:stack"}}}';

/** A folder made of texts; every parent folder of a path exists. */
function made(texts: Readonly<Record<string, string>>): Files {
  const clean = (path: string): string => path.replace(/^\.(?:\/|$)/, '');
  const isFolder = (path: string): boolean =>
    path === '' || Object.keys(texts).some((name) => name.startsWith(`${path}/`));
  return {
    root: '/projects/rides',
    read(path) {
      const text = texts[clean(path)];
      if (text !== undefined) return { kind: 'text', path: clean(path), text };
      return { kind: 'trouble', path, why: 'missing', message: `\`${path}\` is missing` };
    },
    kind(path) {
      if (texts[clean(path)] !== undefined) return 'file';
      return isFolder(clean(path)) ? 'folder' : undefined;
    },
    list(path) {
      const prefix = clean(path) === '' ? '' : `${clean(path)}/`;
      const below = Object.keys(texts).filter((name) => name.startsWith(prefix));
      return [...new Set(below.map((name) => name.slice(prefix.length).split('/')[0] ?? ''))].sort();
    },
  };
}

function apps(texts: Readonly<Record<string, string>>, path?: string): readonly string[] {
  return discover(made(texts), { path }).apps.map((app) => `${app.name} ${app.dialect} ${app.templates.join(' ')}`);
}

describe('discover', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a SAM template at the root', { 'template.yaml': SAM }, ['rides sam template.yaml']],
    ['a template by another name', { 'stack.template': TEMPLATE }, ['rides cloudformation stack.template']],
    [
      'a JSON template',
      { 'a.json': '{"Resources":{"T":{"Type":"AWS::S3::Bucket"}}}' },
      ['rides cloudformation a.json'],
    ],
    [
      'a template in flow style',
      { 'a.yaml': 'Resources: { T: { Type: AWS::S3::Bucket } }\n' },
      ['rides cloudformation a.yaml'],
    ],
    [
      'a template whose resources are one line each',
      { 'a.yaml': "Resources:\n  T: { 'Type': 'AWS::S3::Bucket' }\n" },
      ['rides cloudformation a.yaml'],
    ],
    [
      'a template that is one flow of YAML',
      { 'a.yaml': '{Description: x, Resources: {T: {Type: AWS::S3::Bucket}}}\n' },
      ['rides cloudformation a.yaml'],
    ],
    ['no template in an ordinary document', { 'docs.yaml': 'Resources: none\n', 'package.json': '{}' }, []],
    [
      'no template in a document that quotes one',
      { 'k8s.yaml': `data:\n  a: |\n    ${TEMPLATE.replaceAll('\n', '\n    ')}` },
      [],
    ],
    [
      'nothing in dependencies, builds and tests',
      {
        'node_modules/a/template.yaml': SAM,
        '.aws-sam/x/template.yaml': SAM,
        'dist/template.yaml': SAM,
        'test/fixtures/template.yaml': SAM,
      },
      [],
    ],
    [
      'two apps in two folders',
      { 'a/template.yaml': SAM, 'b/template.yml': SAM },
      ['a sam a/template.yaml', 'b sam b/template.yml'],
    ],
    [
      'unrelated templates of one folder apart',
      { 'x.yaml': TEMPLATE, 'y.yaml': TEMPLATE },
      ['x cloudformation x.yaml', 'y cloudformation y.yaml'],
    ],
    [
      'a nested template with its parent',
      {
        'template.yaml': `${TEMPLATE}  N:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./nested/db.yaml\n`,
        'nested/db.yaml': TEMPLATE,
      },
      ['rides cloudformation template.yaml'],
    ],
    [
      'templates that exchange exports together',
      {
        'net.yaml': `${TEMPLATE}Outputs:\n  V:\n    Value: 1\n    Export:\n      Name: rides-vpc\n`,
        'api/app.yaml': `${TEMPLATE}    Properties:\n      V: !ImportValue rides-vpc\n`,
      },
      ['rides cloudformation net.yaml api/app.yaml'],
    ],
    [
      'a serverless file without what it includes',
      {
        'serverless.yml': `${SERVICE}resources: \${file(./db.yml)}\n`,
        'db.yml': TEMPLATE,
        'more.yml': `${TEMPLATE}    N: \${self:service}\n`,
      },
      ['rides serverless-framework serverless.yml'],
    ],
    [
      'a cloud assembly',
      { 'cdk.json': '{"app":"x"}', 'cdk.out/manifest.json': MANIFEST, 'cdk.out/S.template.json': '{}' },
      ['rides cdk cdk.out'],
    ],
    [
      'a cloud assembly under another name',
      { 'cdk.json': '{"app":"x","output":"build/assembly"}', 'build/assembly/manifest.json': MANIFEST },
      ['rides cdk build/assembly'],
    ],
    [
      'a packaged service of code',
      { 'serverless.ts': '', '.serverless/cloudformation-template-update-stack.json': '{}' },
      ['rides serverless-framework .serverless/cloudformation-template-update-stack.json'],
    ],
    [
      'a built SAM template without its source',
      { '.aws-sam/build/template.yaml': SAM },
      ['rides sam .aws-sam/build/template.yaml'],
    ],
    [
      'no file that git ignores',
      { '.gitignore': 'out.yaml\n', 'out.yaml': TEMPLATE, 'in.yaml': TEMPLATE },
      ['rides cloudformation in.yaml'],
    ],
  ])('finds %s', (_name, texts, expected) => {
    expect(apps(texts)).toEqual(expected);
  });

  test('a start folder inside tests is looked at', () => {
    expect(apps({ 'test/fixtures/a/template.yaml': SAM }, 'test/fixtures')).toEqual([
      'a sam test/fixtures/a/template.yaml',
    ]);
  });

  test('a start file is one app, whatever its shape', () => {
    expect(apps({ 'infra/broken.yaml': 'Resources' }, 'infra/broken.yaml')).toEqual([
      'broken cloudformation infra/broken.yaml',
    ]);
  });

  test.each([
    ['cdk.json', 'cdk synth'],
    ['serverless.ts', 'serverless package'],
  ])('`%s` alone asks for `%s`', (name, command) => {
    const { apps, diagnostics } = discover(made({ [name]: '{}' }));
    expect(apps).toEqual([]);
    expect(diagnostics.map(({ message }) => message).join()).toContain(command);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a broken template', { 'template.yaml': 'Resources\n  Table:\n    Type: [\n' }, ['template.yaml:2']],
    ['a broken template by another name', { 'db.yml': 'AWSTemplateFormatVersion: x\nA: {\n' }, ['db.yml:3']],
    ['a template without resources', { 'template.yaml': 'Description: later\n' }, ['template.yaml:1']],
    [
      'a broken template beside an app',
      { 'template.yaml': SAM, 'db.yaml': 'AWSTemplateFormatVersion: x\nResource: [\n' },
      ['db.yaml:3'],
    ],
    ['nothing in another broken file', { 'chart.yaml': '{{ if }}\n a: [' }, []],
    [
      'nothing in a fragment without faults',
      { 'template.yaml': SAM, 'part.yaml': 'Table:\n  Type: AWS::S3::Bucket\n' },
      [],
    ],
  ])('names the file and line of %s', (_name, texts, expected) => {
    const { diagnostics } = discover(made(texts));
    expect(diagnostics.map(({ place }) => `${place.file}:${place.line}`)).toEqual(expected);
  });

  test('a template that links give several paths is judged once, by its own path', () => {
    const files = made({ 'a.yaml': SAM, 'b.yaml': SAM, 'one/template.yaml': SAM, 'two/template.yaml': SAM });
    const links: Record<string, string> = { 'a.yaml': 'b.yaml', 'one/template.yaml': 'two/template.yaml' };
    const linked = { ...files, realPath: (path: string) => links[path] ?? path };
    expect(discover(linked).apps.flatMap(({ templates }) => templates)).toEqual(['b.yaml', 'two/template.yaml']);
  });

  test('a search that meets its limit says so', () => {
    const texts = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}/a.yaml`, TEMPLATE]));
    expect(discover(made(texts), { reach: { names: 10 } }).diagnostics[0]?.message).toContain('stopped early');
  });
});
