import { describe, expect, test } from 'vitest';
import { valueAt } from '#model/read-value';
import { expandedSam, javascript, typesById } from './test-stack.ts';

describe('a SAM resource becomes plain resources', () => {
  test.each([
    [
      'a table',
      'T: { Type: AWS::Serverless::SimpleTable, Properties: { PrimaryKey: { Name: k, Type: Number }, TableName: n } }',
      { T: 'AWS::DynamoDB::Table' },
    ],
    [
      'a layer',
      'L: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: ./layer } }',
      { L: 'AWS::Lambda::LayerVersion' },
    ],
    [
      'a nested template',
      'A: { Type: AWS::Serverless::Application, Properties: { Location: ./child.yaml } }',
      { A: 'AWS::CloudFormation::Stack' },
    ],
    [
      'an application of the repository stays',
      'A: { Type: AWS::Serverless::Application, Properties: { Location: { ApplicationId: x, SemanticVersion: 1.0.0 } } }',
      { A: 'AWS::Serverless::Application' },
    ],
    [
      'a public function URL',
      'F: { Type: AWS::Serverless::Function, Properties: { Role: r, FunctionUrlConfig: { AuthType: NONE } } }',
      {
        F: 'AWS::Lambda::Function',
        FUrl: 'AWS::Lambda::Url',
        FUrlPublicPermissions: 'AWS::Lambda::Permission',
        FURLInvokeAllowPublicAccess: 'AWS::Lambda::Permission',
      },
    ],
    [
      'a signed function URL',
      'F: { Type: AWS::Serverless::Function, Properties: { Role: r, FunctionUrlConfig: { AuthType: AWS_IAM } } }',
      { F: 'AWS::Lambda::Function', FUrl: 'AWS::Lambda::Url' },
    ],
    [
      'a published function',
      'F: { Type: AWS::Serverless::Function, Properties: { Role: r, AutoPublishAlias: live } }',
      { F: 'AWS::Lambda::Function', FAliaslive: 'AWS::Lambda::Alias', FVersion: 'AWS::Lambda::Version' },
    ],
    [
      'a function that is shifted slowly',
      'F: { Type: AWS::Serverless::Function, Properties: { Role: r, AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce } } }',
      {
        CodeDeployServiceRole: 'AWS::IAM::Role',
        F: 'AWS::Lambda::Function',
        FAliaslive: 'AWS::Lambda::Alias',
        FDeploymentGroup: 'AWS::CodeDeploy::DeploymentGroup',
        FVersion: 'AWS::Lambda::Version',
        ServerlessDeploymentApplication: 'AWS::CodeDeploy::Application',
      },
    ],
    [
      'a capacity provider',
      'C: { Type: AWS::Serverless::CapacityProvider, Properties: { VpcConfig: { SubnetIds: [a] } } }',
      { C: 'AWS::Lambda::CapacityProvider', COperatorRole: 'AWS::IAM::Role' },
    ],
    [
      'a WebSocket API',
      'W: { Type: AWS::Serverless::WebSocketApi, Properties: { Routes: { $connect: { FunctionArn: !GetAtt F.Arn } }, Auth: { AuthType: CUSTOM, AuthArn: !GetAtt F.Arn } } }',
      {
        W: 'AWS::ApiGatewayV2::Api',
        WAuthorizerPermission: 'AWS::Lambda::Permission',
        WConnectAuthorizer: 'AWS::ApiGatewayV2::Authorizer',
        WConnectIntegration: 'AWS::ApiGatewayV2::Integration',
        WConnectPermission: 'AWS::Lambda::Permission',
        WConnectRoute: 'AWS::ApiGatewayV2::Route',
        WDefaultStage: 'AWS::ApiGatewayV2::Stage',
      },
    ],
    [
      'a GraphQL API',
      'G: { Type: AWS::Serverless::GraphQLApi, Properties: { SchemaInline: "type Query { a: String }", Logging: false, Auth: { Type: AWS_IAM }, DataSources: { DynamoDb: { Rides: { TableName: !Ref T, TableArn: !GetAtt T.Arn } } }, Functions: { Get: { DataSource: Rides, InlineCode: x } }, Resolvers: { Query: { a: { Pipeline: [Get] } } } } }',
      {
        G: 'AWS::AppSync::GraphQLApi',
        GGet: 'AWS::AppSync::FunctionConfiguration',
        GQuerya: 'AWS::AppSync::Resolver',
        GRidesDynamoDBDataSource: 'AWS::AppSync::DataSource',
        GRidesDynamoDBDataSourceRole: 'AWS::IAM::Role',
        GRidesDynamoDBDataSourceToTableConnectorPolicy: 'AWS::IAM::ManagedPolicy',
        GSchema: 'AWS::AppSync::GraphQLSchema',
      },
    ],
    ['a plain resource stays', 'B: { Type: AWS::S3::Bucket }', { B: 'AWS::S3::Bucket' }],
    ['an unknown SAM type stays', 'X: { Type: AWS::Serverless::Teapot }', { X: 'AWS::Serverless::Teapot' }],
  ])('%s', (_name, resource, expected) => {
    const stack = expandedSam(`Resources:\n  ${resource}\n`);
    expect(typesById(stack)).toEqual(expected);
  });

  test('a table keeps its key and what a person set', () => {
    const stack = expandedSam(
      'Resources:\n  T: { Type: AWS::Serverless::SimpleTable, Properties: { PrimaryKey: { Name: k, Type: Number }, SSESpecification: { SSEEnabled: true } } }\n',
    );
    expect(javascript(stack.resources[0]?.properties)).toEqual({
      AttributeDefinitions: [{ AttributeName: 'k', AttributeType: 'N' }],
      KeySchema: [{ AttributeName: 'k', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
    });
  });

  test.each([
    ['a local folder', 'CodeUri: ./src', './src'],
    ['an archive by its address', 'CodeUri: s3://b/k/x.zip', { S3Bucket: 'b', S3Key: 'k/x.zip' }],
    ['an archive by its parts', 'CodeUri: { Bucket: b, Key: k }', { S3Bucket: 'b', S3Key: 'k' }],
    ['inline code', 'InlineCode: x', { ZipFile: 'x' }],
    ['an image', 'ImageUri: repo/image', { ImageUri: 'repo/image' }],
  ])('the code of a function is %s', (_name, property, expected) => {
    const stack = expandedSam(
      `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      ${property}\n`,
    );
    expect(javascript(valueAt(stack.resources[0]?.properties, 'Code'))).toEqual(expected);
  });

  test('what a function causes exists when the function does', () => {
    const stack = expandedSam(`
Resources:
  F:
    Type: AWS::Serverless::Function
    Condition: C
    Properties: { Events: { E: { Type: Api, Properties: { Path: /, Method: get } } } }
`);
    for (const resource of stack.resources)
      expect(resource.exists).toMatchObject({ kind: 'deferred', why: { cause: 'condition', name: 'C' } });
  });

  test('a resource written under a generated name is the one that is there', () => {
    const stack = expandedSam(`
Resources:
  F: { Type: AWS::Serverless::Function }
  FRole: { Type: AWS::IAM::Role, Properties: { Path: /mine/ } }
`);
    const roles = stack.resources.filter((resource) => resource.id === 'FRole');
    expect(roles.map((role) => role.origin)).toEqual(['written']);
  });

  test('names of generated resources lead to them', () => {
    const stack = expandedSam(`
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  F: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
  SM: { Type: AWS::Serverless::StateMachine, Properties: { Definition: {}, AutoPublishAlias: now } }
Outputs:
  A: { Value: !Ref Api.Stage }
  B: { Value: !Sub '\${F.Version}' }
  C: { Value: !Ref F.Alias }
  D: { Value: !Ref SM.Alias }
  E: { Value: !Ref ApiStage }
`);
    const ids = new Set(stack.resources.map((resource) => resource.id));
    const named = [...stack.outputs.values()].map((output) => String(javascript(output.value)).slice(2, -5));
    expect(named).toEqual(['ApiprodStage', 'FVersion', 'FAliaslive', 'SMAliasnow', 'ApiprodStage']);
    expect(named.filter((name) => !ids.has(name))).toEqual([]);
  });

  test('events of a published function start its alias', () => {
    const stack = expandedSam(`
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live, Events: { E: { Type: SQS, Properties: { Queue: q } } } } }
`);
    const mapping = stack.resources.find((resource) => resource.id === 'FE');
    expect(javascript(valueAt(mapping?.properties, 'FunctionName'))).toBe('${FAliaslive.Ref}');
  });

  test('a definition of a state machine has its substitutions, in the template or on disk', () => {
    const template = (definition: string): string => `
Resources:
  SM:
    Type: AWS::Serverless::StateMachine
    Properties:
      ${definition}
      DefinitionSubstitutions: { Fn: !GetAtt F.Arn }
`;
    const expected = { StartAt: 'A', States: { A: { Resource: '${F.Arn}', Next: '${Other}' } } };
    const text = '{"StartAt": "A", "States": {"A": {"Resource": "${Fn}", "Next": "${Other}"}}}';
    const inline = expandedSam(template(`Definition: ${text}`));
    expect(javascript(valueAt(inline.resources[0]?.properties, 'Definition'))).toEqual(expected);
    const disk = expandedSam(template('DefinitionUri: sm/a.asl.json'), { 'sm/a.asl.json': text });
    const definition = valueAt(disk.resources[0]?.properties, 'Definition');
    expect(javascript(definition)).toEqual(expected);
    expect(definition?.at.file).toBe('sm/a.asl.json');
  });
});

describe('a connector', () => {
  const connector = (source: string, destination: string, permissions: string): string => `
Resources:
  F: { Type: AWS::Serverless::Function }
  T: { Type: AWS::Serverless::SimpleTable }
  Q: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Con: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: ${source} }, Destination: { Id: ${destination} }, Permissions: ${permissions} } }
`;

  test.each([
    ['F', 'T', '[Read]', 'ConPolicy', 'AWS::IAM::ManagedPolicy'],
    ['Topic', 'Q', '[Write]', 'ConQueuePolicy', 'AWS::SQS::QueuePolicy'],
    ['Topic', 'F', '[Write]', 'ConWriteLambdaPermission', 'AWS::Lambda::Permission'],
  ])('from %s to %s with %s makes %s', (source, destination, permissions, id, type) => {
    const stack = expandedSam(connector(source, destination, permissions));
    expect(typesById(stack)).toEqual({
      F: 'AWS::Lambda::Function',
      FRole: 'AWS::IAM::Role',
      Q: 'AWS::SQS::Queue',
      T: 'AWS::DynamoDB::Table',
      Topic: 'AWS::SNS::Topic',
      [id]: type,
    });
  });

  test('gives the role of its source the statements of its permissions', () => {
    const stack = expandedSam(connector('F', 'T', '[Read]'));
    const policy = stack.resources.find((resource) => resource.id === 'ConPolicy');
    expect(javascript(valueAt(policy?.properties, 'Roles'))).toEqual(['${FRole.Ref}']);
    expect(javascript(valueAt(policy?.properties, 'PolicyDocument', 'Statement', 0, 'Resource'))).toEqual([
      '${T.Arn}',
      '${T.Arn}/index/*',
    ]);
  });

  test('may stand in its source, with several destinations', () => {
    const stack = expandedSam(`
Resources:
  F:
    Type: AWS::Serverless::Function
    Connectors: { Out: { Properties: { Destination: [{ Id: Q }, { Id: T }], Permissions: [Write] } } }
  T: { Type: AWS::Serverless::SimpleTable }
  Q: { Type: AWS::SQS::Queue }
`);
    expect(typesById(stack)).toMatchObject({
      FOutPolicyDestination0: 'AWS::IAM::ManagedPolicy',
      FOutPolicyDestination1: 'AWS::IAM::ManagedPolicy',
    });
  });

  test.each([
    ['Q', 'T', '[Read]', /is not known/],
    ['F', 'T', '[Admin]', /no permission `Admin`/],
    ['Gone', 'T', '[Read]', /is not known/],
  ])('that cannot be (%s to %s with %s) is reported', (source, destination, permissions, message) => {
    expect(expandedSam(connector(source, destination, permissions)).diagnostics[0]?.message).toMatch(message);
  });
});
