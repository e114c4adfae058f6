import { expect, test } from 'vitest';
import { applicationOf, att, madeFiles, ref } from './makers.ts';
import { readSdl } from './graphql-sdl.ts';

const SDL = `
"""A ride, with { braces } in its words."""
type Ride @aws_cognito_user_pools { id: ID! pickup: Place, rider(first: Int = 1): [Rider!]! }
type Place { latitude: Float longitude: Float }
type Rider { email: AWSEmail @deprecated(reason: "no } more") }
enum Status { WAITING GONE }
input RideInput { pickup: PlaceInput! }
input PlaceInput { latitude: Float = 0.0 }
extend type Query { ride(id: ID!): Ride }
type Mutation { request(input: RideInput!): Ride @aws_api_key }
type Query { rides: [Ride] }
`;

test('a schema has the fields, arguments and directives of its types', () => {
  const types = readSdl(SDL, () => ({ file: 's', line: 1, column: 1, endLine: 1, endColumn: 1 }));
  expect([...types.keys()]).toEqual(['Ride', 'Place', 'Rider', 'RideInput', 'PlaceInput', 'Query', 'Mutation']);
  expect(types.get('Ride')?.fields.map((field) => `${field.name}:${field.type}`)).toEqual([
    'id:ID',
    'pickup:Place',
    'rider:Rider',
  ]);
  expect(types.get('Query')?.fields.map((field) => field.name)).toEqual(['ride', 'rides']);
  expect(types.get('Mutation')?.fields[0]).toMatchObject({
    arguments: [{ name: 'input', type: 'RideInput' }],
    directives: ['aws_api_key'],
  });
});

test.each([
  'type',
  'type A',
  'type A {',
  'type A { b',
  'type A { b: [',
  'type A { b(c: {',
  '{{{',
  'input } type X { y: Z }',
])('a broken schema is read as far as it goes: %s', (text) => {
  expect(() => readSdl(text, () => ({ file: 's', line: 1, column: 1, endLine: 1, endColumn: 1 }))).not.toThrow();
});

test('a resolver is a route with the authority of its data source and the schema of its field', () => {
  const application = applicationOf(
    {
      Api: {
        Type: 'AWS::AppSync::GraphQLApi',
        Properties: {
          AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
          UserPoolConfig: { UserPoolId: ref('Pool') },
          AdditionalAuthenticationProviders: [{ AuthenticationType: 'API_KEY' }],
        },
      },
      Pool: { Type: 'AWS::Cognito::UserPool' },
      Schema: {
        Type: 'AWS::AppSync::GraphQLSchema',
        Properties: { ApiId: att('Api', 'ApiId'), DefinitionS3Location: 'schema.graphql' },
      },
      Table: { Type: 'AWS::DynamoDB::Table' },
      Role: { Type: 'AWS::IAM::Role' },
      Source: {
        Type: 'AWS::AppSync::DataSource',
        Properties: {
          ApiId: att('Api', 'ApiId'),
          Name: 'rides',
          ServiceRoleArn: att('Role'),
          DynamoDBConfig: { TableName: ref('Table') },
        },
      },
      Get: {
        Type: 'AWS::AppSync::Resolver',
        Properties: { ApiId: att('Api', 'ApiId'), TypeName: 'Query', FieldName: 'ride', DataSourceName: 'rides' },
      },
      Step: {
        Type: 'AWS::AppSync::FunctionConfiguration',
        Properties: { ApiId: att('Api', 'ApiId'), DataSourceName: att('Source', 'Name') },
      },
      Put: {
        Type: 'AWS::AppSync::Resolver',
        Properties: {
          ApiId: att('Api', 'ApiId'),
          TypeName: 'Mutation',
          FieldName: 'request',
          PipelineConfig: { Functions: [att('Step', 'FunctionId')] },
        },
      },
    },
    madeFiles({ 'schema.graphql': SDL }),
  );
  expect(application.routes).toMatchObject([
    { id: 'Query.ride', to: 'Table', identity: 'Role', authn: { value: { kind: 'user-pool', by: 'Pool' } } },
    { id: 'Mutation.request', to: 'Table', identity: 'Role', authn: { value: { kind: 'key' } } },
  ]);
  const request = application.schemas.find((one) => one.route === 'Mutation.request' && one.direction === 'request');
  expect(request?.fields.map((field) => field.name)).toEqual(['input', 'pickup', 'latitude']);
  expect(request?.fields[1]?.at).toMatchObject({ file: 'schema.graphql', line: 7, column: 19 });
});
