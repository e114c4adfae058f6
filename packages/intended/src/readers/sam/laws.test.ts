import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain } from '#model/read-value';
import type { Value } from '#model/value';
import { memoryFiles } from '#source/memory-files';
import { expandSam } from './expand-sam.ts';
import { expandedSam, javascript, samStack, stackOf, typesById } from './test-stack.ts';

const PLACE = { file: 'template.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Properties that may stand in `Globals.Function`; values are short so that both spellings meet. */
const properties = fc.record(
  {
    Runtime: fc.constantFrom('nodejs22.x', 'python3.13'),
    Timeout: fc.integer({ min: 1, max: 9 }),
    Tracing: fc.constantFrom('Active', 'Disabled'),
    Environment: fc.record({ Variables: fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('x', 'y')) }),
    Layers: fc.array(fc.constantFrom('l1', 'l2'), { maxLength: 3 }),
    VpcConfig: fc.record({ SubnetIds: fc.array(fc.constantFrom('s1', 's2'), { minLength: 1, maxLength: 2 }) }),
    Tags: fc.dictionary(fc.constantFrom('t', 'u'), fc.constantFrom('x', 'y')),
  },
  { requiredKeys: [] },
);

type Tree = Readonly<Record<string, unknown>>;

/** What a person would write out by hand. */
function spelledOut(global: Tree, own: Tree): Tree {
  const merged: Record<string, unknown> = { ...global };
  for (const [key, value] of Object.entries(own)) merged[key] = key in global ? combine(global[key], value) : value;
  return merged;
}

function combine(global: unknown, own: unknown): unknown {
  if (Array.isArray(global) && Array.isArray(own)) return [...global, ...own];
  return isTree(global) && isTree(own) ? spelledOut(global, own) : own;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('Globals', () => {
  test('say the same as properties that are spelled out', () => {
    fc.assert(
      fc.property(properties, properties, (global, own) => {
        const type = 'AWS::Serverless::Function';
        const short = stackOf({ F: { Type: type, Properties: own } }, { Function: global });
        const long = stackOf({ F: { Type: type, Properties: spelledOut(global, own) } });
        const expand = (stack: typeof short): unknown =>
          expandSam(stack, { files: memoryFiles({}) }).resources.map((each) => [each.id, javascript(each.properties)]);
        expect(expand(short)).toEqual(expand(long));
      }),
    );
  });

  test.each([
    ['Globals: 3', /not a dictionary/],
    ['Globals: { Function: [] }', /`Globals.Function` is not a dictionary/],
    ['Globals: { Functions: {} }', /no section `Functions`/],
  ])('that are of the wrong form are reported: %s', (globals, message) => {
    const stack = expandedSam(`${globals}\nResources:\n  F: { Type: AWS::Serverless::Function }\n`);
    expect(stack.diagnostics[0]?.message).toMatch(message);
    expect(stack.resources).toHaveLength(2);
  });

  test('reach the implicit API', () => {
    const stack = expandedSam(`
Globals: { Api: { TracingEnabled: true, Auth: { DefaultAuthorizer: AWS_IAM } } }
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Api, Properties: { Path: /, Method: get } } } } }
`);
    const stage = stack.resources.find((resource) => resource.id === 'ServerlessRestApiProdStage');
    expect(javascript(stage?.properties)).toMatchObject({ TracingEnabled: true });
  });
});

describe('an expansion', () => {
  test('equals the CloudFormation that a person would write', () => {
    const short = expandedSam(`
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      InlineCode: x
      Events: { E: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
`);
    const long = samStack(`
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      Code: { ZipFile: x }
      Role: !GetAtt FRole.Arn
      Tags: [{ Key: 'lambda:createdBy', Value: SAM }]
  FRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Action: ['sts:AssumeRole'], Effect: Allow, Principal: { Service: [lambda.amazonaws.com] } }]
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']
      Tags: [{ Key: 'lambda:createdBy', Value: SAM }]
  FE:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets: [{ Arn: !GetAtt F.Arn, Id: FELambdaTarget }]
  FEPermission:
    Type: AWS::Lambda::Permission
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: !Ref F, Principal: events.amazonaws.com, SourceArn: !GetAtt FE.Arn }
`);
    const shown = (stack: typeof short): unknown =>
      Object.fromEntries(stack.resources.map((each) => [each.id, [each.type, javascript(each.properties)]]));
    expect(shown(short)).toEqual(shown(long));
  });

  test('of a stack without SAM is that stack', () => {
    const stack = samStack('Resources:\n  B: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }\n');
    expect(expandSam(stack, { files: memoryFiles({}) })).toEqual(stack);
  });

  test('of an expansion changes nothing more', () => {
    const once = expandedSam(`
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: HttpApi } } } }
`);
    const twice = expandSam(once, { files: memoryFiles({}) });
    expect(typesById(twice)).toEqual(typesById(once));
  });
});

// Every property that some expander looks into, with values of any form at any depth.
const WORDS = `
  Events Type Properties Policies Statement Role Tags Auth Authorizers DefaultAuthorizer Cors DefinitionBody
  DefinitionUri paths /a get security FunctionUrlConfig AuthType EventInvokeConfig DestinationConfig OnFailure
  Destination AutoPublishAlias DeploymentPreference VpcConfig Domain Route53 UsagePlan CreateUsagePlan
  Identity Headers Routes FunctionArn DataSources DynamoDb Functions Resolvers Pipeline Logging Source Id
  Permissions SourceAccessConfigurations SqsSubscription DeadLetterConfig RequestModel RequestParameters
  Models PrimaryKey Location ContentUri CodeUri Definition DefinitionSubstitutions Path Method ResourcePolicy
  IpRangeWhitelist StageName DynamoDBCrudPolicy TableName __proto__ constructor
`
  .trim()
  .split(/\s+/);
const TYPES = [
  'Function',
  'Api',
  'HttpApi',
  'WebSocketApi',
  'SimpleTable',
  'StateMachine',
  'LayerVersion',
  'GraphQLApi',
];
const EVENTS = ['Api', 'HttpApi', 'S3', 'SNS', 'SQS', 'MQ', 'Kinesis', 'Schedule', 'ScheduleV2', 'Cognito', 'IoTRule'];

const scalar = fc.oneof(
  fc.constantFrom(...EVENTS, ...WORDS, 'true', 'NONE', 'PER_API', 's3://b/k', '${x}', '${AWS::Region}', ''),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const junk = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('tree'), { maxKeys: 6 }),
  ),
})).tree;

