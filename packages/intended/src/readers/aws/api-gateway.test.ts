import { expect, test } from 'vitest';
import type { Made } from './makers.ts';
import { applicationOf, att, either, nothing, ref, sub } from './makers.ts';

const FN = {
  Type: 'AWS::Lambda::Function',
  Properties: { Code: { ZipFile: 'x' }, Handler: 'index.handler', Role: att('Role') },
};
const INVOKE = sub('arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations');
const POOL = { Type: 'AWS::Cognito::UserPool', Properties: {} };
const API = { Type: 'AWS::ApiGateway::RestApi', Properties: {} };
const RIDES = {
  Type: 'AWS::ApiGateway::Resource',
  Properties: { RestApiId: ref('Api'), ParentId: att('Api', 'RootResourceId'), PathPart: 'rides' },
};
const AUTHORIZER = {
  Type: 'AWS::ApiGateway::Authorizer',
  Properties: { RestApiId: ref('Api'), Type: 'COGNITO_USER_POOLS', ProviderARNs: [att('Pool')] },
};

test('a REST method is a route to its function, opened by the user pool behind its authorizer', () => {
  const { routes, actors, computes } = applicationOf({
    Api: API,
    Rides: RIDES,
    Authorizer: AUTHORIZER,
    Pool: POOL,
    Fn: FN,
    Post: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Api'),
        ResourceId: ref('Rides'),
        HttpMethod: 'POST',
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizerId: ref('Authorizer'),
        Integration: { Type: 'AWS_PROXY', Uri: INVOKE },
      },
    },
  });
  expect(routes).toMatchObject([
    { id: 'POST /rides', to: 'Fn', authn: { value: { kind: 'user-pool', by: 'Pool' } }, carriesData: true },
  ]);
  expect(actors).toMatchObject([{ actor: 'signed-in', directory: 'Pool', open: { value: true } }]);
  expect(computes.map((one) => one.id)).toEqual(['Api', 'Fn']);
});

const operationOn = (id: string): Made => ({
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    uri: sub(`arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations`),
  },
});

test.each<[string, Made, readonly string[]]>([
  ['two functions share', either('get route', operationOn('Fn'), operationOn('Other')), ['Fn', 'Other']],
  ['only exists under a condition', either('IsProduction', operationOn('Fn'), nothing), ['Fn']],
  [
    'a condition inside a condition decides',
    either('A', either('B', operationOn('Fn'), nothing), operationOn('Fn')),
    ['Fn'],
  ],
])('an operation that %s reaches each of its targets', (_, get, expected) => {
  const { routes } = applicationOf({
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { paths: { '/a': { get } } } } },
    Fn: FN,
    Other: FN,
  });
  expect(routes.map((route) => [route.id, route.to])).toEqual(expected.map((to) => ['GET /a', to]));
});

test('a mock preflight carries no data', () => {
  const { routes } = applicationOf({
    Api: API,
    Rides: RIDES,
    Options: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Api'),
        ResourceId: ref('Rides'),
        HttpMethod: 'OPTIONS',
        AuthorizationType: 'NONE',
        Integration: { Type: 'MOCK' },
      },
    },
  });
  expect(routes).toMatchObject([{ id: 'OPTIONS /rides', to: undefined, carriesData: false }]);
});

test('an OpenAPI body gives routes, authentication and schemas', () => {
  const { routes, schemas } = applicationOf({
    Pool: POOL,
    Fn: FN,
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Body: {
          swagger: '2.0',
          paths: {
            '/ride': {
              post: {
                security: [{ Users: [] }],
                parameters: [{ in: 'body', name: 'Ride', schema: { $ref: '#/definitions/Ride' } }],
                'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: INVOKE },
              },
            },
          },
          definitions: {
            Ride: {
              type: 'object',
              properties: { pickup: { type: 'object', properties: { latitude: { type: 'number' } } } },
            },
          },
          securityDefinitions: {
            Users: {
              type: 'apiKey',
              in: 'header',
              name: 'Authorization',
              'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [att('Pool')] },
            },
          },
        },
      },
    },
  });
  expect(routes).toMatchObject([{ id: 'POST /ride', to: 'Fn', authn: { value: { kind: 'user-pool', by: 'Pool' } } }]);
  const request = schemas.find((schema) => schema.direction === 'request');
  expect(request?.fields.map((field) => [field.parent, field.name])).toEqual([
    ['Ride', 'pickup'],
    ['pickup', 'latitude'],
  ]);
});

test('a service integration acts on the table with the credentials role', () => {
  const { routes, computes } = applicationOf({
    Api: API,
    Rides: RIDES,
    Table: { Type: 'AWS::DynamoDB::Table' },
    Role: { Type: 'AWS::IAM::Role' },
    Put: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Api'),
        ResourceId: ref('Rides'),
        HttpMethod: 'PUT',
        AuthorizationType: 'NONE',
        ApiKeyRequired: true,
        Integration: {
          Type: 'AWS',
          Uri: sub('arn:aws:apigateway:${AWS::Region}:dynamodb:action/PutItem'),
          Credentials: att('Role'),
          RequestTemplates: { 'application/json': sub('{"TableName": "${Table}"}') },
        },
      },
    },
  });
  expect(routes).toMatchObject([{ to: 'Table', identity: 'Role', authn: { value: { kind: 'key' } } }]);
  expect(computes[0]).toMatchObject({ id: 'Api', identities: ['Role'] });
});

test.each([
  ['a proxy integration', { IntegrationUri: INVOKE, IntegrationType: 'AWS_PROXY' }, 'Fn'],
  ['the bare function ARN', { IntegrationUri: att('Fn'), IntegrationType: 'AWS_PROXY' }, 'Fn'],
  [
    'a queue by subtype',
    {
      IntegrationSubtype: 'SQS-SendMessage',
      RequestParameters: { QueueUrl: ref('Queue'), MessageBody: '$request.body' },
    },
    'Queue',
  ],
  [
    'the default bus by subtype',
    { IntegrationSubtype: 'EventBridge-PutEvents', RequestParameters: { Detail: '$request.body' } },
    'DefaultEventBus',
  ],
  ['a host', { IntegrationUri: 'https://payments.example/charge', IntegrationType: 'HTTP_PROXY' }, 'payments.example'],
])('an HTTP API route reaches %s', (_, integration, to) => {
  const { routes } = applicationOf({
    Fn: FN,
    Queue: { Type: 'AWS::SQS::Queue' },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: ref('Api'), ...integration } },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId: ref('Api'), RouteKey: 'POST /x', Target: sub('integrations/${Integration}') },
    },
  });
  expect(routes).toMatchObject([{ id: 'POST /x', to, authn: { value: { kind: 'none' } } }]);
});
