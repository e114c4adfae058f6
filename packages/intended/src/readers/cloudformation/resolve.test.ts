import { describe, expect, test } from 'vitest';
import { locateText } from '#source/locate-text';
import { memoryFiles } from '#source/memory-files';
import { valueAt } from '#model/read-value';
import { readStacks } from './read-stacks.ts';
import { notation } from './value-notation.ts';

const preamble = `
Parameters:
  Env: {Type: String, Default: dev}
  Stage: {Type: String}
  Names: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Ports: {Type: List<Number>, Default: '80,443'}
  Unknown: {Type: CommaDelimitedList}
  Empty: {Type: CommaDelimitedList, Default: ''}
  Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /aws/image}
  Password: {Type: String, NoEcho: true}
  Named: {Type: 'AWS::SSM::Parameter::Name', Default: /app/name}
  Size: {Type: Number, Default: 5}
Mappings:
  ByEnv:
    dev: {Name: small, Zones: [x, y]}
    prod: {Name: large, Zones: [z]}
  ByRegion:
    us-east-1: {Ami: ami-1, Arm: same}
    eu-west-1: {Ami: ami-2, Arm: same}
Conditions:
  IsDev: !Equals [!Ref Env, dev]
  IsProd: !Not [Condition: IsDev]
  InStage: !Equals [!Ref Stage, live]
  OutOfStage: !Not [!Condition InStage]
  DevInStage: !And [!Condition IsDev, !Condition InStage]
  ProdInStage: !And [!Condition IsProd, !Condition InStage]
  DevOrStage: !Or [!Condition IsDev, !Condition InStage]
  Sized: !Equals [!Ref Size, '5']
  East: !Equals [!Ref AWS::Region, us-east-1]
  HasRegion: !Not [!Equals [!Ref AWS::Region, '']]
  NoneFirst: !Equals [!Select [0, !Ref Empty], '']
  NoneAtAll: !Equals [!Join ['', !Ref Empty], '']
  Same: !Equals [!Ref AWS::AccountId, !Ref AWS::AccountId]
  Round: !Or [!Condition Trip]
  Trip: !Not [!Condition Round]
Resources:
  Thing:
    Type: AWS::X::Y
    Properties:
      P: `;

function read(yaml: string, options: { region?: string; parameters?: Record<string, string> } = {}) {
  const { stacks, diagnostics } = readStacks({
    files: memoryFiles({ 't.yaml': preamble + yaml }),
    template: 't.yaml',
    ...options,
  });
  const value = valueAt(stacks[0]?.resources[0]?.properties, 'P');
  return { value, shown: notation(value), messages: diagnostics.map((diagnostic) => diagnostic.message) };
}

