import { describe, expect, test } from 'vitest';
import type { Intent } from '#intent/intent';
import { apigwCorsAny } from '../apigw/apigw-cors-any.ts';
import { apigwIntegrationHttp } from '../apigw/apigw-integration-http.ts';
import { apigwKeyIsOnlyAuth } from '../apigw/apigw-key-is-only-auth.ts';
import { apigwMethodNoAuth } from '../apigw/apigw-method-no-auth.ts';
import { apigwRequestValidation } from '../apigw/apigw-request-validation.ts';
import { apigwv2RouteNoAuth } from '../apigwv2/apigwv2-route-no-auth.ts';
import { apigwv2WsConnectNoAuth } from '../apigwv2/apigwv2-ws-connect-no-auth.ts';
import { outcomesOf, verdictsOf } from './judge-text.ts';

const CODE = 'Runtime: nodejs22.x, Handler: index.handler, InlineCode: "exports.handler = async () => 1"';

/** A function with events in SAM's short form; `api` is an API that a person wrote. */
function sam(events: string, api = ''): string {
  return `Transform: AWS::Serverless-2016-10-31\nResources:\n  Ride:\n    Type: AWS::Serverless::Function\n    Properties: { ${CODE}, Events: { ${events} } }\n${api}`;
}

/** A plain method at a path. */
function method(path: string, more: string, api = ''): string {
  return `Resources:\n  Rides: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rides${api} } }\n  Path: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Rides, ParentId: !GetAtt Rides.RootResourceId, PathPart: ${path} } }\n  Ride: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: !Ref Path, ${more}, Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: https://backend.example.com } } }\n`;
}

const PRIVATE = ', EndpointConfiguration: { Types: [PRIVATE] }';
const OFFICE =
  ', Policy: { Statement: [{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: "*" }, { Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: "*", Condition: { NotIpAddress: { "aws:SourceIp": 192.0.2.0/24 } } }] }';
const POOL =
  '  Mine:\n    Type: AWS::Serverless::Api\n    Properties: { StageName: live, Auth: { DefaultAuthorizer: People, Authorizers: { People: { UserPoolArn: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a } } } }\n';
const onMine = (path: string, more = ''): string =>
  `Get: { Type: Api, Properties: { Path: ${path}, Method: get, RestApiId: !Ref Mine${more} } }`;

describe('a method that anyone can call', () => {
  test.each([
    [
      'a plain method without authorizer',
      method('ride', 'HttpMethod: GET, AuthorizationType: NONE'),
      [['Ride', 'violated']],
    ],
    ['a method that does not say', method('ride', 'HttpMethod: GET'), [['Ride', 'violated']]],
    ['a preflight', method('ride', 'HttpMethod: OPTIONS, AuthorizationType: NONE'), []],
    ['a health check', method('health', 'HttpMethod: GET, AuthorizationType: NONE'), []],
    ['a health check that is written to', method('health', 'HttpMethod: POST'), [['Ride', 'violated']]],
    ['where callers sign in', method('login', 'HttpMethod: POST, AuthorizationType: NONE'), []],
    [
      'an API key, which is another question',
      method('ride', 'HttpMethod: GET, ApiKeyRequired: "true"'),
      [['Ride', 'satisfied']],
    ],
    ['a private API', method('ride', 'HttpMethod: GET', PRIVATE), [['Ride', 'satisfied']]],
    ['a policy that refuses other networks', method('ride', 'HttpMethod: GET', OFFICE), []],
    [
      'the API that events share',
      sam('Get: { Type: Api, Properties: { Path: /r, Method: get } }'),
      [['ServerlessRestApi', 'violated']],
    ],
    ['only a health check by event', sam('Get: { Type: Api, Properties: { Path: /health, Method: get } }'), []],
    ['a default authorizer', sam(onMine('/r'), POOL), [['Mine', 'satisfied']]],
    ['an event that opts out', sam(onMine('/r', ', Auth: { Authorizer: NONE }'), POOL), [['Mine', 'violated']]],
  ])('%s', async (_, template, expected) => {
    expect(await verdictsOf(apigwMethodNoAuth, template)).toEqual(expected);
  });

  test('one finding of an API names its open operations', async () => {
    const [outcome] = await outcomesOf(
      apigwMethodNoAuth,
      sam(
        'Get: { Type: Api, Properties: { Path: /r, Method: get } }, Post: { Type: Api, Properties: { Path: /r, Method: post } }',
      ),
    );
    expect(outcome).toMatchObject({
      message: '`ServerlessRestApi` can be called by anyone: `GET /r`, `POST /r`',
    });
  });

  test('a route that a person declared public is no fault; a proposal declares nothing', async () => {
    const intent = (origin: Intent['origin']): Intent => ({
      version: 1,
      app: 'rides',
      origin,
      file: undefined,
      data: [],
      services: new Map(),
      routes: [{ route: 'GET /ride', audience: 'public', accepts: [], returns: [], at: undefined }],
      external: [],
      accept: [],
    });
    const template = method('ride', 'HttpMethod: GET');
    expect(await verdictsOf(apigwMethodNoAuth, template, { intent: intent('file') })).toEqual([]);
    expect(await verdictsOf(apigwMethodNoAuth, template, { intent: intent('proposed') })).toEqual([
      ['Ride', 'violated'],
    ]);
  });
});

