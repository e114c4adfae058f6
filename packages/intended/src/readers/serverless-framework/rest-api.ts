import type { Place } from '#source/place';
import type { Tree } from '#source/tree';
import type { EventWork } from './events/event-work.ts';
import { permit } from './events/event-work.ts';
import type { Makings } from './make-tree.ts';
import { arn, getArn, invocationOf, ref } from './make-tree.ts';
import { functionPart, methodPart, pathPart, upperFirst } from './names.ts';
import { entriesOf, intrinsicOf, isFalse, isTrue, itemsOf, textAt, textOf, treeAt } from './read-tree.ts';
import { restApi } from './rest-api-id.ts';
import { addRestAuthorizer } from './rest-authorizer.ts';
import { requestProperties } from './rest-request.ts';
import type { Piecework, Service } from './service.ts';
import { joinTexts, workpiece } from './service.ts';

/** `http`: a method of the one REST API of the service. */
export function compileHttp(event: EventWork): void {
  const { fn, service, work } = event;
  const { tree } = event.event;
  const at = event.event.at;
  const [method, path] = routeOf(tree);
  if (method === undefined || path === undefined) {
    work.warn(
      'warning',
      at,
      `event \`http\` of function \`${fn.key}\` needs a method and a path, such as \`GET /rides\``,
    );
    return;
  }
  const resource = addResources(event, path);
  const integration = textAt(tree, 'integration')?.toLowerCase().replaceAll('_', '-') ?? 'lambda-proxy';
  const authorizer = addRestAuthorizer(event);
  const properties = {
    HttpMethod: method.toUpperCase(),
    ResourceId: resource,
    RestApiId: restApi(service),
    ApiKeyRequired: isTrue(treeAt(tree, 'private')),
    AuthorizationType: authorizer.type,
    AuthorizerId: authorizer.id,
    AuthorizationScopes: authorizer.scopes,
    OperationName: treeAt(tree, 'operationId'),
    Integration: integrationOf(event, integration),
    ...requestProperties(event, methodId(path, method)),
  };
  work.add(methodId(path, method), 'AWS::ApiGateway::Method', properties, { of: fn.id, at });
  if (integration.startsWith('lambda') || integration.startsWith('aws'))
    permit(
      event,
      `${functionPart(fn.key)}LambdaPermissionApiGateway`,
      'apigateway.amazonaws.com',
      arn('execute-api', restApi(service), '/*/*'),
    );
  const cors = treeAt(tree, 'cors');
  if (cors !== undefined && !isFalse(cors)) addPreflight(event, path, resource, cors);
}

function routeOf(tree: Tree): readonly [string | undefined, string | undefined] {
  const short = textOf(tree)?.trim().split(/\s+/);
  if (short !== undefined) return [short[0] === '*' ? 'any' : short[0], trimmed(short[1] ?? '/')];
  const method = textAt(tree, 'method');
  return [method === '*' ? 'any' : method, trimmed(textAt(tree, 'path') ?? (method === undefined ? undefined : '/'))];
}

function trimmed(path: string | undefined): string | undefined {
  return path?.replaceAll(/^\/+|\/+$/g, '');
}

function methodId(path: string, method: string): string {
  return `ApiGatewayMethod${pathPart(path)}${methodPart(method)}`;
}

/** Makes the resources of a path that are not shared, and gives the id of the last. */
function addResources(event: EventWork, path: string): Makings {
  const { service, work } = event;
  const shared = treeAt(service.provider, 'apiGateway', 'restApiResources');
  let parent: Makings = treeAt(service.provider, 'apiGateway', 'restApiRootResourceId') ?? {
    'Fn::GetAtt': ['ApiGatewayRestApi', 'RootResourceId'],
  };
  const segments = path === '' ? [] : path.split('/');
  for (const [index, segment] of segments.entries()) {
    const here = segments.slice(0, index + 1).join('/');
    const given = treeAt(shared, here) ?? treeAt(shared, `/${here}`);
    if (given !== undefined) {
      parent = given;
      continue;
    }
    const id = `ApiGatewayResource${pathPart(here)}`;
    work.add(
      id,
      'AWS::ApiGateway::Resource',
      { ParentId: parent, PathPart: segment, RestApiId: restApi(service) },
      { at: event.event.at },
    );
    parent = ref(id);
  }
  return parent;
}

