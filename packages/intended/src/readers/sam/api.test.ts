import { describe, expect, test } from 'vitest';
import { valueAt } from '#model/read-value';
import type { Stack } from '../cloudformation/stack.ts';
import { expandedSam, javascript, typesById } from './test-stack.ts';

function body(stack: Stack, id: string, ...path: readonly (string | number)[]): unknown {
  const api = stack.resources.find((resource) => resource.id === id);
  return javascript(valueAt(api?.properties, 'Body', ...path));
}

const AUTHORIZERS = `
        Authorizers:
          Pool: { UserPoolArn: !GetAtt UserPool.Arn, AuthorizationScopes: [read] }
          Token: { FunctionArn: !GetAtt Decider.Arn }
          Request: { FunctionArn: !GetAtt Decider.Arn, FunctionPayloadType: REQUEST, Identity: { Headers: [X], QueryStrings: [q] } }`;

function restApi(auth: string, event: string = ''): Stack {
  return expandedSam(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        ${auth}${AUTHORIZERS}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: POST, ${event} } }
`);
}

describe('a REST API', () => {
  test.each([
    ['the default authorizer with its scopes', 'DefaultAuthorizer: Pool', '', [{ Pool: ['read'] }]],
    ['scopes of the event', 'DefaultAuthorizer: Pool', 'Auth: { AuthorizationScopes: [write] }', [{ Pool: ['write'] }]],
    ['an authorizer of the event', 'DefaultAuthorizer: Pool', 'Auth: { Authorizer: Token }', [{ Token: [] }]],
    ['an event that opts out', 'DefaultAuthorizer: Pool', 'Auth: { Authorizer: NONE }', [{ NONE: [] }]],
    ['nothing asked', '', '', undefined],
    ['a key alone', 'ApiKeyRequired: true', '', [{ api_key: [] }]],
    ['an event without the key', 'ApiKeyRequired: true', 'Auth: { ApiKeyRequired: false }', undefined],
    ['signed requests', 'DefaultAuthorizer: AWS_IAM', '', [{ AWS_IAM: [] }]],
    ['an undecided authorizer', 'DefaultAuthorizer: !If [Open, NONE, Pool]', '', [{ Open: [] }]],
  ])('asks callers for what Auth says: %s', (_name, auth, event, expected) => {
    const stack = restApi(auth, event);
    expect(body(stack, 'Api', 'paths', '/a', 'post', 'security')).toEqual(expected);
    expect(body(stack, 'Api', 'paths', '/a', 'post', 'x-amazon-apigateway-integration', 'uri')).toContain('${Fn.Arn}');
  });

  test('defines its authorizers and lets it invoke their functions', () => {
    const stack = restApi('DefaultAuthorizer: Pool');
    expect(body(stack, 'Api', 'securityDefinitions')).toMatchObject({
      Pool: { 'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: ['${UserPool.Arn}'] } },
      Token: { 'x-amazon-apigateway-authorizer': { type: 'token' } },
      Request: {
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          identitySource: 'method.request.header.X, method.request.querystring.q',
        },
      },
    });
    expect(typesById(stack)).toMatchObject({
      ApiTokenAuthorizerPermission: 'AWS::Lambda::Permission',
      ApiRequestAuthorizerPermission: 'AWS::Lambda::Permission',
    });
  });

  test('signed requests act with the authority of the caller', () => {
    const stack = restApi('DefaultAuthorizer: AWS_IAM');
    const credentials = ['paths', '/a', 'post', 'x-amazon-apigateway-integration', 'credentials'];
    expect(body(stack, 'Api', ...credentials)).toBe('arn:aws:iam::*:user/*');
    expect(body(restApi('DefaultAuthorizer: AWS_IAM', 'Auth: { InvokeRole: NONE }'), 'Api', ...credentials)).toBe(
      undefined,
    );
  });

  test('a written definition gets the default authorizer where an operation has none, and no routes of events', () => {
    const stack = expandedSam(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth: { DefaultAuthorizer: AWS_IAM }
      DefinitionBody:
        swagger: '2.0'
        paths:
          /a: { get: {}, post: { security: [] }, options: {} }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /b, Method: get } }
`);
    expect(body(stack, 'Api', 'paths')).toEqual({
      '/a': { get: { security: [{ AWS_IAM: [] }] }, post: { security: [] }, options: {} },
    });
  });

  test('a definition on disk is read with its own places', () => {
    const template = `
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod, DefinitionUri: api/open.json } }
`;
    const stack = expandedSam(template, { 'api/open.json': '{\n "swagger": "2.0", "paths": {"/a": {"get": {}}}}' });
    expect(body(stack, 'Api', 'paths')).toEqual({ '/a': { get: {} } });
    const value = valueAt(stack.resources[0]?.properties, 'Body', 'paths');
    expect(value?.at).toMatchObject({ file: 'api/open.json', line: 2 });
  });

  test('a definition that is missing on disk is reported where it is named', () => {
    const stack = expandedSam(`
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod, DefinitionUri: gone.json } }
`);
    expect(stack.diagnostics).toMatchObject([{ place: { line: 3 }, message: expect.stringContaining('`gone.json`') }]);
  });

  test('Cors answers preflight requests on every path', () => {
    const stack = expandedSam(`
Globals: { Api: { Cors: "'*'" } }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E: { Type: Api, Properties: { Path: /a, Method: put } }
`);
    expect(body(stack, 'ServerlessRestApi', 'paths', '/a', 'options', 'x-amazon-apigateway-integration')).toMatchObject(
      {
        type: 'mock',
        responses: {
          default: {
            responseParameters: {
              'method.response.header.Access-Control-Allow-Origin': "'*'",
              'method.response.header.Access-Control-Allow-Methods': "'OPTIONS,PUT'",
            },
          },
        },
      },
    );
  });

  test('a definition that is to be merged gets the routes of events', () => {
    const stack = expandedSam(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: p
      MergeDefinitions: true
      DefinitionBody: { paths: { /a: { get: { summary: mine } } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: get } }
        B: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /b, Method: get } }
`);
    const integration = { 'x-amazon-apigateway-integration': { type: 'aws_proxy' } };
    expect(body(stack, 'Api', 'paths')).toMatchObject({
      '/a': { get: { summary: 'mine', ...integration } },
      '/b': { get: integration },
    });
  });

  test('two functions on one route leave both possible', () => {
    const stack = expandedSam(`
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Events: { A: { Type: Api, Properties: { Path: /a, Method: get } } } } }
  G: { Type: AWS::Serverless::Function, Properties: { Events: { A: { Type: Api, Properties: { Path: /a, Method: get } } } } }
