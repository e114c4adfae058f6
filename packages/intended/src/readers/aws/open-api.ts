import type { Resource } from '#model/application';
import type { Field, Route, Schema } from '#model/flow';
import type { Entry, Value } from '#model/value';
import { branchesOf, entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { NO_ROUTES, credentialsOf } from './api-routes.ts';
import type { ApiRoutes } from './api-routes.ts';
import { operationAuthn } from './authn.ts';
import { integrationTargets, subtypeTarget } from './integration.ts';
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
  if (body === undefined) return NO_ROUTES;
  const definitions = openApiDefinitions(body);
  const all = branchesOf(valueAt(body, 'paths')).flatMap((paths) =>
    entriesWithPlaces(paths).flatMap(([path, item]) =>
      branchesOf(item.value)
        .flatMap(entriesWithPlaces)
        .filter(([verb]) => VERBS.has(verb.toLowerCase()))
        .flatMap(([verb, entry]) => branchesOf(entry.value).map((value) => ({ verb, entry: { ...entry, value } })))
        .flatMap(({ verb, entry }) => readOperation({ api, body, path, verb, operation: entry, reading, definitions })),
    ),
  );
  return {
    routes: all.flatMap((one) => one.routes),
    schemas: all.flatMap((one) => one.schemas),
    stores: all.flatMap((one) => one.stores),
    roles: all.flatMap((one) => one.roles),
  };
}

function entriesWithPlaces(value: Value): readonly (readonly [string, Entry])[] {
  return value.kind === 'dictionary' ? [...value.entries] : [];
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

/** One route for each target that the operation may have: an undecided one may be any of them. */
function readOperation({ api, body, path, verb, operation, reading, definitions }: Operation): readonly ApiRoutes[] {
  const integration = valueAt(operation.value, 'x-amazon-apigateway-integration');
  const isMock = integration !== undefined && literal(valueAt(integration, 'type'))?.toLowerCase() === 'mock';
  const hints = [valueAt(integration, 'requestTemplates'), valueAt(integration, 'requestParameters')];
  const subtype = literal(valueAt(integration, 'integrationSubtype'));
  const targets = isMock
    ? [{ to: undefined, stores: [] }]
    : subtype === undefined
      ? integrationTargets(valueAt(integration, 'uri'), hints, reading)
      : [subtypeTarget(subtype, valueAt(integration, 'requestParameters'), reading)];
  const roles = credentialsOf(valueAt(integration, 'credentials'), reading);
  const method = verb.startsWith('x-') ? 'ANY' : verb.toUpperCase();
  const isDefault = path === '$default' || path === '/$default';
  const route: Omit<Route, 'to'> = {
    id: isDefault ? '$default' : `${method} ${path}`,
    api: api.id,
    method,
    path: isDefault ? '$default' : path,
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
  const schemas = route.carriesData
    ? [
        schema('request', requestFields(operation.value, definitions)),
        schema('response', responseFields(operation.value, definitions)),
      ]
    : [];
  return targets.map(({ to, stores }) => ({ routes: [{ ...route, to }], stores, roles: [roles], schemas }));
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
