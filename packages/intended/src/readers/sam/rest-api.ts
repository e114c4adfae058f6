import type { Resource } from '#model/application';
import type { Dictionary } from '#model/value';
import { valueAt } from '#model/read-value';
import { provisionalId } from '../cloudformation/stack.ts';
import { proxyIntegration } from './events/api.ts';
import { generated, idSuffix, nothing, primary, type Context, type Expansion, type RouteEvent } from './expansion.ts';
import { emptyBody, withOperations, type Operation } from './openapi.ts';
import { joined, only, record, reference } from './shape.ts';
import { tagList } from './tags.ts';

const CARRIED = [
  'ApiKeySourceType',
  'BinaryMediaTypes',
  'Description',
  'DisableExecuteApiEndpoint',
  'FailOnWarnings',
  'MinimumCompressionSize',
  'Mode',
  'Name',
  'SecurityPolicy',
  'EndpointAccessMode',
];
const STAGE = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'CanarySetting',
  'MethodSettings',
  'TracingEnabled',
  'Variables',
];

/** AWS::Serverless::Api: the REST API with its body, a deployment and a stage. */
export function expandRestApi(api: Resource, routes: readonly RouteEvent[], _context: Context): Expansion {
  const { properties } = api;
  const managed =
    valueAt(properties, 'DefinitionBody') === undefined && valueAt(properties, 'DefinitionUri') === undefined;
  const body = valueAt(properties, 'DefinitionBody') ?? emptyBody('rest', api.at);
  const full = managed && body.kind === 'dictionary' ? withOperations(body, routes.map(operationOf)) : body;
  const own = joined(only(properties, CARRIED), record({ Body: full, ...endpoint(properties) }, api.at));
  return { ...nothing, resources: [primary(api, 'AWS::ApiGateway::RestApi', own), ...deploymentAndStage(api)] };
}

function endpoint(properties: Dictionary): Parameters<typeof record>[0] {
  const configuration = valueAt(properties, 'EndpointConfiguration');
  if (configuration === undefined) return {};
  if (configuration.kind !== 'dictionary')
    return {
      EndpointConfiguration: { Types: [configuration] },
      Parameters: { endpointConfigurationTypes: configuration },
    };
  const type = valueAt(configuration, 'Type');
  return {
    EndpointConfiguration: {
      Types: type === undefined ? undefined : [type],
      VpcEndpointIds: valueAt(configuration, 'VPCEndpointIds'),
      IpAddressType: valueAt(configuration, 'IpAddressType'),
    },
    Parameters: type === undefined ? undefined : { endpointConfigurationTypes: type },
  };
}

function deploymentAndStage(api: Resource): readonly Resource[] {
  const { at, properties } = api;
  const logicalId = `${api.logicalId}Deployment`;
  const id = reference(api.id, 'Ref', at);
  const name = valueAt(properties, 'StageName');
  const deployment = generated(api, logicalId, 'AWS::ApiGateway::Deployment', {
    properties: { RestApiId: id, StageName: valueAt(properties, 'OpenApiVersion') === undefined ? 'Stage' : undefined },
    at,
  });
  const stage = generated(api, restStageId(api), 'AWS::ApiGateway::Stage', {
    properties: joined(
      record(
        {
          DeploymentId: reference(provisionalId(api.stack, logicalId), 'Ref', at),
          RestApiId: id,
          StageName: name,
          Tags: tagList(valueAt(properties, 'Tags'), undefined, at),
        },
        at,
      ),
      only(properties, STAGE),
    ),
    at: name?.at ?? at,
  });
  return [deployment, stage];
}

/** Logical id of an API's stage: with the stage's name where that is literal. */
export function restStageId(api: Resource): string {
  return `${api.logicalId}${idSuffix(valueAt(api.properties, 'StageName'))}Stage`;
}

function operationOf(route: RouteEvent): Operation {
  const { at } = route;
  const integration =
    route.integration.kind === 'dictionary' ? route.integration : proxyIntegration(route.integration, undefined, at);
  const operation = record({ 'x-amazon-apigateway-integration': integration, responses: {} }, at);
  return { path: route.path, method: route.method, operation, at };
}