describe('intrinsics', () => {
  test.each<[string, unknown]>([
    ['!Ref Env', 'dev'],
    ['!Ref Stage', '?parameter Stage'],
    ['!Ref Names', ['a', 'b', 'c']],
    ['!Ref Empty', ['']],
    ['!If [NoneFirst, 1, 2]', 1],
    ['!If [NoneAtAll, 1, 2]', 1],
    ['!Ref Ports', ['80', '443']],
    ['!Ref Image', '?parameter Image'],
    ['!Ref Password', '?parameter Password'],
    ['!Ref Named', '/app/name'],
    ['!Ref Size', 5],
    ['!Ref Thing', '<Ref Thing>'],
    ['!Ref AWS::Region', '<AWS::Region>'],
    ['{Ref: AWS::NoValue}', undefined],
    ['[a, !Ref AWS::NoValue, b]', ['a', 'b']],
    ['!GetAtt Thing.Arn', '<Arn Thing>'],
    ['!GetAtt Thing.Outputs.Deep.Name', '<Outputs.Deep.Name Thing>'],
    ['!GetAtt [Thing, Stream.Arn]', '<Stream.Arn Thing>'],
    ['{Fn::GetAtt: [Thing, !Ref Env]}', '<dev Thing>'],
    ['!Sub plain', 'plain'],
    ['!Sub "${Env}-x"', 'dev-x'],
    ['!Sub "arn:${AWS::Partition}:s3:::${Thing}/*"', 'arn:<AWS::Partition>:s3:::<Ref Thing>/*'],
    ['!Sub "${Thing.Arn}/x/${!Literal}"', '<Arn Thing>/x/${Literal}'],
    ['!Sub "${Stage}"', '<?parameter Stage>'],
    ['!Sub ["${A}/${Env}/${B}", {A: !GetAtt Thing.Arn, B: 7}]', '<Arn Thing>/dev/7'],
    ['!Sub "a ${ b"', 'a ${ b'],
    ['!Join ["-", [a, !Ref Env, !Ref Thing]]', 'a-dev-<Ref Thing>'],
    ['!Join [",", !Ref Names]', 'a,b,c'],
    ['!Join [",", !Ref Unknown]', '<?parameter Unknown>'],
    ['!Join ["", [a, !Ref AWS::NoValue, b]]', 'ab'],
    ['!Select [1, !Ref Names]', 'b'],
    ['!Select ["0", [x, !Ref Thing]]', 'x'],
    ['!Select [0, !Ref Unknown]', '?parameter Unknown'],
    ['!Select [0, !GetAtt Thing.NameServers]', '?attribute Thing.NameServers'],
    ['!Split [",", "a,b"]', ['a', 'b']],
    ['!Select [2, !Split ["/", !Sub "a/b/${AWS::Region}/d"]]', '<AWS::Region>'],
    ['!Select [0, !Split ["/", !Sub "a/${Thing.Url}/b"]]', 'a'],
    ['!Select [2, !Split ["/", !GetAtt Thing.Url]]', '?attribute Thing.Url'],
    ['!Split ["/", !GetAtt Thing.Url]', '?attribute Thing.Url'],
    ['!FindInMap [ByEnv, !Ref Env, Name]', 'small'],
    ['!FindInMap [ByEnv, prod, Zones]', ['z']],
    ['!FindInMap [ByRegion, !Ref AWS::Region, Ami]', { choice: 'ByRegion[${AWS::Region}]', of: ['ami-1', 'ami-2'] }],
    ['!FindInMap [ByRegion, !Ref AWS::Region, Arm]', 'same'],
    ['!FindInMap [ByEnv, none, Name, {DefaultValue: other}]', 'other'],
    ['!FindInMap [None, none, Name, {DefaultValue: !Ref Env}]', 'dev'],
    ['!If [IsDev, 1, 2]', 1],
    ['!If [IsProd, 1, 2]', 2],
    ['!If [ProdInStage, 1, 2]', 2],
    ['!If [DevOrStage, 1, 2]', 1],
    ['!If [Sized, 1, 2]', 1],
    ['!If [Same, 1, 2]', 1],
    ['!If [HasRegion, 1, 2]', 1],
    ['!If [IsProd, 1, !Ref AWS::NoValue]', undefined],
    ['!If [East, 1, 2]', { choice: 'East', of: [1, 2] }],
    ['!If [InStage, 1, !Ref AWS::NoValue]', { choice: 'InStage', of: [1, 'absent'] }],
    ['!If [InStage, !If [DevInStage, 1, 2], !If [OutOfStage, 3, 4]]', { choice: 'InStage', of: [1, 3] }],
    ['[!If [InStage, a, b], c]', [{ choice: 'InStage', of: ['a', 'b'] }, 'c']],
    ['!Sub ["${A}-${B}", {A: !If [InStage, 1, 2], B: !If [InStage, x, y]}]', { choice: 'InStage', of: ['1-x', '2-y'] }],
    ['!Base64 text', 'text'],
    ['{Fn::Base64: !Sub "${Env}"}', 'dev'],
    ['!Cidr [10.0.0.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['!Cidr [!GetAtt Thing.CidrBlock, 3, 8]', '?attribute Fn::Cidr'],
    ['!GetAZs ""', '?attribute Fn::GetAZs AWS::Region'],
    ['!ImportValue shared-table', '?import shared-table'],
    ['!ImportValue {Fn::Sub: "${Stage}-table"}', '?import ${Stage}-table'],
    ['{Fn::ImportValue: !Sub "${AWS::Region}-table"}', '?import ${AWS::Region}-table'],
    ['{Fn::Length: !Ref Names}', 3],
    ['{Fn::ToJsonString: {a: [1, !Ref Thing, "q\\"r"], b: true}}', '{"a":[1,"<Ref Thing>","q\\"r"],"b":true}'],
    ['"{{resolve:ssm:/a/b:1}}"', '<?dynamic-reference ssm:/a/b:1>'],
    ['"x{{resolve:secretsmanager:S:SecretString:p}}y"', 'x<?dynamic-reference secretsmanager:S:SecretString:p>y'],
    [
      '!Join ["", ["{{resolve:secretsmanager:", !Ref Thing, ":SecretString:p::}}"]]',
      '<?dynamic-reference secretsmanager:${Thing}:SecretString:p::>',
    ],
    ['!Sub "{{resolve:ssm:/${Env}/x}}"', '<?dynamic-reference ssm:/dev/x>'],
    [
      '{Condition: {StringEquals: {a: b}}, Effect: Allow}',
      { Condition: { StringEquals: { a: 'b' } }, Effect: 'Allow' },
    ],
    ['{Condition: {Bool: {a: "true"}}}', { Condition: { Bool: { a: 'true' } } }],
    ['{Fn::GetAtt: Thing.Arn}', '<Arn Thing>'],
    ['{Fn::Join: [".", [!Sub "${Env}", {Fn::Sub: x}]]}', 'dev.x'],
  ])('`%s` gives %j', (yaml, expected) => {
    const { shown, messages } = read(yaml);
    expect(shown).toEqual(expected);
    expect(messages).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['!Nope x', '?unsupported Fn::Nope', 'intrinsic `Fn::Nope` is not known; its value is taken as unknown'],
    ['!GetAtt Thing', '?malformed Fn::GetAtt', '`Fn::GetAtt` needs a resource and an attribute, such as `Table.Arn`'],
    ['!Ref [a]', '?malformed Ref', '`Ref` needs the name of a parameter or resource'],
    ['!Sub {a: b}', '?malformed Fn::Sub', '`Fn::Sub` needs a string, or a list of a string and its variables'],
    ['!Join x', '?malformed Fn::Join', '`Fn::Join` needs a delimiter and a list'],
    [
      '!Select [9, [a]]',
      '?malformed Fn::Select',
      '`Fn::Select` asks for an item that the list does not have; correct the index',
    ],
    ['!If [InStage, 1]', '?malformed Fn::If', '`Fn::If` needs a condition, a value if true and a value if false'],
    ['!If [Nowhere, 1, 2]', { choice: 'Nowhere', of: [1, 2] }, 'condition `Nowhere` is not in `Conditions`; define it'],
    ['!If [Round, 1, 2]', { choice: 'Round', of: [1, 2] }, 'condition `Round` depends on itself; break the circle'],
    ['!FindInMap [ByEnv, none, Name]', '?missing ByEnv', 'mapping `ByEnv` has no `none` with `Name`; add it'],
    ['!FindInMap [Nope, a, b]', '?missing Nope', 'mapping `Nope` is not in `Mappings`; define it'],
    [
      '{Fn::Transform: {Name: My::Macro}}',
      '?transform My::Macro',
      'transform `My::Macro` runs in the cloud only; what it makes is not known',
    ],
  ])('`%s` gives %j and says why', (yaml, expected, message) => {
    const { shown, messages } = read(yaml);
    expect(shown).toEqual(expected);
    expect(messages).toContain(message);
  });

  test('a region that is given decides conditions and mappings, and stays symbolic in values', () => {
    const yaml = '[!If [East, 1, 2], !FindInMap [ByRegion, !Ref AWS::Region, Ami], !Ref AWS::Region]';
    expect(read(yaml, { region: 'eu-west-1' }).shown).toEqual([2, 'ami-2', '<AWS::Region>']);
  });

  test('a parameter that is given wins over its default and decides', () => {
    const yaml = '[!Ref Env, !If [IsProd, 1, 2], !Ref Names]';
    expect(read(yaml, { parameters: { Env: 'prod', Names: 'x,y' } }).shown).toEqual(['prod', 1, ['x', 'y']]);
  });
});

describe('places', () => {
  const line = preamble.split('\n').length;
  test('a value from a parameter or mapping stands where it is used', () => {
    expect(read('!Ref Env').value?.at).toMatchObject({ line, column: 15 });
    expect(read('!FindInMap [ByEnv, !Ref Env, Name]').value?.at).toMatchObject({ line });
    expect(valueAt(read('!Ref Names').value, 1)?.at).toMatchObject({ line });
  });

  test('lines that are joined keep where each of them stands', () => {
    const { value } = read('!Join\n        - "\\n"\n        - - first\n          - second\n          - !Ref Env\n');
    if (value?.kind !== 'scalar') throw new Error('expected a scalar');
    expect(value.value).toBe('first\nsecond\ndev');
    expect(locateText(value, String(value.value).indexOf('second'))).toMatchObject({ line: line + 3, column: 13 });
  });

  test('substituted code keeps the text before, with the place of each line', () => {
    const { value } = read('!Sub |\n        one ${Thing}\n        two\n');
    if (value?.kind !== 'text' || value.raw === undefined) throw new Error('expected a text');
    expect(value.raw.value).toBe('one ${Thing}\ntwo\n');
    expect(locateText(value.raw, String(value.raw.value).indexOf('two'))).toMatchObject({ line: line + 2, column: 9 });
  });

  test('substituted code without unknown parts keeps its lines', () => {
    const { value } = read('!Sub |\n        one ${Env} end\n        two\n');
    if (value?.kind !== 'scalar') throw new Error('expected a scalar');
    const text = String(value.value);
    expect(text).toBe('one dev end\ntwo\n');
    expect(locateText(value, text.indexOf('end'))).toMatchObject({ line: line + 1, column: 20 });
    expect(locateText(value, text.indexOf('two'))).toMatchObject({ line: line + 2, column: 9 });
  });

  test('a joined program with a reference keeps its text with placeholders', () => {
    const { value } = read('!Join ["\\n", ["a = 1", !Ref Thing, "b"]]');
    if (value?.kind !== 'text' || value.raw === undefined) throw new Error('expected a text');
    expect(value.raw.value).toBe('a = 1\n${Thing}\nb');
  });
});
