import type { Dictionary, Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { mapPathItems, METHODS, withEntry } from './openapi.ts';
import { securityOf } from './security.ts';
import { record, shape, type Shape } from './shape.ts';

/** The body of a REST API with a mock `OPTIONS` on every path that has none, as `Cors` asks. */
export function withCors(body: Dictionary, cors: Value | undefined, auth: Value | undefined): Dictionary {
  if (cors === undefined || cors.kind === 'absent' || literal(cors) === 'false') return body;
  return mapPathItems(body, (item) =>
    item.entries.has('options') || ![...item.entries.keys()].some((method) => METHODS.has(method))
      ? item
      : withEntry(item, 'options', preflight(item, cors, auth)),
  );
}

function preflight(item: Dictionary, cors: Value, auth: Value | undefined): Value {
  const { at } = cors;
  const settings = cors.kind === 'dictionary' ? cors : record({ AllowOrigin: cors }, at);
  const headers: Readonly<Record<string, Shape>> = {
    // Every origin, where a person names none.
    'Access-Control-Allow-Origin': valueAt(settings, 'AllowOrigin') ?? "'*'",
    'Access-Control-Allow-Headers': valueAt(settings, 'AllowHeaders'),
    'Access-Control-Allow-Methods': valueAt(settings, 'AllowMethods') ?? allowedMethods(item),
    'Access-Control-Allow-Credentials':
      literal(valueAt(settings, 'AllowCredentials')) === 'true' ? "'true'" : undefined,
    'Access-Control-Max-Age': valueAt(settings, 'MaxAge'),
  };
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  const parameters = given.map(([name, value]) => [`method.response.header.${name}`, value] as const);
  const isAsked = literal(valueAt(auth, 'AddDefaultAuthorizerToCorsPreflight')) !== 'false';
  const isKeyAsked = literal(valueAt(auth, 'AddApiKeyRequiredToCorsPreflight')) !== 'false';
  const asked = record(
    {
      DefaultAuthorizer: isAsked ? valueAt(auth, 'DefaultAuthorizer') : undefined,
      ApiKeyRequired: isKeyAsked ? valueAt(auth, 'ApiKeyRequired') : undefined,
    },
    at,
  );
  return record(
    {
      summary: 'CORS support',
      'x-amazon-apigateway-integration': {
        type: 'mock',
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        responses: { default: { statusCode: '200', responseParameters: Object.fromEntries(parameters) } },
      },
      responses: { '200': { headers: Object.fromEntries(given.map(([name]) => [name, { type: 'string' }])) } },
      security: securityOf({ api: asked, event: undefined, at }),
    },
    at,
  );
}

function allowedMethods(item: Dictionary): string {
  const methods = [...item.entries.keys()]
    .filter((method) => METHODS.has(method))
    .map((method) => method.toUpperCase());
  if (methods.includes('X-AMAZON-APIGATEWAY-ANY-METHOD')) return "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'";
  return `'${[...new Set([...methods, 'OPTIONS'])].sort().join(',')}'`;
}

/** `CorsConfiguration` of an HTTP API in the words of its OpenAPI extension; `true` allows every origin. */
export function httpCors(configuration: Value | undefined): Value | undefined {
  if (configuration === undefined || literal(configuration) === 'false') return undefined;
  const { at } = configuration;
  if (literal(configuration) === 'true') return shape({ allowOrigins: ['*'] }, at);
  if (configuration.kind !== 'dictionary') return configuration.kind === 'absent' ? undefined : configuration;
  const entries = [...configuration.entries].map(
    ([key, entry]) => [key.charAt(0).toLowerCase() + key.slice(1), entry] as const,
  );
  return { ...configuration, entries: new Map(entries) };
}
