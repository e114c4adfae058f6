import type { Resource } from '#model/application';
import type { Route, Schema } from '#model/flow';
import type { Store } from '#model/node';
import type { Value } from '#model/value';
import { entriesOf, itemsOf, literal, referencesIn, valueAt } from '#model/read-value';
import { apiContribution, bodyUnknown, credentialsOf, stageLogs } from './api-routes.ts';
import type { ApiRoutes } from './api-routes.ts';
import { merge } from './arn-templates.ts';
import { authnOf, methodAuthn } from './authn.ts';
import type { Mapper } from './contribution.ts';
import { grant } from './iam.ts';
import { implicitLogGroup } from './log-store.ts';
import { integrationTargets } from './integration.ts';
import { schemaFields } from './json-schema.ts';
import type { Definitions } from './json-schema.ts';
import { readOpenApi } from './open-api.ts';
import { textOf } from './name-index.ts';
import { literals } from './nodes.ts';
import { parsed } from './parsed.ts';
import type { Reading } from './reading.ts';

/** A REST API with its methods, or with the OpenAPI document that takes their place. */
export const restApi: Mapper = (resource, reading) => {
  const methods = reading.childrenOf(resource.id, 'AWS::ApiGateway::Method', 'RestApiId');
  const definitions = modelDefinitions(resource, reading);
  const parts = [
    readOpenApi(resource, valueAt(resource.properties, 'Body'), reading),
    ...methods.map((method) => readMethod(resource, method, definitions, reading)),
  ];
  const policy = valueAt(resource.properties, 'Policy');
  const execution = executionLogs(resource, reading);
  const logs = stageLogs(resource, 'AWS::ApiGateway::Stage', 'RestApiId', 'AccessLogSetting', reading);
  const routed = isPrivate(resource) ? parts.map(insideOnly) : parts;
  return apiContribution(resource, routed, logs ?? execution?.id, {
    logStores: execution === undefined ? [] : [execution],
    grants:
      policy === undefined || policy.kind === 'absent'
        ? []
        : [grant(resource, 'policy', 'resource', resource.id, policy, 'API policy')],
    unresolved: bodyUnknown(resource),
  });
};

// A private API is reached only through an endpoint in a network.
function isPrivate(api: Resource): boolean {
  return literals(valueAt(api.properties, 'EndpointConfiguration', 'Types')).includes('PRIVATE');
}

function insideOnly(part: ApiRoutes): ApiRoutes {
  const routes = part.routes.map((route): Route => {
    const kind = route.authn.kind === 'known' ? route.authn.value.kind : 'custom';
    return kind === 'none' || kind === 'key'
      ? { ...route, authn: authnOf('network', undefined, route.authn.at) }
      : route;
  });
  return { ...part, routes };
}

/** The group that a stage's execution logs go to, with whole requests and answers where tracing is on. */
function executionLogs(api: Resource, reading: Reading): Store | undefined {
  const stages = reading.childrenOf(api.id, 'AWS::ApiGateway::Stage', 'RestApiId');
  const stage = stages.find((one) =>
    itemsOf(valueAt(one.properties, 'MethodSettings')).some((setting) => {
      const level = literal(valueAt(setting, 'LoggingLevel'))?.toUpperCase() ?? 'OFF';
      return level !== 'OFF';
    }),
  );
  if (stage === undefined) return undefined;
  const name = textOf(valueAt(stage.properties, 'StageName')) ?? [];
  const self = { kind: 'reference', to: api.id, attribute: 'Ref' } as const;
  const parts = merge(['API-Gateway-Execution-Logs_', self, '/', ...name]);
  return implicitLogGroup(`${api.id}ExecutionLogs`, { kind: 'text', parts, at: stage.at }, api);
}

