import { describe, expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { danglingReferences } from './dangling-references.ts';
import { linkStacks } from './link-stacks.ts';
import { readStacks } from './read-stacks.ts';
import { settleIds } from './settle-ids.ts';
import type { Stack } from './stack.ts';
import { notation } from './value-notation.ts';

function stacksOf(texts: Record<string, string>): readonly Stack[] {
  const files = memoryFiles(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.yaml`, text])));
  return Object.keys(texts).flatMap((name) => readStacks({ files, template: `${name}.yaml`, stackName: name }).stacks);
}

function propertiesOf(stacks: readonly Stack[], id: string): unknown {
  return notation(stacks.flatMap((stack) => stack.resources).find((resource) => resource.id === id)?.properties);
}

describe('an import', () => {
  const exporting = (name: string): string =>
    `Parameters: {Env: {Type: String, Default: dev}}\nResources: {Table: {Type: T}}\nOutputs: {O: {Value: !GetAtt Table.Arn, Export: {Name: ${name}}}}\n`;
  const importing = (name: string): string =>
    `Parameters: {Net: {Type: String}}\nResources: {Fn: {Type: F, Properties: {P: ${name}}}}\n`;
  test.each<[string, string, string, unknown]>([
    ['of a known name', 'shared', '!ImportValue shared', '<Arn data/Table>'],
    ['of a computed name', '!Sub "${Env}-table"', '!ImportValue dev-table', '<Arn data/Table>'],
    [
      'of a name with the region',
      '!Sub "${AWS::Region}-t"',
      '{Fn::ImportValue: !Sub "${AWS::Region}-t"}',
      '<Arn data/Table>',
    ],
    ['inside a text', 'shared', '!Sub ["${T}/index", {T: !ImportValue shared}]', '<Arn data/Table>/index'],
    ['of nobody', 'shared', '!ImportValue other', '?import other'],
    [
      'of a name that a parameter begins',
      '!Sub "${AWS::StackName}-table"',
      '{Fn::ImportValue: !Sub "${Net}-table"}',
      { choice: 'import ${Net}-table', of: ['<Arn data/Table>', '?import ${Net}-table'] },
    ],
    [
      'of a name with another end',
      '!Sub "${AWS::StackName}-table"',
      '{Fn::ImportValue: !Sub "${Net}-queue"}',
      '?import ${Net}-queue',
    ],
  ])('%s', (_, exported, imported, expected) => {
    const stacks = linkStacks(stacksOf({ data: exporting(exported), app: importing(imported) }));
    expect(propertiesOf(stacks, 'app/Fn')).toEqual({ P: expected });
  });

  test('goes on through stacks, and a circle ends', () => {
    const passing = (from: string, to: string): string =>
      `Resources: {R: {Type: T, Properties: {P: !ImportValue ${from}}}}\nOutputs: {O: {Value: !ImportValue ${from}, Export: {Name: ${to}}}}\n`;
    const chained = linkStacks(stacksOf({ a: exporting('one'), b: passing('one', 'two'), c: passing('two', 'three') }));
    expect(propertiesOf(chained, 'c/R')).toEqual({ P: '<Arn a/Table>' });
    const circle = linkStacks(stacksOf({ a: passing('x', 'y'), b: passing('y', 'x') }));
    expect(JSON.stringify(propertiesOf(circle, 'a/R'))).toContain('?cycle');
  });
});

describe('settled ids', () => {
  test('are bare where only one stack has the name, and qualified where several do', () => {
    const stacks = settleIds(
      linkStacks(
        stacksOf({
          data: 'Resources: {Table: {Type: T}, Fn: {Type: F, Properties: {P: !Ref Table}}}\nOutputs: {O: {Value: !Ref Fn, Export: {Name: x}}}\n',
          app: 'Resources: {Fn: {Type: F, Properties: {P: !ImportValue x, Q: !GetAtt Fn.Arn}}}\n',
        }),
      ),
    );
    expect(stacks.flatMap((stack) => stack.resources.map((resource) => resource.id))).toEqual([
      'Table',
      'data.Fn',
      'app.Fn',
    ]);
    expect(propertiesOf(stacks, 'data.Fn')).toEqual({ P: '<Ref Table>' });
    expect(propertiesOf(stacks, 'app.Fn')).toEqual({ P: '<Ref data.Fn>', Q: '<Arn app.Fn>' });
    expect(notation(stacks[0]?.outputs.get('O')?.value)).toBe('<Ref data.Fn>');
  });

  test('of one root stack are those it has', () => {
    const files = memoryFiles({ 't.yaml': 'Resources: {A: {Type: T, Properties: {P: !Ref A}}}\n' });
    const { stacks } = readStacks({ files, template: 't.yaml' });
    expect(settleIds(stacks)).toBe(stacks);
  });

  test('keep the root bare beside a nested stack of the same name', () => {
    const files = memoryFiles({
      't.yaml':
        'Resources:\n  A: {Type: T}\n  In: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: in.yaml}}\n',
      'in.yaml': 'Resources: {A: {Type: T}, B: {Type: T, Properties: {P: !Ref A}}}\n',
    });
    const stacks = settleIds(readStacks({ files, template: 't.yaml' }).stacks);
    expect(stacks.flatMap((stack) => stack.resources.map((resource) => resource.id))).toEqual(['A', 'In', 'In.A', 'B']);
    expect(propertiesOf(stacks, 'B')).toEqual({ P: '<Ref In.A>' });
  });
});

test('a reference to nothing is a warning at its place, once', () => {
  const files = memoryFiles({
    't.yaml': 'Resources:\n  A: {Type: T, Properties: {P: !Sub "${Nope}-${Nope}", Q: !GetAtt A.Arn}}\n',
  });
  const resources = readStacks({ files, template: 't.yaml' }).stacks.flatMap((stack) => stack.resources);
  expect(danglingReferences(resources)).toEqual([
    {
      severity: 'warning',
      place: expect.objectContaining({ file: 't.yaml', line: 2 }),
      message:
        '`Nope` is neither a parameter nor a resource here; correct the name or add the template that defines it',
    },
  ]);
});
