import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { entriesOf, literal, valueAt } from '#model/read-value';
import { provisionalId } from '../cloudformation/stack.ts';
import { customDomain } from './api-domain.ts';
import { httpCors } from './cors.ts';
import { proxyIntegration } from './events/api.ts';
import { generated, idSuffix, nothing, primary, type Context, type Expansion, type RouteEvent } from './expansion.ts';
import { withEntry, withMore, withOperations, type Operation } from './openapi.ts';
import { definitionOf } from './rest-api.ts';
import { authorizerPermissions, authorizerUri, identitySources } from './rest-authorizers.ts';
import { securityOf, usesAuthorizer, withDefaultSecurity } from './security.ts';
import { joined, only, record, reference, type Shape } from './shape.ts';

const CARRIED = ['Description', 'DisableExecuteApiEndpoint', 'FailOnWarnings', 'Name'];
const STAGE = ['AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'StageVariables'];

/** AWS::Serverless::HttpApi: the API with its body, a stage that deploys itself, authorizer permissions and domain. */
export function expandHttpApi(api: Resource, routes: readonly RouteEvent[], context: Context): Expansion {
  const { properties, at } = api;
  const definition = definitionOf(api, 'http', context);
  const body =
    definition.body?.kind === 'dictionary'
      ? httpBody(definition.body, api, definition.isWritten ? [] : routes)
      : definition.body;
  const own = record({ Body: body, BodyS3Location: definition.location }, at);
  const isAllowed = (authorizer: Value): boolean =>
    literal(valueAt(authorizer, 'EnableFunctionDefaultPermissions')) === 'true';
  const resources = [
    primary(api, 'AWS::ApiGatewayV2::Api', joined(only(properties, CARRIED), own)),
    stageOf(api, routes),
    ...authorizerPermissions(api, isAllowed),
    ...customDomain(api, { protocol: 'http', stageId: provisionalId(api.stack, httpStageId(api)) }),
  ];
  return { ...nothing, resources, diagnostics: definition.diagnostics };
}

function httpBody(written: Dictionary, api: Resource, routes: readonly RouteEvent[]): Dictionary {
  const auth = valueAt(api.properties, 'Auth');
  const cors = httpCors(valueAt(api.properties, 'CorsConfiguration'));
  let body = withOperations(
    withDefaultSecurity(written, auth),
    routes.map((route) => operationOf(route, auth)),
  );
  body = withMore(body, ['components', 'securitySchemes'], httpSchemes(auth, api, routes));
  return cors === undefined ? body : withEntry(body, 'x-amazon-apigateway-cors', cors);
}

function httpSchemes(auth: Value | undefined, api: Resource, routes: readonly RouteEvent[]): Dictionary {
  const written = entriesOf(valueAt(auth, 'Authorizers')).map(([name, value]) => [name, httpScheme(value)] as const);
  const usesIam =
    literal(valueAt(auth, 'EnableIamAuthorizer')) === 'true' ||
    routes.some((route) =>
      usesAuthorizer('AWS_IAM', { api: auth, event: valueAt(route.properties, 'Auth'), at: route.at }),
    );
  const iam = { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' };
  return record({ ...Object.fromEntries(written), AWS_IAM: usesIam ? iam : undefined }, auth?.at ?? api.at);
}

function httpScheme(authorizer: Value): Shape {
  const { at } = authorizer;
  const jwt = valueAt(authorizer, 'JwtConfiguration');
  if (valueAt(authorizer, 'FunctionArn') === undefined) {
    const settings = {
      type: 'jwt',
      jwtConfiguration: jwt,
      identitySource: valueAt(authorizer, 'IdentitySource'),
    };
    return record({ type: 'oauth2', 'x-amazon-apigateway-authorizer': settings }, at);
  }
  const sources = identitySources(authorizer, '$request');
  const settings = {
    type: 'request',
    authorizerUri: authorizerUri(authorizer),
    authorizerCredentials: valueAt(authorizer, 'FunctionInvokeRole'),
    authorizerPayloadFormatVersion: valueAt(authorizer, 'AuthorizerPayloadFormatVersion'),
    authorizerResultTtlInSeconds: valueAt(authorizer, 'Identity', 'ReauthorizeEvery'),
    enableSimpleResponses: valueAt(authorizer, 'EnableSimpleResponses'),
    identitySource: sources.length === 0 ? undefined : sources,
  };
  return record({ type: 'apiKey', name: 'Unused', in: 'header', 'x-amazon-apigateway-authorizer': settings }, at);
}

function stageOf(api: Resource, routes: readonly RouteEvent[]): Resource {
  const { properties, at } = api;
  const name = valueAt(properties, 'StageName');
  const own = routes.flatMap((route) => {
    const settings = valueAt(route.properties, 'RouteSettings');
    const key = route.path === '$default' ? '$default' : `${route.method.toUpperCase()} ${route.path}`;
    return settings === undefined ? [] : [[key, settings] as const];
  });
  const made = record(
    {
      ApiId: reference(api.id, 'Ref', at),
      StageName: name ?? '$default',
      AutoDeploy: true,
      Tags: joinedTags(valueAt(properties, 'Tags'), api),
    },
    at,
  );
  const stage = joined(made, only(properties, STAGE));
  return generated(api, httpStageId(api), 'AWS::ApiGatewayV2::Stage', {
    properties: withMore(stage, ['RouteSettings'], record(Object.fromEntries(own), at)),
    at: name?.at ?? at,
  });
}

function joinedTags(tags: Value | undefined, api: Resource): Value {
  const mark = record({ 'httpapi:createdBy': 'SAM' }, api.at);
  return tags?.kind === 'dictionary' ? joined(tags, mark) : mark;
}

/** Logical id of an API's stage; the default stage has a name of its own. */
export function httpStageId(api: Resource): string {
  const name = valueAt(api.properties, 'StageName');
  const isDefault = name === undefined || name.kind === 'absent' || literal(name) === '$default';
  return `${api.logicalId}${isDefault ? 'ApiGatewayDefault' : idSuffix(name)}Stage`;
}

function operationOf(route: RouteEvent, auth: Value | undefined): Operation {
  const { at, properties } = route;
  const version = valueAt(properties, 'PayloadFormatVersion') ?? '2.0';
  const lambda =
    route.integration.kind === 'dictionary' ? route.integration : proxyIntegration(route.integration, version, at);
  const timeout = record({ timeoutInMillis: valueAt(properties, 'TimeoutInMillis') }, at);
  const operation = record(
    {
      'x-amazon-apigateway-integration': joined(lambda, timeout),
      isDefaultRoute: route.path === '$default' ? true : undefined,
      responses: {},
      security: securityOf({ api: auth, event: valueAt(properties, 'Auth'), at }),
    },
    at,
  );
  return { path: route.path, method: route.method, operation, at };
}