function integrationOf(event: EventWork, integration: string): Makings {
  const { fn } = event;
  const request = treeAt(event.event.tree, 'request');
  switch (integration) {
    case 'mock':
      return { Type: 'MOCK', RequestTemplates: treeAt(request, 'template') };
    case 'http':
    case 'http-proxy': {
      const type = integration === 'http' ? 'HTTP' : 'HTTP_PROXY';
      return { Type: type, Uri: treeAt(request, 'uri'), IntegrationHttpMethod: treeAt(request, 'method') ?? 'ANY' };
    }
    case 'lambda':
    case 'aws':
      return {
        Type: 'AWS',
        IntegrationHttpMethod: 'POST',
        Uri: invocationOf(getArn(fn.id)),
        RequestTemplates: treeAt(request, 'template'),
      };
    default:
      return { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: invocationOf(getArn(fn.id)) };
  }
}

/** The mock that answers a browser's preflight. */
function addPreflight(event: EventWork, path: string, resource: Makings, cors: Tree): void {
  const origins = itemsOf(treeAt(cors, 'origins') ?? treeAt(cors, 'origin'));
  const origin = textOf(origins[0]) ?? '*';
  const headers = { 'method.response.header.Access-Control-Allow-Origin': `'${origin}'` };
  const properties = {
    HttpMethod: 'OPTIONS',
    ResourceId: resource,
    RestApiId: restApi(event.service),
    AuthorizationType: 'NONE',
    ApiKeyRequired: false,
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{statusCode:200}' },
      IntegrationResponses: [{ StatusCode: '200', ResponseParameters: headers }],
    },
  };
  event.work.add(methodId(path, 'options'), 'AWS::ApiGateway::Method', properties, { at: event.event.at });
}

/** The API itself with its deployment, stage, keys and usage plan; nothing where no function has an `http` event. */
export function compileRestApi(service: Service, methods: readonly string[]): Piecework {
  const settings = treeAt(service.provider, 'apiGateway');
  const at = settings?.at ?? service.provider?.at ?? service.at;
  const work = workpiece(at);
  if (methods.length === 0) return work;
  if (treeAt(settings, 'restApiId') === undefined) addApi(service, settings, at, work.add);
  const logs = treeAt(service.provider, 'logs', 'restApi');
  const tracing = treeAt(service.provider, 'tracing', 'apiGateway');
  const deployment = { RestApiId: restApi(service), StageName: service.stage };
  work.add('ApiGatewayDeployment', 'AWS::ApiGateway::Deployment', deployment, { attributes: { DependsOn: methods } });
  const hasLogs = logs !== undefined && !isFalse(logs);
  if (hasLogs || tracing !== undefined) {
    const group = joinTexts('', '/aws/api-gateway/', service.name, '-', service.stage);
    if (hasLogs && !isFalse(treeAt(logs, 'accessLogging')))
      work.add('ApiGatewayLogGroup', 'AWS::Logs::LogGroup', {
        LogGroupName: group,
        RetentionInDays: treeAt(service.provider, 'logRetentionInDays'),
      });
    const data = !isFalse(treeAt(logs, 'fullExecutionData'));
    const stage = {
      RestApiId: restApi(service),
      StageName: service.stage,
      DeploymentId: ref('ApiGatewayDeployment'),
      TracingEnabled: tracing,
      AccessLogSetting: hasLogs
        ? { DestinationArn: getArn('ApiGatewayLogGroup'), Format: treeAt(logs, 'format') }
        : undefined,
      MethodSettings: hasLogs
        ? [
            {
              HttpMethod: '*',
              ResourcePath: '/*',
              LoggingLevel: treeAt(logs, 'level') ?? 'INFO',
              DataTraceEnabled: data,
            },
          ]
        : undefined,
    };
    work.add('ApiGatewayStage', 'AWS::ApiGateway::Stage', stage);
  }
  addKeys(service, treeAt(settings, 'apiKeys') ?? treeAt(service.provider, 'apiKeys'), work.add);
  return work;
}