`);
    expect(body(stack, 'ServerlessRestApi', 'paths', '/a', 'get')).toHaveProperty('if get route');
  });

  test('Cors that names no origin allows every one', () => {
    const stack = expandedSam(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: { StageName: p, Cors: { AllowMethods: "'GET'" }, DefinitionBody: { paths: { /a: { get: {} } } } }
`);
    const response = ['x-amazon-apigateway-integration', 'responses', 'default', 'responseParameters'];
    expect(body(stack, 'Api', 'paths', '/a', 'options', ...response)).toEqual({
      'method.response.header.Access-Control-Allow-Origin': "'*'",
      'method.response.header.Access-Control-Allow-Methods': "'GET'",
    });
  });

  test('a resource policy that names networks allows all and refuses the others', () => {
    const stack = restApi('ResourcePolicy: { IpRangeWhitelist: [10.0.0.0/8] }');
    expect(body(stack, 'Api', 'x-amazon-apigateway-policy', 'Statement')).toEqual([
      { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: ['execute-api:/*'] },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'execute-api:Invoke',
        Resource: ['execute-api:/*'],
        Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
      },
    ]);
  });

  test('a request model becomes the body of the operation', () => {
    const stack = expandedSam(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Models: { Ride: { type: object } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /a
            Method: post
            RequestModel: { Model: Ride, Required: true, ValidateBody: true }
            RequestParameters: [method.request.querystring.city]
`);
    expect(body(stack, 'Api', 'definitions')).toEqual({ ride: { type: 'object' } });
    expect(body(stack, 'Api', 'paths', '/a', 'post')).toMatchObject({
      parameters: [
        { in: 'query', name: 'city' },
        { in: 'body', schema: { $ref: '#/definitions/ride' } },
      ],
      'x-amazon-apigateway-request-validator': 'body-only',
    });
  });
});

describe('an HTTP API', () => {
  const stack = expandedSam(`
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration: { AllowOrigins: ['https://a.example'] }
      Auth:
        EnableIamAuthorizer: true
        DefaultAuthorizer: Jwt
        Authorizers:
          Jwt: { AuthorizationScopes: [s], IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: i, audience: [a] } }
          Decider: { FunctionArn: !GetAtt Decider.Arn, Identity: { Headers: [X] }, EnableFunctionDefaultPermissions: true }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /a, Method: get } }
        B: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /b, Method: get, Auth: { Authorizer: NONE } } }
        C: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /c, Method: ANY, Auth: { Authorizer: Decider }, PayloadFormatVersion: '1.0' } }
`);

  test('has a route for each event with its authorizer', () => {
    expect(body(stack, 'Api', 'paths', '/a', 'get', 'security')).toEqual([{ Jwt: ['s'] }]);
    expect(body(stack, 'Api', 'paths', '/b', 'get', 'security')).toEqual([{ NONE: [] }]);
    expect(body(stack, 'Api', 'paths', '/c', 'x-amazon-apigateway-any-method')).toMatchObject({
      security: [{ Decider: [] }],
      'x-amazon-apigateway-integration': { payloadFormatVersion: '1.0' },
    });
  });

  test('defines its authorizers and its CORS', () => {
    expect(body(stack, 'Api', 'components', 'securitySchemes')).toMatchObject({
      AWS_IAM: { 'x-amazon-apigateway-authtype': 'awsSigv4' },
      Jwt: { type: 'oauth2', 'x-amazon-apigateway-authorizer': { type: 'jwt', jwtConfiguration: { issuer: 'i' } } },
      Decider: { 'x-amazon-apigateway-authorizer': { type: 'request', identitySource: ['$request.header.X'] } },
    });
    expect(body(stack, 'Api', 'x-amazon-apigateway-cors')).toEqual({ allowOrigins: ['https://a.example'] });
    expect(typesById(stack)).toMatchObject({ ApiDeciderAuthorizerPermission: 'AWS::Lambda::Permission' });
  });
});
