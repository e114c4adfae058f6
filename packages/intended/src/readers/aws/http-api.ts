import type { Resource } from '#model/application';
import type { Route } from '#model/flow';
import { literal, valueAt } from '#model/read-value';
import { NO_ROUTES, apiContribution, bodyUnknown, credentialsOf, stageLogs } from './api-routes.ts';
import type { ApiRoutes } from './api-routes.ts';
import { authnOf, methodAuthn } from './authn.ts';
import type { Mapper } from './contribution.ts';
import { integrationTarget, integrationTargets, subtypeTarget } from './integration.ts';
import type { IntegrationTarget } from './integration.ts';
import { readOpenApi } from './open-api.ts';
import type { Reading } from './reading.ts';

/** An HTTP or WebSocket API with its routes, its OpenAPI document or its one quick-create target. */
export const httpApi: Mapper = (resource, reading) => {
  const isSocket = literal(valueAt(resource.properties, 'ProtocolType'))?.toUpperCase() === 'WEBSOCKET';
  const routes = reading.childrenOf(resource.id, 'AWS::ApiGatewayV2::Route', 'ApiId');
  const connect = routes.find((route) => literal(valueAt(route.properties, 'RouteKey')) === '$connect');
  const parts = [
    readOpenApi(resource, valueAt(resource.properties, 'Body'), reading),
    quickCreate(resource, reading),
    // After $connect the connection itself is the caller's proof: the other routes have no authorizer of their own.
    ...routes.map((route) => readRoute(resource, route, isSocket && connect !== undefined ? connect : route, reading)),
  ];
  const logs = stageLogs(resource, 'AWS::ApiGatewayV2::Stage', 'ApiId', 'AccessLogSettings', reading);
  return apiContribution(resource, parts, logs, { unresolved: bodyUnknown(resource) });
};

function quickCreate(api: Resource, reading: Reading): ApiRoutes {
  const target = valueAt(api.properties, 'Target');
  if (target === undefined || target.kind === 'absent') return NO_ROUTES;
  const found = integrationTarget(target, [], reading);
  const roles = credentialsOf(valueAt(api.properties, 'CredentialsArn'), reading);
  const key = literal(valueAt(api.properties, 'RouteKey')) ?? '$default';
  const route = { ...routeKey(key), api: api.id, to: found.to, identity: roles.ids[0] };
  return {
    routes: [{ ...route, authn: authnOf('none', undefined, target.at), at: target.at, carriesData: true }],
    schemas: [],
    stores: found.stores,
    roles: [roles],
  };
}

function readRoute(api: Resource, resource: Resource, authorized: Resource, reading: Reading): ApiRoutes {
  const key = literal(valueAt(resource.properties, 'RouteKey')) ?? '$default';
  const integration = reading.find(valueAt(resource.properties, 'Target'));
  const isIntegration = integration?.type === 'AWS::ApiGatewayV2::Integration';
  const targets = isIntegration ? integrationsOf(integration, reading) : [{ to: undefined, stores: [] }];
  const roles = credentialsOf(isIntegration ? valueAt(integration.properties, 'CredentialsArn') : undefined, reading);
  const isMock = isIntegration && literal(valueAt(integration.properties, 'IntegrationType'))?.toUpperCase() === 'MOCK';
  const route: Omit<Route, 'to'> = {
    ...routeKey(key),
    api: api.id,
    identity: roles.ids[0],
    authn: methodAuthn(authorized, reading),
    at: resource.at,
    carriesData: !isMock && !key.startsWith('OPTIONS '),
  };
  return {
    routes: targets.map(({ to }) => ({ ...route, to })),
    schemas: [],
    stores: targets.flatMap(({ stores }) => stores),
    roles: [roles],
  };
}

function routeKey(key: string): { id: string; method: string; path: string } {
  const space = key.indexOf(' ');
  if (space < 0) return { id: key, method: 'ANY', path: key };
  return { id: key, method: key.slice(0, space).toUpperCase(), path: key.slice(space + 1) };
}

function integrationsOf(integration: Resource, reading: Reading): readonly IntegrationTarget[] {
  const parameters = valueAt(integration.properties, 'RequestParameters');
  const subtype = literal(valueAt(integration.properties, 'IntegrationSubtype'));
  if (subtype !== undefined) return [subtypeTarget(subtype, parameters, reading)];
  const hints = [valueAt(integration.properties, 'RequestTemplates'), parameters];
  return integrationTargets(valueAt(integration.properties, 'IntegrationUri'), hints, reading);
}