function readMethod(api: Resource, method: Resource, definitions: Definitions, reading: Reading): ApiRoutes {
  const { properties } = method;
  const integration = valueAt(properties, 'Integration');
  const verb = literal(valueAt(properties, 'HttpMethod'))?.toUpperCase() ?? 'ANY';
  const path = pathOf(valueAt(properties, 'ResourceId'), api, reading);
  const isMock = literal(valueAt(integration, 'Type'))?.toUpperCase() === 'MOCK' || integration === undefined;
  const hints = [valueAt(integration, 'RequestTemplates'), valueAt(integration, 'RequestParameters')];
  const targets = isMock
    ? [{ to: undefined, stores: [] }]
    : integrationTargets(valueAt(integration, 'Uri'), hints, reading);
  const roles = credentialsOf(valueAt(integration, 'Credentials'), reading);
  const route: Omit<Route, 'to'> = {
    id: `${verb} ${path}`,
    api: api.id,
    method: verb,
    path,
    identity: roles.ids[0],
    authn: methodAuthn(method, reading),
    at: method.at,
    carriesData: !isMock && verb !== 'OPTIONS',
  };
  return {
    routes: targets.map(({ to }) => ({ ...route, to })),
    stores: targets.flatMap(({ stores }) => stores),
    roles: [roles],
    schemas: [
      ...modelSchemas(api, route, 'request', valueAt(properties, 'RequestModels'), definitions),
      ...parameterSchema(api, route, valueAt(properties, 'RequestParameters')),
      ...entriesOf(listAsDictionary(valueAt(properties, 'MethodResponses'))).flatMap(([, response]) =>
        modelSchemas(api, route, 'response', valueAt(response, 'ResponseModels'), definitions),
      ),
    ],
  };
}

function listAsDictionary(value: Value | undefined): Value | undefined {
  if (value?.kind !== 'list') return value;
  const entries = value.items.map((item, index) => [String(index), { value: item, keyAt: item.at }] as const);
  return { kind: 'dictionary', entries: new Map(entries), at: value.at };
}

function pathOf(value: Value | undefined, api: Resource, reading: Reading): string {
  const steps: string[] = [];
  let current = referencesIn(value)[0];
  // Bounded: a template may say that two paths are each other's parents.
  for (let hops = 0; hops < 50 && current !== undefined && current !== api.id; hops += 1) {
    const resource = reading.resources.get(current);
    if (resource?.type !== 'AWS::ApiGateway::Resource') break;
    steps.unshift(literal(valueAt(resource.properties, 'PathPart')) ?? `{${resource.logicalId}}`);
    current = referencesIn(valueAt(resource.properties, 'ParentId'))[0];
  }
  return `/${steps.join('/')}`;
}

function modelSchemas(
  api: Resource,
  route: Pick<Route, 'id'>,
  direction: 'request' | 'response',
  models: Value | undefined,
  definitions: Definitions,
): readonly Schema[] {
  return entriesOf(models).map(([, model]) => {
    const name = referencesIn(model)[0] ?? literal(model) ?? '';
    const fields = schemaFields(definitions(name), undefined, definitions);
    return { on: api.id, route: route.id, direction, origin: 'api-model', fields };
  });
}

// `method.request.querystring.city: true` declares a parameter by its name.
function parameterSchema(api: Resource, route: Pick<Route, 'id'>, parameters: Value | undefined): readonly Schema[] {
  if (parameters?.kind !== 'dictionary') return [];
  const fields = [...parameters.entries].flatMap(([key, entry]) => {
    const name = /^method\.request\.(?:querystring|path)\.(.+)$/.exec(key)?.[1];
    return name === undefined ? [] : [{ name, parent: undefined, type: 'string', at: entry.keyAt }];
  });
  return [{ on: api.id, route: route.id, direction: 'request', origin: 'api-model', fields }];
}

/** Models of an API by resource id and by name. */
function modelDefinitions(api: Resource, reading: Reading): Definitions {
  const byName = new Map<string, Value>();
  for (const model of reading.childrenOf(api.id, 'AWS::ApiGateway::Model', 'RestApiId')) {
    const schema = parsed(valueAt(model.properties, 'Schema'));
    const name = literal(valueAt(model.properties, 'Name'));
    if (schema === undefined) continue;
    byName.set(model.id, schema);
    if (name !== undefined) byName.set(name, schema);
  }
  return (name) => byName.get(name);
}