type Add = ReturnType<typeof workpiece>['add'];

function addApi(service: Service, settings: Tree | undefined, at: Place, add: Add): void {
  const endpoint = treeAt(service.provider, 'endpointType');
  const policy = treeAt(settings, 'resourcePolicy') ?? treeAt(service.provider, 'resourcePolicy');
  const endpoints = itemsOf(treeAt(service.provider, 'vpcEndpointIds'));
  const properties = {
    Name: treeAt(service.provider, 'apiName') ?? joinTexts('-', service.stage, service.name),
    Description: treeAt(settings, 'description'),
    BinaryMediaTypes: treeAt(settings, 'binaryMediaTypes'),
    MinimumCompressionSize: treeAt(settings, 'minimumCompressionSize'),
    DisableExecuteApiEndpoint: treeAt(settings, 'disableDefaultEndpoint'),
    EndpointConfiguration: {
      Types: [textOf(endpoint)?.toUpperCase() ?? endpoint ?? 'EDGE'],
      VpcEndpointIds: endpoints.length === 0 ? undefined : endpoints,
    },
    Policy:
      policy === undefined
        ? undefined
        : { Version: '2012-10-17', Statement: intrinsicOf(policy) === undefined ? itemsOf(policy) : policy },
  };
  add('ApiGatewayRestApi', 'AWS::ApiGateway::RestApi', properties, { at });
}

/** Keys as a list, or as lists by the name of their usage plan. */
function addKeys(service: Service, keys: Tree | undefined, add: Add): void {
  let count = 0;
  const plans = new Set<string>();
  for (const item of itemsOf(keys)) {
    const [plan, list] = planOf(item);
    plans.add(plan);
    for (const key of list) {
      count += 1;
      const name = treeAt(key, 'name') ?? key;
      const properties = {
        Enabled: treeAt(key, 'enabled') ?? true,
        Name: name,
        StageKeys: [{ RestApiId: restApi(service), StageName: service.stage }],
      };
      add(`ApiGatewayApiKey${upperFirst(plan)}${count}`, 'AWS::ApiGateway::ApiKey', properties, { at: key.at });
    }
  }
  const settings = treeAt(service.provider, 'apiGateway', 'usagePlan') ?? treeAt(service.provider, 'usagePlan');
  if (count === 0 && settings === undefined) return;
  for (const plan of plans.size === 0 ? [''] : plans) {
    const quota = treeAt(settings, 'quota');
    const throttle = treeAt(settings, 'throttle');
    const properties = {
      ApiStages: [{ ApiId: restApi(service), Stage: service.stage }],
      Quota:
        quota === undefined
          ? undefined
          : { Limit: treeAt(quota, 'limit'), Offset: treeAt(quota, 'offset'), Period: treeAt(quota, 'period') },
      Throttle:
        throttle === undefined
          ? undefined
          : { BurstLimit: treeAt(throttle, 'burstLimit'), RateLimit: treeAt(throttle, 'rateLimit') },
    };
    add(`ApiGatewayUsagePlan${upperFirst(plan)}`, 'AWS::ApiGateway::UsagePlan', properties);
  }
}

function planOf(item: Tree): readonly [string, readonly Tree[]] {
  const [entry] = entriesOf(item);
  if (entry !== undefined && entry[1].value.kind === 'list') return [entry[0], entry[1].value.items];
  return ['', [item]];
}