describe('wrong input', () => {
  test('of any form at any place is no error', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('A', 'B', 'F'),
          fc.tuple(
            fc.constantFrom(...TYPES, 'Connector', 'Application', 'CapacityProvider'),
            fc.dictionary(fc.constantFrom(...WORDS), junk, { maxKeys: 12 }),
          ),
        ),
        junk,
        (resources, globals) => {
          const written = Object.entries(resources).map(([id, [type, value]]) => [
            id,
            { Type: `AWS::Serverless::${type}`, Properties: value },
          ]);
          const stack = stackOf(Object.fromEntries(written), globals);
          const expanded = expandSam(stack, { files: memoryFiles({}) });
          for (const { message, place } of expanded.diagnostics) {
            expect(message).toMatch(/^[a-z`]/);
            expect(place.file).toBe('template.yaml');
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each<[string, Value]>([
    ['deferred', { kind: 'deferred', why: { cause: 'parameter', name: 'P' }, at: PLACE }],
    [
      'a choice',
      { kind: 'choice', condition: 'C', branches: [plain('a', PLACE), { kind: 'absent', at: PLACE }], at: PLACE },
    ],
    ['absent', { kind: 'absent', at: PLACE }],
    ['a text', { kind: 'text', parts: [{ kind: 'reference', to: 'X', attribute: 'Ref' }], at: PLACE }],
  ])('of each property that is %s is no error', (_name, value) => {
    for (const type of TYPES) {
      const stack = stackOf({ A: { Type: `AWS::Serverless::${type}`, Properties: {} } });
      const entries = new Map(WORDS.map((word) => [word, { value, keyAt: PLACE }]));
      const resources = stack.resources.map((each) => ({ ...each, properties: { ...each.properties, entries } }));
      expect(() => expandSam({ ...stack, resources }, { files: memoryFiles({}) })).not.toThrow();
    }
  });
});
