import { describe, expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { literal, valueAt } from '#model/read-value';
import { linkStacks } from '../cloudformation/link-stacks.ts';
import { readAssembly } from './read-assembly.ts';

const stack = (templateFile: string, more: object = {}): object => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://1/eu-west-1',
  properties: { templateFile, ...more },
});
const manifest = (artifacts: object): string => JSON.stringify({ version: '36.0.0', artifacts });
const template = (resources: object, more: object = {}): string => JSON.stringify({ Resources: resources, ...more });
const BUCKET = { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'Data/Bucket/Resource' } };
const fn = (code: object, metadata?: object): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Code: code },
  ...(metadata === undefined ? {} : { Metadata: metadata }),
});

function read(texts: Readonly<Record<string, string>>, stack?: string): ReturnType<typeof readAssembly> {
  return readAssembly({ files: memoryFiles(texts), folder: 'cdk.out', stack });
}

describe('readAssembly', () => {
  test('one stack has bare ids, and no bookkeeping', () => {
    const { stacks, diagnostics } = read({
      'cdk.out/manifest.json': manifest({ Data: stack('Data.template.json'), Tree: { type: 'cdk:tree' } }),
      'cdk.out/Data.template.json': template({ B: BUCKET, CDKMetadata: { Type: 'AWS::CDK::Metadata' } }),
    });
    expect(diagnostics).toEqual([]);
    expect(stacks).toMatchObject([{ path: '', dialect: 'cdk', resources: [{ id: 'B', type: 'AWS::S3::Bucket' }] }]);
    expect(literal(valueAt(stacks[0]?.resources[0]?.attributes.entries.get('Metadata')?.value, 'aws:cdk:path'))).toBe(
      'Data/Bucket/Resource',
    );
  });

  test('stacks that exchange exports are linked', () => {
    const { stacks } = read({
      'cdk.out/manifest.json': manifest({ Data: stack('Data.template.json'), Api: stack('Api.template.json') }),
      'cdk.out/Data.template.json': template(
        { B: BUCKET },
        { Outputs: { ExportsOutputRefB: { Value: { Ref: 'B' }, Export: { Name: 'Data:ExportsOutputRefB' } } } },
      ),
      'cdk.out/Api.template.json': template({ F: fn({ ZipFile: { 'Fn::ImportValue': 'Data:ExportsOutputRefB' } }) }),
    });
    const [, api] = linkStacks(stacks);
    expect(valueAt(api?.resources[0]?.properties, 'Code', 'ZipFile')).toMatchObject({
      parts: [{ to: 'Data/B', attribute: 'Ref' }],
    });
  });

  test('nested stacks are found by their assets, and stages by their assemblies', () => {
    const { stacks } = read({
      'cdk.out/manifest.json': manifest({
        Data: stack('Data.template.json'),
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
      }),
      'cdk.out/Data.template.json': template({
        N: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: { 'Fn::Sub': 'https://x/${AWS::Region}' } },
          Metadata: { 'aws:asset:path': 'N.nested.template.json' },
        },
      }),
      'cdk.out/N.nested.template.json': template({ B: BUCKET }),
      'cdk.out/assembly-Prod/manifest.json': manifest({ ProdData: stack('ProdData.template.json') }),
      'cdk.out/assembly-Prod/ProdData.template.json': template({ B: BUCKET }),
    });
    expect(stacks.map(({ path, file }) => `${path} ${file}`)).toEqual([
      'Data cdk.out/Data.template.json',
      'Data/N cdk.out/N.nested.template.json',
      'ProdData cdk.out/assembly-Prod/ProdData.template.json',
    ]);
  });

  test.each<readonly [string, object, string | undefined]>([
    ['named by its metadata', fn({ S3Key: 'zzz.zip' }, { 'aws:asset:path': 'asset.named' }), 'asset.named'],
    ['found by its hash', fn({ S3Key: 'abc.zip' }), 'asset.abc'],
    ['of another origin', fn({ S3Key: 'other.zip' }), undefined],
  ])('code %s', (_name, resource, expected) => {
    const { stacks } = read({
      'cdk.out/manifest.json': manifest({
        S: stack('S.template.json'),
        'S.assets': { type: 'cdk:asset-manifest', properties: { file: 'S.assets.json' } },
      }),
      'cdk.out/S.assets.json': JSON.stringify({ files: { abc: { source: { path: 'asset.abc' } } } }),
      'cdk.out/S.template.json': template({ F: resource }),
    });
    expect(literal(valueAt(stacks[0]?.resources[0]?.attributes.entries.get('Metadata')?.value, 'aws:asset:path'))).toBe(
      expected,
    );
  });

  test('one stack can be chosen, and a wrong name is answered with those there are', () => {
    const texts = {
      'cdk.out/manifest.json': manifest({
        A: stack('A.template.json', { stackName: 'app-a' }),
        B: stack('B.template.json'),
      }),
      'cdk.out/A.template.json': template({ X: BUCKET }),
      'cdk.out/B.template.json': template({ Y: BUCKET }),
    };
    expect(read(texts, 'app-a').stacks).toMatchObject([{ path: '', resources: [{ id: 'X' }] }]);
    expect(read(texts, 'C').diagnostics[0]?.message).toContain('it has `A`, `B`');
  });

  test.each([
    '{}',
    '[]',
    '',
    '{"artifacts":{"A":{"type":"aws:cloudformation:stack"}}}',
    '{"artifacts":{"A":{"type":"cdk:cloud-assembly","properties":{"directoryName":"."}}}}',
  ])('the manifest `%s` gives diagnostics, never an error', (text) => {
    expect(read({ 'cdk.out/manifest.json': text }).diagnostics.length).toBeGreaterThan(0);
  });
});
