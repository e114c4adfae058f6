import type { Resource } from '#model/application';
import type { Field, Route, Schema } from '#model/flow';
import type { Entry, Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { NO_ROUTES, credentialsOf } from './api-routes.ts';
import type { ApiRoutes } from './api-routes.ts';
import { operationAuthn } from './authn.ts';
import { integrationTarget, subtypeTarget } from './integration.ts';
import { openApiDefinitions, schemaFields } from './json-schema.ts';
import type { Definitions } from './json-schema.ts';
import type { Reading } from './reading.ts';

const VERBS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'x-amazon-apigateway-any-method',
]);

/** Routes and schemas of an OpenAPI document (version 2 or 3) with the provider's extensions. */
export function readOpenApi(api: Resource, body: Value | undefined, reading: Reading): ApiRoutes {
  const paths = valueAt(body, 'paths');
  if (body === undefined || paths?.kind !== 'dictionary') return NO_ROUTES;
  const definitions = openApiDefinitions(body);
  const all: ApiRoutes[] = [];
  for (const [path, item] of paths.entries) {
    if (item.value.kind !== 'dictionary') continue;
    for (const [verb, operation] of item.value.entries)
      if (VERBS.has(verb.toLowerCase()))
        all.push(readOperation({ api, body, path, verb, operation, reading, definitions }));
  }
  return {
    routes: all.flatMap((one) => one.routes),
    schemas: all.flatMap((one) => one.schemas),
    stores: all.flatMap((one) => one.stores),
    roles: all.flatMap((one) => one.roles),
  };
}

interface Operation {
  readonly api: Resource;
  readonly body: Value;
  readonly path: string;
  readonly verb: string;
  readonly operation: Entry;
  readonly reading: Reading;
  readonly definitions: Definitions;
}

function readOperation({ api, body, path, verb, operation, reading, definitions }: Operation): ApiRoutes {
  const integration = valueAt(operation.value, 'x-amazon-apigateway-integration');
  const isMock = integration !== undefined && literal(valueAt(integration, 'type'))?.toLowerCase() === 'mock';
  const hints = [valueAt(integration, 'requestTemplates'), valueAt(integration, 'requestParameters')];
  const subtype = literal(valueAt(integration, 'integrationSubtype'));
  const target = isMock
    ? { to: undefined, stores: [] }
    : subtype === undefined
      ? integrationTarget(valueAt(integration, 'uri'), hints, reading)
      : subtypeTarget(subtype, valueAt(integration, 'requestParameters'), reading);
  const roles = credentialsOf(valueAt(integration, 'credentials'), reading);
  const method = verb.startsWith('x-') ? 'ANY' : verb.toUpperCase();
  const isDefault = path === '$default' || path === '/$default';
  const route: Route = {
    id: isDefault ? '$default' : `${method} ${path}`,
    api: api.id,
    method,
    path: isDefault ? '$default' : path,
    to: target.to,
    identity: roles.ids[0],
    authn: operationAuthn(operation.value, body, operation.keyAt, reading),
    at: operation.keyAt,
    carriesData: !isMock && method !== 'OPTIONS',
  };
  const schema = (direction: 'request' | 'response', fields: readonly Field[]): Schema => ({
    on: api.id,
    route: route.id,
    direction,
    origin: 'openapi',
    fields,
  });
  return {
    routes: [route],
    stores: target.stores,
    roles: [roles],
    schemas: route.carriesData
      ? [
          schema('request', requestFields(operation.value, definitions)),
          schema('response', responseFields(operation.value, definitions)),
        ]
      : [],
  };
}

function requestFields(operation: Value, definitions: Definitions): readonly Field[] {
  const parameters = itemsOf(valueAt(operation, 'parameters')).flatMap((parameter): readonly Field[] => {
    const where = literal(valueAt(parameter, 'in'));
    const name = valueAt(parameter, 'name');
    const text = literal(name);
    if (where === 'body') return schemaFields(valueAt(parameter, 'schema'), undefined, definitions);
    if (name === undefined || text === undefined || where === 'header') return [];
    const type = literal(valueAt(parameter, 'type') ?? valueAt(parameter, 'schema', 'type'));
    return [{ name: text, parent: undefined, type, at: name.at }];
  });
  return [...parameters, ...contentFields(valueAt(operation, 'requestBody', 'content'), definitions)];
}

function responseFields(operation: Value, definitions: Definitions): readonly Field[] {
  return entriesOf(valueAt(operation, 'responses')).flatMap(([, response]) => [
    ...schemaFields(valueAt(response, 'schema'), undefined, definitions),
    ...contentFields(valueAt(response, 'content'), definitions),
  ]);
}

function contentFields(content: Value | undefined, definitions: Definitions): readonly Field[] {
  return entriesOf(content).flatMap(([, media]) => schemaFields(valueAt(media, 'schema'), undefined, definitions));
}
