import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { proxyIntegration } from './events/api.ts';
import { generated, nothing, primary, type Context, type Expansion, type RouteEvent } from './expansion.ts';
import { emptyBody, withOperations, type Operation } from './openapi.ts';
import { joined, only, record, reference } from './shape.ts';

const CARRIED = ['Description', 'DisableExecuteApiEndpoint', 'FailOnWarnings', 'Name'];
const STAGE = ['AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'StageVariables'];

/** AWS::Serverless::HttpApi: the API with its body, and a stage that deploys itself. */
export function expandHttpApi(api: Resource, routes: readonly RouteEvent[], _context: Context): Expansion {
  const { properties, at } = api;
  const managed =
    valueAt(properties, 'DefinitionBody') === undefined && valueAt(properties, 'DefinitionUri') === undefined;
  const body = valueAt(properties, 'DefinitionBody') ?? emptyBody('http', at);
  const full = managed && body.kind === 'dictionary' ? withOperations(body, routes.map(operationOf)) : body;
  const own = joined(only(properties, CARRIED), record({ Body: full }, at));
  return { ...nothing, resources: [primary(api, 'AWS::ApiGatewayV2::Api', own), stageOf(api)] };
}

function stageOf(api: Resource): Resource {
  const { properties, at } = api;
  const name = valueAt(properties, 'StageName');
  return generated(api, httpStageId(api), 'AWS::ApiGatewayV2::Stage', {
    properties: joined(
      record({ ApiId: reference(api.id, 'Ref', at), StageName: name ?? '$default', AutoDeploy: true }, at),
      only(properties, STAGE),
    ),
    at: name?.at ?? at,
  });
}

/** Logical id of an API's stage; the default stage has a name of its own. */
export function httpStageId(api: Resource): string {
  const name = valueAt(api.properties, 'StageName');
  const word = name === undefined || literal(name) === '$default' ? 'ApiGatewayDefault' : (literal(name) ?? '');
  return `${api.logicalId}${word.replaceAll(/[^A-Za-z0-9]/g, '')}Stage`;
}

function operationOf(route: RouteEvent): Operation {
  const { at } = route;
  const version = valueAt(route.properties, 'PayloadFormatVersion') ?? '2.0';
  const integration =
    route.integration.kind === 'dictionary' ? route.integration : proxyIntegration(route.integration, version, at);
  const isDefaultRoute = route.path === '$default' ? true : undefined;
  const operation = record({ 'x-amazon-apigateway-integration': integration, isDefaultRoute, responses: {} }, at);
  return { path: route.path, method: route.method, operation, at };
}
