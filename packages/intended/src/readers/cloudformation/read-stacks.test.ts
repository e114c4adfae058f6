import { describe, expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { notation } from './value-notation.ts';
import { readStacks } from './read-stacks.ts';
import type { Stack } from './stack.ts';

function read(files: Record<string, string>, template = 't.yaml') {
  const { stacks, diagnostics } = readStacks({ files: memoryFiles(files), template });
  const messages = diagnostics.map(({ place, message }) => `${place.file}:${place.line} ${message}`);
  return { stacks, messages, shown: stacks.map(shown) };
}

function shown(stack: Stack) {
  return {
    path: stack.path,
    resources: Object.fromEntries(
      stack.resources.map((resource) => [
        resource.id,
        { type: resource.type, ...asObject(notation(resource.properties)) },
      ]),
    ),
    outputs: Object.fromEntries([...stack.outputs].map(([name, output]) => [name, notation(output.value)])),
  };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

describe('a template of the wrong shape says so and keeps the rest', () => {
  const good = '  Good: {Type: A::B::C, Properties: {P: 1}}\n';
  test.each([
    ['Resources: []\n', 't.yaml:1 `Resources` needs a dictionary; correct its indentation or form', 0],
    ['[1]\n', 't.yaml:1 a template is a dictionary with `Resources`; correct the top of the file', 0],
    ['text\n', 't.yaml:1 a template is a dictionary with `Resources`; correct the top of the file', 0],
    ['', 't.yaml:1 the template is empty; add `Resources` or leave the file out', 0],
    ['Description: x\n', 't.yaml:1 the template has no `Resources`; nothing in it can be judged', 0],
    [`Resources:\n  Bad: text\n${good}`, 't.yaml:2 resource `Bad` needs a dictionary with a `Type`', 1],
    [
      `Resources:\n  Bad: {Properties: {}}\n${good}`,
      't.yaml:2 resource `Bad` has no `Type`; name one, such as `AWS::S3::Bucket`',
      1,
    ],
    [
      `Resources:\n  Bad: {Type: [x]}\n${good}`,
      't.yaml:2 resource `Bad` has no `Type`; name one, such as `AWS::S3::Bucket`',
      1,
    ],
    [
      `Resources:\n  Bad: {Type: A, Properties: text}\n${good}`,
      't.yaml:2 `Properties` of `Bad` need a dictionary; correct their form',
      2,
    ],
    [
      `Resources:\n  Bad: {Type: A, Condition: Nope}\n${good}`,
      't.yaml:2 condition `Nope` is not in `Conditions`; define it',
      2,
    ],
    [
      `Parameters: 7\nResources:\n${good}`,
      't.yaml:1 `Parameters` needs a dictionary; correct its indentation or form',
      1,
    ],
    [
      `Parameters: {A: text}\nResources:\n${good}  R: {Type: X, Properties: {P: !Ref A}}\n`,
      't.yaml:1 parameter `A` needs a dictionary with a `Type`',
      2,
    ],
    [
      `Conditions: {A: 7}\nResources:\n${good}  R: {Type: X, Condition: A}\n`,
      't.yaml:1 a condition needs `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`',
      2,
    ],
    [`Outputs: {O: 7}\nResources:\n${good}`, 't.yaml:1 output `O` has no `Value`; name one or remove it', 1],
    [`Outputs: []\nResources:\n${good}`, 't.yaml:1 `Outputs` needs a dictionary; correct its indentation or form', 1],
    [`Resources:\n  - Good\n`, 't.yaml:2 `Resources` needs a dictionary; correct its indentation or form', 0],
  ])('%j', (text, message, resources) => {
    const { stacks, messages } = read({ 't.yaml': text });
    // Parameters are read when something asks for them.
    if (!text.startsWith('Parameters: 7')) expect(messages).toContain(message);
    expect(stacks.flatMap((stack) => stack.resources)).toHaveLength(resources);
  });

  test('a template that is not there', () => {
    expect(read({})).toMatchObject({
      stacks: [],
      messages: ['t.yaml:1 template `t.yaml` is not there; check the path'],
    });
  });
});

describe('a resource', () => {
  const conditions =
    'Parameters: {Stage: {Type: String}}\nConditions:\n  No: !Equals [a, b]\n  Live: !Equals [!Ref Stage, live]\n';
  test('whose condition is false is not in the stack', () => {
    const { shown } = read({ 't.yaml': `${conditions}Resources:\n  A: {Type: X, Condition: No}\n  B: {Type: X}\n` });
    expect(Object.keys(shown[0]?.resources ?? {})).toEqual(['B']);
  });
  test('whose condition is undecided may exist, and its properties are those if it does', () => {
    const { stacks, shown } = read({
      't.yaml': `${conditions}Resources:\n  A:\n    Type: X\n    Condition: Live\n    Properties: {P: !If [Live, 1, 2]}\n`,
    });
    expect(shown[0]?.resources).toEqual({ A: { type: 'X', P: 1 } });
    expect(stacks[0]?.resources[0]?.exists).toMatchObject({
      kind: 'deferred',
      why: { cause: 'condition', name: 'Live' },
    });
  });
  test('has its other attributes resolved, and its places', () => {
    const { stacks } = read({
      't.yaml':
        'Resources:\n  A:\n    Type: X\n    DeletionPolicy: !If [No, a, b]\n    DependsOn: [B]\n    Metadata: {M: !Ref A}\nConditions:\n  No: !Equals [a, b]\n',
    });
    const [resource] = stacks[0]?.resources ?? [];
    expect(notation(resource?.attributes)).toEqual({
      DeletionPolicy: 'b',
      DependsOn: ['B'],
      Metadata: { M: '<Ref A>' },
    });
    expect(resource).toMatchObject({ at: { line: 2, column: 3 }, typeAt: { line: 3, column: 11 }, origin: 'written' });
  });
});

describe('dialect', () => {
  test.each([
    ['Transform: AWS::Serverless-2016-10-31\nResources: {}\n', 'sam'],
    ['Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nResources: {}\n', 'sam'],
    ['Resources: {A: {Type: AWS::Serverless::Function}}\n', 'sam'],
    ['Resources: {A: {Type: X, Metadata: {"aws:cdk:path": a/b}}}\n', 'cdk'],
    ['Resources: {A: {Type: X}}\n', 'cloudformation'],
  ])('%j is %s', (text, dialect) => {
    expect(read({ 't.yaml': text }).stacks[0]?.dialect).toBe(dialect);
  });
});

test('a macro over the whole template is told, since it may change anything', () => {
  const { messages } = read({
    't.yaml': 'Transform: [AWS::LanguageExtensions, My::Macro]\nResources: {A: {Type: X}}\n',
  });
  expect(messages).toEqual(['t.yaml:1 transform `My::Macro` runs in the cloud only; what it changes is not known']);
});

describe('loops', () => {
  test('make the same as the resources spelled out', () => {
    const looped = `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: 'Orders,Users'}}
Resources:
  Fn::ForEach::Tables:
    - Name
    - !Ref Names
    - \${Name}Table:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: !Sub app-\${Name}
          Tags:
            - {Key: name, Value: !Ref Name}
          Fn::ForEach::Props:
            - Prop
            - [A, B]
            - \${Prop}Name: !Sub \${Name}-\${Prop}-\${AWS::Region}
Outputs:
  Fn::ForEach::Outs:
    - Name
    - [Orders, Users]
    - \${Name}Arn: {Value: !GetAtt ['\${Name}Table', Arn]}
`;
    const spelled = `
Resources:
  OrdersTable:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: app-Orders
      Tags: [{Key: name, Value: Orders}]
      AName: !Sub Orders-A-\${AWS::Region}
      BName: !Sub Orders-B-\${AWS::Region}
  UsersTable:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: app-Users
      Tags: [{Key: name, Value: Users}]
      AName: !Sub Users-A-\${AWS::Region}
      BName: !Sub Users-B-\${AWS::Region}
Outputs:
  OrdersArn: {Value: !GetAtt OrdersTable.Arn}
  UsersArn: {Value: !GetAtt UsersTable.Arn}
`;
    const result = read({ 't.yaml': looped });
    expect(result.shown).toEqual(read({ 't.yaml': spelled }).shown);
    expect(result.messages).toEqual([]);
  });

  test('inside loops, over conditions, with letters and digits only', () => {
    const { shown, messages } = read({
      't.yaml': `
Conditions:
  Fn::ForEach::C: [Env, [dev, prod], {'Is\${Env}': !Equals [!Ref Env, dev]}]
Resources:
  Fn::ForEach::Outer:
    - Env
    - [dev, prod]
    - Fn::ForEach::Inner:
        - Ip
        - ['10.0.0.1', '10.0.0.2']
        - \${Env}&{Ip}:
            Type: X
            Condition: Is\${Env}
            Properties: {Ip: !Ref Ip}
`,
    });
    expect(shown[0]?.resources).toEqual({
      dev10001: { type: 'X', Ip: '10.0.0.1' },
      dev10002: { type: 'X', Ip: '10.0.0.2' },
    });
    expect(messages).toEqual([]);
  });

  test.each([
    ['Fn::ForEach::L: text', '`Fn::ForEach::L` needs an identifier, a list of values and a dictionary to repeat'],
    [
      'Fn::ForEach::L: [X, !Ref P, {"${X}": {Type: A}}]',
      'the values that `Fn::ForEach::L` runs over are not known here; give them as parameters',
    ],
    [
      `Fn::ForEach::L: [X, [${Array.from({ length: 300 }, (_, i) => `a${i}`).join()}], {"Fn::ForEach::M": [Y, [${Array.from({ length: 300 }, (_, i) => `b${i}`).join()}], {"\${X}\${Y}": {Type: A}}]}]`,
      '`Fn::ForEach::M` makes the template too large; loop over fewer values',
    ],
  ])('that cannot run say so: %.40s', (loop, message) => {
    const { messages } = read({ 't.yaml': `Parameters: {P: {Type: CommaDelimitedList}}\nResources:\n  ${loop}\n` });
    expect(messages.map((text) => text.replace(/^\S+ /, ''))).toContain(message);
  });
});

describe('includes', () => {
  test('are put in at the top, in a section, beside properties and as a value', () => {
    const { shown, messages } = read({
      't.yaml': `
Transform:
  - AWS::Serverless-2016-10-31
  - {Name: AWS::Include, Parameters: {Location: ./parts/top.yaml}}
Resources:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/resources.json}}
  A:
    Type: X
    Properties:
      P: own
      Body: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/body.yaml}}}
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/properties.yaml}}
`,
      'parts/top.yaml': 'Resources:\n  FromTop: {Type: T}\nOutputs: {O: {Value: 1}}\n',
      'parts/resources.json': '{"FromFile": {"Type": "F", "Properties": {"R": {"Ref": "A"}}}}',
      'parts/body.yaml':
        'arn: !GetAtt A.Arn\nmore:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}\n',
      'parts/more.yaml': '[1, 2]\n',
      'parts/properties.yaml': 'P: other\nQ: !Sub "${A.Arn}"\n',
    });
    expect(messages).toEqual([]);
    expect(shown[0]).toEqual({
      path: '',
      resources: {
        A: { type: 'X', P: 'own', Q: '<Arn A>', Body: { arn: '<Arn A>', more: [1, 2] } },
        FromFile: { type: 'F', R: '<Ref A>' },
        FromTop: { type: 'T' },
      },
      outputs: { O: 1 },
    });
  });

  test.each([
    [
      'a.yaml',
      { 'a.yaml': 'x: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: a.yaml}}}\n' },
      'a.yaml:1 `a.yaml` includes itself; break the circle',
    ],
    ['none.yaml', {}, 't.yaml:4 included file `none.yaml` is not there; check the path'],
    ['s3://bucket/x.yaml', {}, 't.yaml:4 the included file is not on disk; include a local path to have it judged'],
  ])('of %s leave an unknown value and say why', (location, files, message) => {
    const template = `Resources:\n  A:\n    Type: X\n    Properties: {P: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: '${location}'}}}}\n`;
    const { shown, messages } = read({ 't.yaml': template, ...files });
    expect(messages).toEqual([message]);
    expect(JSON.stringify(shown)).toContain('?transform AWS::Include');
  });
});

test.each(['true', '"true"', 'TRUE'])(
  'a parameter with NoEcho %s stays unknown, whatever its default says',
  (noEcho) => {
    const { shown } = read({
      't.yaml': `Parameters: {Password: {Type: String, NoEcho: ${noEcho}, Default: hunter2}}\nResources: {R: {Type: X, Properties: {A: !Ref Password, B: !Sub "x-${'${Password}'}"}}}\n`,
    });
    expect(JSON.stringify(shown)).not.toContain('hunter2');
    expect(shown[0]?.resources).toMatchObject({ R: { A: '?parameter Password' } });
  },
);

describe('nested stacks', () => {
  test('take parameters as values of the parent and give outputs back', () => {
    const { shown, messages } = read({
      't.yaml': `
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Data:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./data/stack.yaml
      Parameters: {Bucket: !Ref Bucket, Names: a}
  App:
    Type: AWS::Serverless::Application
    Properties:
      Location: app.json
      Parameters: {Table: !GetAtt Data.Outputs.Table}
  Remote:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: https://example.com/x.yaml}
Outputs:
  Table: {Value: !GetAtt Data.Outputs.Table}
  Twice: {Value: !GetAtt App.Outputs.Again}
  Other: {Value: !GetAtt Remote.Outputs.X}
  None: {Value: !GetAtt Data.Outputs.Nope}
`,
      'data/stack.yaml': `
Parameters: {Bucket: {Type: String}, Names: {Type: CommaDelimitedList}, Free: {Type: String}}
Resources:
  Table: {Type: AWS::DynamoDB::Table, Properties: {B: !Ref Bucket, N: !Ref Names, F: !Ref Free}}
Outputs:
  Table: {Value: !Ref Table}
`,
      'app.json':
        '{"Parameters": {"Table": {"Type": "String"}}, "Resources": {"Fn": {"Type": "X", "Properties": {"T": {"Fn::Sub": "arn/${Table}"}}}}, "Outputs": {"Again": {"Value": {"Ref": "Table"}}}}',
    });
    expect(messages).toEqual([
      't.yaml:16 nested stack `Remote` has its template at `https://example.com/x.yaml`, so what it holds is not judged; name a local copy of it',
    ]);
    expect(shown.map((stack) => stack.path)).toEqual(['', 'Data', 'App']);
    expect(shown[0]?.outputs).toEqual({
      Table: '<Ref Data/Table>',
      Twice: '<Ref Data/Table>',
      Other: '<Outputs.X Remote>',
      None: '?missing Data.Outputs.Nope',
    });
    expect(shown[1]?.resources).toEqual({
      'Data/Table': { type: 'AWS::DynamoDB::Table', B: '<Ref Bucket>', N: ['a'], F: '?parameter Free' },
    });
    expect(shown[2]?.resources).toEqual({ 'App/Fn': { type: 'X', T: 'arn/<Ref Data/Table>' } });
  });

  test('under an undecided condition may not exist, with all they hold', () => {
    const { stacks } = read({
      't.yaml':
        'Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x], No: !Equals [a, b]}\nResources:\n  In: {Type: AWS::CloudFormation::Stack, Condition: C, Properties: {TemplateURL: a.yaml}}\n  Out: {Type: AWS::CloudFormation::Stack, Condition: No, Properties: {TemplateURL: a.yaml}}\n',
      'a.yaml':
        'Resources:\n  R: {Type: X}\n  Deep: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}\n',
      'b.yaml': 'Resources: {R: {Type: X}}\n',
    });
    const found = stacks.flatMap((stack) => stack.resources).map(({ id, exists }) => [id, exists.kind]);
    expect(found).toEqual([
      ['In', 'deferred'],
      ['In/R', 'deferred'],
      ['In/Deep', 'deferred'],
      ['In/Deep/R', 'deferred'],
    ]);
  });

  test.each([
    ['s3://bucket/x.yaml', 'has its template at `s3://bucket/x.yaml`'],
    ['!Sub "https://${Host}/x.yaml"', 'has no template on disk'],
    ['!Ref Url', 'has no template on disk'],
  ])('at %s are not passed over in silence', (url, where) => {
    const { messages } = read({
      't.yaml': `Parameters: {Host: {Type: String}, Url: {Type: String}}\nResources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}}}}\n`,
    });
    expect(messages).toEqual([
      `t.yaml:2 nested stack \`A\` ${where}, so what it holds is not judged; name a local copy of it`,
    ]);
  });

  test('that contain themselves end with a diagnostic', () => {
    const { stacks, messages } = read({
      't.yaml': 'Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: t.yaml}}}\n',
    });
    expect(stacks).toHaveLength(1);
    expect(messages).toEqual(['t.yaml:1 nested stack `A` contains itself; break the circle']);
  });

  test('whose parameters go in a circle end with a diagnostic', () => {
    const child =
      'Parameters: {P: {Type: String}}\nResources: {R: {Type: X, Properties: {P: !Ref P}}}\nOutputs: {O: {Value: !Ref P}}\n';
    const { messages, shown } = read({
      't.yaml': `
Resources:
  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml, Parameters: {P: !GetAtt B.Outputs.O}}}
  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {P: !GetAtt A.Outputs.O}}}
`,
      'a.yaml': child,
      'b.yaml': child,
    });
    expect(messages.some((message) => message.includes('depends on itself through parameters'))).toBe(true);
    expect(JSON.stringify(shown)).toContain('?cycle');
  });

  test('flat and nested give the same resources', () => {
    const resources = (bucket: string): string => `
  Table: {Type: T, Properties: {B: ${bucket}}}
  Fn: {Type: F, Properties: {T: !GetAtt Table.Arn}}
`;
    const flat = read({ 't.yaml': `Resources:\n  Bucket: {Type: B}${resources('!Ref Bucket')}` });
    const nested = read({
      't.yaml':
        'Resources:\n  Bucket: {Type: B}\n  In: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: in.yaml, Parameters: {B: !Ref Bucket}}}\n',
      'in.yaml': `Parameters: {B: {Type: String}}\nResources:${resources('!Ref B')}`,
    });
    const settled = JSON.parse(JSON.stringify(nested.shown.map(({ resources }) => resources)).replaceAll('In/', ''));
    delete settled[0].In;
    expect(Object.assign({}, ...settled)).toEqual(flat.shown[0]?.resources);
  });
});

test('NoEcho defaults and overrides never appear in a message', () => {
  const { messages } = read({
    't.yaml':
      'Parameters: {P: {Type: String, NoEcho: true, Default: hunter2}}\nResources:\n  A: {Type: X, Properties: {P: !Select [4, !Split [",", !Ref P]], Q: !FindInMap [!Ref P, !Ref P, x]}}\n',
  });
  expect(messages.join()).not.toContain('hunter2');
});