test.each([
  [
    'a key and an authorizer',
    'HttpMethod: GET, AuthorizationType: AWS_IAM, ApiKeyRequired: true',
    [['Ride', 'satisfied']],
  ],
  ['a key alone', 'HttpMethod: GET, ApiKeyRequired: true', [['Ride', 'violated']]],
  ['nothing, which is another question', 'HttpMethod: GET', []],
])('of API keys: %s', async (_, more, expected) => {
  expect(await verdictsOf(apigwKeyIsOnlyAuth, method('ride', more))).toEqual(expected);
});

test.each([
  [
    'a body without validator',
    sam('Post: { Type: Api, Properties: { Path: /r, Method: post } }'),
    [['ServerlessRestApi', 'violated']],
  ],
  ['a request without input', sam('Get: { Type: Api, Properties: { Path: /r, Method: get } }'), []],
  [
    'a model that validates the body',
    sam(
      'Post: { Type: Api, Properties: { Path: /r, Method: post, RestApiId: !Ref Mine, RequestModel: { Model: Ride, ValidateBody: true } } }',
      '  Mine: { Type: AWS::Serverless::Api, Properties: { StageName: live, Models: { Ride: { type: object } } } }\n',
    ),
    [['Mine', 'satisfied']],
  ],
  [
    'a parameter that is required, and not asked for',
    method('ride', 'HttpMethod: GET, RequestParameters: { method.request.querystring.city: true }'),
    [['Ride', 'violated']],
  ],
])('of request validation: %s', async (_, template, expected) => {
  expect(await verdictsOf(apigwRequestValidation, template)).toEqual(expected);
});

test.each([
  ['any origin with a user pool', 'Cors: "\'*\'"', true, [['Mine', 'violated']]],
  ['one origin with a user pool', 'Cors: "\'https://app.example.com\'"', true, [['Mine', 'satisfied']]],
  ['any origin of an API that asks nobody', 'Cors: "\'*\'"', false, []],
])('of CORS: %s', async (_, cors, asks, expected) => {
  const api = asks ? POOL : '  Mine:\n    Type: AWS::Serverless::Api\n    Properties: { StageName: live }\n';
  expect(
    await verdictsOf(apigwCorsAny, sam(onMine('/r'), api.replace('StageName: live', `StageName: live, ${cors}`))),
  ).toEqual(expected);
});

test.each([
  ['a host in clear text', 'Uri: http://backend.example.com', [['Ride', 'violated']]],
  ['a host behind a VPC link', 'ConnectionType: VPC_LINK, Uri: http://backend.example.com', []],
])('of integrations: %s', async (_, uri, expected) => {
  const template = method('ride', 'HttpMethod: GET').replace('Uri: https://backend.example.com', uri);
  expect(await verdictsOf(apigwIntegrationHttp, template)).toEqual(expected);
});

describe('a route that anyone can call', () => {
  test.each([
    ['the API that events share', sam('Any: { Type: HttpApi }'), [['ServerlessHttpApi', 'violated']]],
    [
      'routes of a WebSocket, which has one door',
      'Resources:\n  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: chat, ProtocolType: WEBSOCKET } }\n  Send: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: send } }\n',
      [],
    ],
    [
      'an API with one target',
      'Resources:\n  Quick: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: quick, ProtocolType: HTTP, Target: arn:aws:lambda:eu-west-1:123456789012:function:ride } }\n',
      [['Quick', 'violated']],
    ],
  ])('%s', async (_, template, expected) => {
    expect(await verdictsOf(apigwv2RouteNoAuth, template)).toEqual(expected);
  });

  test('a WebSocket without `$connect` lets anyone connect', async () => {
    const template =
      'Resources:\n  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: chat, ProtocolType: WEBSOCKET } }\n  Send: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Chat, RouteKey: send } }\n';
    expect(await verdictsOf(apigwv2WsConnectNoAuth, template)).toEqual([['Chat', 'violated']]);
  });
});
