import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { entriesOf, literal, partsOf, valueAt } from '#model/read-value';
import { executeApiArn, lambdaUri } from './events/api.ts';
import { generated, idSuffix, nothing, primary, type Expansion } from './expansion.ts';
import { joined, only, record, reference, text, type Shape } from './shape.ts';

const CARRIED = [
  'ApiKeySelectionExpression',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'Name',
  'RouteSelectionExpression',
];
const STAGE = ['AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'StageVariables'];
const ROUTE = [
  'ApiKeyRequired',
  'ModelSelectionExpression',
  'OperationName',
  'RequestModels',
  'RequestParameters',
  'RouteResponseSelectionExpression',
];

/** AWS::Serverless::WebSocketApi: the API, a stage, and for each route its integration and permission. */
export function expandWebSocketApi(api: Resource): Expansion {
  const { at, properties } = api;
  const tags = valueAt(properties, 'Tags');
  const mark = record({ 'websocketapi:createdBy': 'SAM' }, at);
  const made = record(
    { Name: api.logicalId, ProtocolType: 'WEBSOCKET', Tags: tags?.kind === 'dictionary' ? joined(tags, mark) : mark },
    at,
  );
  const own = primary(api, 'AWS::ApiGatewayV2::Api', joined(made, only(properties, CARRIED)));
  const routes = entriesOf(valueAt(properties, 'Routes')).flatMap(([key, route]) => routeResources(api, key, route));
  return { ...nothing, resources: [own, ...routes, stageOf(api), ...authorizerOf(api)] };
}

function stageName(api: Resource): Value | undefined {
  return valueAt(api.properties, 'StageName');
}

function stageOf(api: Resource): Resource {
  const { at, properties } = api;
  const name = stageName(api);
  const word = name === undefined ? 'Default' : idSuffix(name);
  const made = record({ ApiId: reference(api.id, 'Ref', at), StageName: name ?? 'default', AutoDeploy: true }, at);
  return generated(api, `${api.logicalId}${word}Stage`, 'AWS::ApiGatewayV2::Stage', {
    properties: joined(made, only(properties, STAGE)),
    at: name?.at ?? at,
  });
}

/** `$connect` is `Connect`, `sendMessage` is `SendMessage`. */
function routeWord(key: string): string {
  const word = key.replaceAll(/[^A-Za-z0-9]/g, '');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function routeResources(api: Resource, key: string, route: Value): readonly Resource[] {
  const { at } = route;
  const prefix = `${api.logicalId}${routeWord(key)}`;
  const fn = valueAt(route, 'FunctionArn');
  const apiId = reference(api.id, 'Ref', at);
  const integration = generated(api, `${prefix}Integration`, 'AWS::ApiGatewayV2::Integration', {
    properties: {
      ApiId: apiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: fn === undefined || partsOf(fn) === undefined ? fn : lambdaUri(fn, at),
      TimeoutInMillis: valueAt(route, 'IntegrationTimeout'),
    },
    at,
  });
  const target = text(['integrations/', { kind: 'reference', to: integration.id, attribute: 'Ref' }], at);
  const made = record({ ApiId: apiId, RouteKey: key, Target: target, ...authorizationOf(api, key, at) }, at);
  const carried = route.kind === 'dictionary' ? only(route, ROUTE) : record({}, at);
  const stage = literal(stageName(api)) ?? (stageName(api) === undefined ? 'default' : '*');
  return [
    generated(api, `${prefix}Route`, 'AWS::ApiGatewayV2::Route', { properties: joined(made, carried), at }),
    integration,
    permission(api, `${prefix}Permission`, { fn, rest: `/${stage}/${key}`, at }),
  ];
}

/** Only the connection itself is authorized; later messages travel on it. */
function authorizationOf(api: Resource, key: string, at: Place): { readonly [key: string]: Shape } {
  const auth = valueAt(api.properties, 'Auth');
  const type = valueAt(auth, 'AuthType');
  if (key !== '$connect' || type === undefined) return {};
  const authorizer = authorizerOf(api)[0];
  return {
    AuthorizationType: type,
    AuthorizerId: authorizer === undefined ? undefined : reference(authorizer.id, 'Ref', at),
  };
}

function authorizerOf(api: Resource): readonly Resource[] {
  const auth = valueAt(api.properties, 'Auth');
  const fn = valueAt(auth, 'AuthArn');
  if (auth === undefined || fn === undefined) return [];
  const { at } = auth;
  const logicalId = `${api.logicalId}ConnectAuthorizer`;
  const authorizer = generated(api, logicalId, 'AWS::ApiGatewayV2::Authorizer', {
    properties: {
      ApiId: reference(api.id, 'Ref', at),
      AuthorizerType: 'REQUEST',
      AuthorizerUri: partsOf(fn) === undefined ? fn : lambdaUri(fn, at),
      AuthorizerCredentialsArn: valueAt(auth, 'InvokeRole'),
      IdentitySource: valueAt(auth, 'IdentitySource'),
      Name: valueAt(auth, 'Name') ?? logicalId,
    },
    at,
  });
  const isAllowed = valueAt(auth, 'InvokeRole') === undefined;
  const allowed = permission(api, `${api.logicalId}AuthorizerPermission`, { fn, rest: '/authorizers/*', at });
  return isAllowed ? [authorizer, allowed] : [authorizer];
}

function permission(
  api: Resource,
  logicalId: string,
  parts: { readonly fn: Value | undefined; readonly rest: string; readonly at: Place },
): Resource {
  const { fn, rest, at } = parts;
  return generated(api, logicalId, 'AWS::Lambda::Permission', {
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: fn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: executeApiArn(reference(api.id, 'Ref', at), rest, at),
    },
    at,
  });
}
