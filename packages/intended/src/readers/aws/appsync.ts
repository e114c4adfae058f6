import { locateText } from '#source/locate-text';
import type { Place, TextPosition } from '#source/place';
import { wholeFile } from '#source/place';
import type { Resource } from '#model/application';
import type { Authn, Field, Route, Schema } from '#model/flow';
import type { Store } from '#model/node';
import type { Resolved, Value } from '#model/value';
import { deferred } from '#model/value';
import { itemsOf, literal, referenceOf, valueAt } from '#model/read-value';
import { authnOf, issuerAuthn } from './authn.ts';
import type { Mapper } from './contribution.ts';
import { textFile } from './document-file.ts';
import { readSdl } from './graphql-sdl.ts';
import type { GraphqlField, GraphqlType } from './graphql-sdl.ts';
import { integrationTarget } from './integration.ts';
import { implicitLogGroup } from './log-store.ts';
import { textOf } from './name-index.ts';
import { computeOf, wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import { rolesOf } from './roles.ts';
import type { Roles } from './roles.ts';
import { wire } from './wires.ts';

/** A GraphQL API: each resolver is a route to what its data sources reach. */
export const graphqlApi: Mapper = (resource, reading) => {
  const sources = reading
    .childrenOf(resource.id, 'AWS::AppSync::DataSource', 'ApiId')
    .map((source) => readSource(source, reading));
  const byName = new Map(sources.flatMap((source) => source.names.map((name) => [name, source] as const)));
  const types = schemaTypes(resource, reading);
  const resolvers = reading.childrenOf(resource.id, 'AWS::AppSync::Resolver', 'ApiId');
  const context: ApiContext = { api: resource, types, byName, reading };
  const parts = resolvers.map((resolver) => readResolver(resolver, context));
  const logRole = rolesOf(reading, valueAt(resource.properties, 'LogConfig', 'CloudWatchLogsRoleArn'));
  const roles = [...sources.map((source) => source.roles), logRole];
  const routes = parts.flatMap((part) => part.route);
  const logs = valueAt(resource.properties, 'LogConfig') === undefined ? undefined : apiLogs(resource, reading);
  return {
    identities: roles.flatMap((role) => role.identities),
    computes: [
      computeOf(resource, 'appsync', 'api', {
        identities: [...new Set(roles.flatMap((role) => role.ids))],
        logs: logs?.id,
      }),
    ],
    stores: [...sources.flatMap((source) => source.stores), ...(logs?.implicit === undefined ? [] : [logs.implicit])],
    routes,
    wires: parts.flatMap((part) =>
      part.others.map((to) => wire('invoke', resource.id, to, part.route.at, { answers: true })),
    ),
    schemas: routes.flatMap((route) => routeSchemas(resource, route, types)),
  };
};

// The service names the group by the API's id.
function apiLogs(api: Resource, reading: Reading): { readonly id: string; readonly implicit: Store | undefined } {
  const parts = ['ApiId', 'Ref'].map(
    (attribute) => ['/aws/appsync/apis/', { kind: 'reference', to: api.id, attribute } as const] as const,
  );
  const own = parts.map((name) => reading.logGroup(name)).find((group) => group !== undefined);
  if (own !== undefined) return { id: own.id, implicit: undefined };
  const name: Value = { kind: 'text', parts: parts[0] ?? [], at: api.at };
  const implicit = implicitLogGroup(`${api.id}LogGroup`, name, api);
  return { id: implicit.id, implicit };
}

interface ApiContext {
  readonly api: Resource;
  readonly types: ReadonlyMap<string, GraphqlType>;
  readonly byName: ReadonlyMap<string, Source>;
  readonly reading: Reading;
}

interface Source {
  /** Resource id, and the name as written. */
  readonly names: readonly string[];
  readonly ids: readonly string[];
  readonly stores: readonly Store[];
  readonly roles: Roles;
}

const SOURCE_TARGETS: readonly (readonly [path: readonly string[], service: string])[] = [
  [['LambdaConfig', 'LambdaFunctionArn'], 'lambda'],
  [['DynamoDBConfig', 'TableName'], 'dynamodb'],
  [['OpenSearchServiceConfig', 'Endpoint'], 'es'],
  [['ElasticsearchConfig', 'Endpoint'], 'es'],
  [['RelationalDatabaseConfig', 'RdsHttpEndpointConfig', 'DbClusterIdentifier'], 'rds'],
  [['EventBridgeConfig', 'EventBusArn'], 'events'],
];

function readSource(source: Resource, reading: Reading): Source {
  const name = textOf(valueAt(source.properties, 'Name'));
  const targets = SOURCE_TARGETS.map(([path, service]) =>
    namedNode(reading, valueAt(source.properties, ...path), service),
  );
  const http = integrationTarget(valueAt(source.properties, 'HttpConfig', 'Endpoint'), [], reading);
  return {
    names: [source.id, ...(name === undefined ? [] : [wordsOf(name)])],
    ids: [...targets.flatMap((target) => target.ids), ...(http.to === undefined ? [] : [http.to])],
    stores: [...targets.flatMap((target) => target.stores), ...http.stores],
    roles: rolesOf(reading, valueAt(source.properties, 'ServiceRoleArn')),
  };
}

function readResolver(resolver: Resource, context: ApiContext): { route: Route; others: readonly string[] } {
  const { properties } = resolver;
  const type = literal(valueAt(properties, 'TypeName')) ?? '';
  const field = literal(valueAt(properties, 'FieldName')) ?? '';
  const pipeline = itemsOf(valueAt(properties, 'PipelineConfig', 'Functions')).flatMap((value) => {
    const step = context.reading.resources.get(referenceOf(value)?.to ?? '');
    return step === undefined ? [] : [valueAt(step.properties, 'DataSourceName')];
  });
  const sources = [valueAt(properties, 'DataSourceName'), ...pipeline].flatMap(
    (value) => sourceOf(value, context) ?? [],
  );
  const [to, ...others] = [...new Set(sources.flatMap((source) => source.ids))];
  const route: Route = {
    id: `${type}.${field}`,
    api: context.api.id,
    method: type,
    path: field,
    to,
    identity: sources.flatMap((source) => source.roles.ids)[0],
    authn: fieldAuthn(type, field, resolver.at, context),
    at: resolver.at,
    carriesData: true,
  };
  return { route, others };
}

function sourceOf(value: Value | undefined, { byName }: ApiContext): Source | undefined {
  const reference = referenceOf(value);
  const text = textOf(value);
  return reference === undefined ? byName.get(text === undefined ? '' : wordsOf(text)) : byName.get(reference.to);
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
  aws_oidc: 'OPENID_CONNECT',
  aws_lambda: 'AWS_LAMBDA',
};

// A directive on the field, or on its type, takes the place of the API's own mode. Of several the most open decides.
function fieldAuthn(type: string, field: string, at: Place, { api, types, reading }: ApiContext): Resolved<Authn> {
  const declared = types.get(type);
  const own = declared?.fields.find((one) => one.name === field)?.directives ?? [];
  const named = [own, declared?.directives ?? []]
    .map((directives) => directives.flatMap((directive) => DIRECTIVES[directive] ?? []))
    .find((modes) => modes.length > 0);
  const providers = [api.properties, ...itemsOf(valueAt(api.properties, 'AdditionalAuthenticationProviders'))];
  const mode = named?.includes('API_KEY') === true ? 'API_KEY' : named?.[0];
  const provider =
    mode === undefined ? providers[0] : providers.find((one) => literal(valueAt(one, 'AuthenticationType')) === mode);
  return modeAuthn(mode, provider, at, reading);
}

function modeAuthn(
  mode: string | undefined,
  provider: Value | undefined,
  at: Place,
  reading: Reading,
): Resolved<Authn> {
  const type = valueAt(provider, 'AuthenticationType');
  const written = mode ?? literal(type);
  switch (written) {
    case 'API_KEY':
      return authnOf('key', undefined, at);
    case 'AWS_IAM':
      return authnOf('iam', undefined, at);
    case 'AMAZON_COGNITO_USER_POOLS': {
      const pool = reading.find(valueAt(provider, 'UserPoolConfig', 'UserPoolId'), 'cognito-idp');
      return authnOf('user-pool', pool?.type === 'AWS::Cognito::UserPool' ? pool.id : undefined, at);
    }
    case 'OPENID_CONNECT':
      return issuerAuthn(valueAt(provider, 'OpenIDConnectConfig', 'Issuer'), at, reading);
    case 'AWS_LAMBDA':
      return authnOf(
        'custom',
        reading.find(valueAt(provider, 'LambdaAuthorizerConfig', 'AuthorizerUri'), 'lambda')?.id,
        at,
      );
    default:
      return type?.kind === 'deferred' ? type : deferred('missing', written ?? 'AuthenticationType', at);
  }
}

function schemaTypes(api: Resource, reading: Reading): ReadonlyMap<string, GraphqlType> {
  for (const schema of reading.childrenOf(api.id, 'AWS::AppSync::GraphQLSchema', 'ApiId')) {
    const inline = valueAt(schema.properties, 'Definition');
    const scalar = inline?.kind === 'text' ? inline.raw : inline;
    if (scalar?.kind === 'scalar' && typeof scalar.value === 'string') {
      return readSdl(scalar.value, (offset, length) => locateText(scalar, offset, length));
    }
    const file = textFile(schema, valueAt(schema.properties, 'DefinitionS3Location'), reading);
    if (file === undefined) continue;
    const located = { at: wholeFile(file.path), positions: linesOf(file) };
    return readSdl(file.text, (offset, length) => locateText(located, offset, length));
  }
  return new Map();
}

function linesOf(file: { readonly path: string; readonly text: string }): readonly TextPosition[] {
  let offset = 0;
  return file.text.split('\n').map((text, index) => {
    const start = { offset, file: file.path, line: index + 1, column: 1 };
    offset += text.length + 1;
    return start;
  });
}

function routeSchemas(api: Resource, route: Route, types: ReadonlyMap<string, GraphqlType>): readonly Schema[] {
  const field = types.get(route.method)?.fields.find((one) => one.name === route.path);
  if (field === undefined) return [];
  const schema = (direction: 'request' | 'response', fields: readonly Field[]): Schema => ({
    on: api.id,
    route: route.id,
    direction,
    origin: 'graphql',
    fields,
  });
  const request = field.arguments.flatMap((argument) => [plainField(argument), ...typeFields(argument.type, types)]);
  const response = typeFields(field.type, types);
  return [schema('request', request), schema('response', response)].filter((one) => one.fields.length > 0);
}

/** Fields of a type and of the types of its fields; each type once, since types refer to one another. */
function typeFields(name: string | undefined, types: ReadonlyMap<string, GraphqlType>): readonly Field[] {
  const seen = new Set<string>();
  const found: Field[] = [];
  const open = [name];
  while (open.length > 0) {
    const next = open.shift();
    const type = next === undefined || seen.has(next) ? undefined : types.get(next);
    if (next === undefined || type === undefined) continue;
    seen.add(next);
    for (const field of type.fields) {
      found.push(plainField(field));
      open.push(field.type);
    }
  }
  return found;
}

function plainField({ name, parent, type, at }: GraphqlField): Field {
  return { name, parent, type, at };
}
