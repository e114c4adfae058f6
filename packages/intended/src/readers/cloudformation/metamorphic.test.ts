import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskFiles } from '#source/disk-files';
import { memoryFiles } from '#source/memory-files';
import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';
import { intrinsicCall } from './intrinsic-call.ts';
import { linkStacks } from './link-stacks.ts';
import { notation } from './value-notation.ts';
import { readStacks } from './read-stacks.ts';
import { settleIds } from './settle-ids.ts';
import type { Stack } from './stack.ts';

const corpus = resolve(import.meta.dirname, '../../../../../../shared/corpus');
const folders = ['serverless-patterns', 'wild-rydes-workshop'];

/** The tree with every short tag in its long form, as JSON can hold it. */
function longForm(tree: Tree): unknown {
  if (tree.tag !== undefined) {
    const call = intrinsicCall(tree);
    return call === undefined ? undefined : { [call.name]: longForm(call.argument) };
  }
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(longForm);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, longForm(entry.value)]));
}

function shown(stacks: readonly Stack[]): unknown {
  return stacks.map((stack) => ({
    path: stack.path,
    dialect: stack.dialect,
    globals: notation(stack.globals),
    resources: stack.resources.map(({ id, type, properties, attributes, exists }) => ({
      id,
      type,
      exists: exists.kind,
      properties: notation(properties),
      attributes: notation(attributes),
    })),
    outputs: [...stack.outputs].map(([name, output]) => [name, notation(output.value), notation(output.exportName)]),
  }));
}

describe.skipIf(!existsSync(corpus))('real templates (skipped without ../shared/corpus)', () => {
  test.each(folders)('%s: JSON with long names gives the same stacks as YAML with tags', (folder) => {
    const files = diskFiles(resolve(corpus, folder));
    for (const template of files.list('').filter((name) => /\.(?:ya?ml|json|template)$/.test(name))) {
      const read = files.read(template);
      const { tree } = read.kind === 'text' ? parseDocument(read) : { tree: undefined };
      if (tree === undefined) continue;
      const json = memoryFiles({ [template]: JSON.stringify(longForm(tree)) });
      expect(shown(readStacks({ files: json, template }).stacks), template).toEqual(
        shown(readStacks({ files, template }).stacks),
      );
    }
  });

  test.each(folders)('%s: every place is inside its file', (folder) => {
    const files = diskFiles(resolve(corpus, folder));
    for (const template of files.list('').filter((name) => /\.(?:ya?ml|json|template)$/.test(name))) {
      const read = files.read(template);
      const lines = read.kind === 'text' ? read.text.split('\n') : [];
      const { stacks, diagnostics } = readStacks({ files, template });
      const resources = stacks.flatMap((stack) => stack.resources);
      for (const resource of resources)
        expect(lines[resource.at.line - 1]?.slice(resource.at.column - 1), template).toContain(resource.logicalId);
      for (const { place } of diagnostics) expect(place.line, template).toBeLessThanOrEqual(lines.length);
    }
  });
});

const words = fc.constantFrom(
  ...[
    'A',
    'B',
    'C',
    'Ref',
    'Condition',
    'Type',
    'Properties',
    'Parameters',
    'TemplateURL',
    'Location',
    'Default',
    'Value',
    'Export',
    'Name',
  ],
  ...[
    'Fn::If',
    'Fn::Sub',
    'Fn::GetAtt',
    'Fn::Join',
    'Fn::Select',
    'Fn::Split',
    'Fn::FindInMap',
    'Fn::ImportValue',
    'Fn::Transform',
  ],
  ...[
    'Fn::ForEach::L',
    'Fn::Length',
    'Fn::ToJsonString',
    'Fn::Equals',
    'Fn::And',
    'Fn::Or',
    'Fn::Not',
    'Fn::Cidr',
    'Fn::GetAZs',
    'Fn::X',
  ],
);
const texts = fc.constantFrom(
  ...[
    'A',
    'B',
    'C',
    't.yaml',
    './t.yaml',
    '${A}',
    '${A.B}',
    '&{A}',
    '{{resolve:ssm:a}}',
    'AWS::Include',
    'AWS::NoValue',
    'AWS::Region',
  ],
  ...[
    'CommaDelimitedList',
    'AWS::CloudFormation::Stack',
    'AWS::S3::Bucket',
    'a,b',
    ',',
    '',
    '0',
    'A.Outputs.B',
    '__proto__',
    'constructor',
  ],
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(texts, fc.integer({ min: -1, max: 3 }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(words, tie('value'), { maxKeys: 3 }),
  ),
}));
const section = fc.dictionary(words, anything, { maxKeys: 4 });
const resource = fc.record({ Type: texts, Condition: texts, Properties: section }, { requiredKeys: ['Type'] });
const template = fc.record(
  {
    Parameters: fc.oneof(section, anything),
    Mappings: fc.oneof(section, anything),
    Conditions: fc.oneof(section, anything),
    Transform: anything,
    Globals: anything,
    Resources: fc.oneof(fc.dictionary(words, resource, { maxKeys: 4 }), section, anything),
    Outputs: fc.oneof(section, anything),
  },
  { requiredKeys: [] },
);

test('a template with anything anywhere is read without an error thrown, and quickly', () => {
  fc.assert(
    fc.property(template, (value) => {
      const files = memoryFiles({ 't.yaml': JSON.stringify(value) });
      const { stacks } = readStacks({ files, template: 't.yaml' });
      settleIds(linkStacks(stacks));
    }),
    { numRuns: 1500, interruptAfterTimeLimit: 20_000 },
  );
});
