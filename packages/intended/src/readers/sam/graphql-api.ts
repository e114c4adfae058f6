import { wholeFile } from '#source/place';
import { pathBeside } from '#source/normalize-path';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { localPath } from './definition-file.ts';
import { generated, merged, nothing, primary, warning, type Context, type Expansion } from './expansion.ts';
import { graphqlDataSources } from './graphql-data-sources.ts';
import { graphqlResolvers } from './graphql-resolvers.ts';
import { managedPolicy, trustOf } from './role.ts';
import { joined, only, record, reference, type Shape } from './shape.ts';
import { tagList } from './tags.ts';

const CARRIED = [
  'EnhancedMetricsConfig',
  'IntrospectionConfig',
  'Name',
  'OwnerContact',
  'QueryDepthLimit',
  'ResolverCountLimit',
  'Visibility',
  'XrayEnabled',
];

/** AWS::Serverless::GraphQLApi: the API with its schema, keys, cache, domain, data sources, functions and resolvers. */
export function expandGraphqlApi(api: Resource, context: Context): Expansion {
  const { at, properties } = api;
  const schema = schemaOf(api, context);
  const role = logRole(api);
  const made = record(
    {
      Name: api.logicalId,
      ...authOf(valueAt(properties, 'Auth')),
      LogConfig: logConfig(api, role),
      Tags: tagList(valueAt(properties, 'Tags'), 'graphqlapi', at),
    },
    at,
  );
  const own = primary(api, 'AWS::AppSync::GraphQLApi', joined(made, only(properties, CARRIED)));
  const resources = [own, ...schema.resources, ...role, ...keysOf(api), ...cacheOf(api), ...domainOf(api)];
  return merged([
    { ...nothing, resources, diagnostics: schema.diagnostics },
    graphqlDataSources(api),
    graphqlResolvers(api),
  ]);
}

const CONFIGURATIONS: readonly (readonly [string, string])[] = [
  ['UserPool', 'UserPoolConfig'],
  ['LambdaAuthorizer', 'LambdaAuthorizerConfig'],
  ['OpenIDConnect', 'OpenIDConnectConfig'],
];

function authOf(auth: Value | undefined): { readonly [key: string]: Shape } {
  const additional = itemsOf(valueAt(auth, 'Additional')).map((provider) => record(providerOf(provider), provider.at));
  return { ...providerOf(auth), AdditionalAuthenticationProviders: additional.length === 0 ? undefined : additional };
}

function providerOf(auth: Value | undefined): { readonly [key: string]: Shape } {
  const configurations = CONFIGURATIONS.map(([written, plain]) => [plain, valueAt(auth, written)] as const);
  return { AuthenticationType: valueAt(auth, 'Type'), ...Object.fromEntries(configurations) };
}

function apiId(api: Resource, at = api.at): Value {
  return reference(api.id, 'ApiId', at);
}

function schemaOf(api: Resource, context: Context): Expansion {
  const inline = valueAt(api.properties, 'SchemaInline');
  const uri = valueAt(api.properties, 'SchemaUri');
  const found = inline === undefined && uri !== undefined ? schemaFile(uri, context) : undefined;
  const definition = inline ?? found?.value;
  if (definition === undefined && uri === undefined) {
    const message = `\`${api.logicalId}\` has no schema; write \`SchemaInline\` or \`SchemaUri\``;
    return { ...nothing, diagnostics: [warning(api.at, message)] };
  }
  const schema = generated(api, `${api.logicalId}Schema`, 'AWS::AppSync::GraphQLSchema', {
    properties: {
      ApiId: apiId(api),
      Definition: definition,
      DefinitionS3Location: definition === undefined ? uri : undefined,
    },
    at: inline?.at ?? uri?.at ?? api.at,
  });
  return { ...nothing, resources: [schema], diagnostics: found?.diagnostics ?? [] };
}

function schemaFile(
  uri: Value,
  context: Context,
): { readonly value?: Value; readonly diagnostics: Expansion['diagnostics'] } {
  const path = localPath(uri);
  if (path === undefined) return { diagnostics: [] };
  const file = context.files.read(pathBeside(context.stack.file, path));
  if (file.kind === 'trouble') return { diagnostics: [warning(uri.at, `schema ${file.message}`)] };
  const positions = [{ offset: 0, file: file.path, line: 1, column: 1 }];
  for (const { index } of file.text.matchAll(/\n/g))
    positions.push({ offset: index + 1, file: file.path, line: positions.length + 1, column: 1 });
  return { value: { kind: 'scalar', value: file.text, at: wholeFile(file.path), positions }, diagnostics: [] };
}

/** Logging is on unless it is switched off. */
function isLogging(api: Resource): boolean {
  return literal(valueAt(api.properties, 'Logging')) !== 'false';
}

function logRole(api: Resource): readonly Resource[] {
  const logging = valueAt(api.properties, 'Logging');
  if (!isLogging(api) || valueAt(logging, 'CloudWatchLogsRoleArn') !== undefined) return [];
  return [
    generated(api, `${api.logicalId}CloudWatchRole`, 'AWS::IAM::Role', {
      properties: {
        AssumeRolePolicyDocument: trustOf('appsync.amazonaws.com', api.at),
        ManagedPolicyArns: [managedPolicy('service-role/AWSAppSyncPushToCloudWatchLogs')],
      },
      at: logging?.at ?? api.at,
    }),
  ];
}

function logConfig(api: Resource, [role]: readonly Resource[]): Value | undefined {
  const logging = valueAt(api.properties, 'Logging');
  if (!isLogging(api)) return undefined;
  const at = logging?.at ?? api.at;
  const made = record(
    {
      FieldLogLevel: 'ALL',
      CloudWatchLogsRoleArn: role === undefined ? undefined : reference(role.id, 'Arn', at),
    },
    at,
  );
  return logging?.kind === 'dictionary' ? joined(made, logging) : made;
}

function keysOf(api: Resource): readonly Resource[] {
  return entriesOf(valueAt(api.properties, 'ApiKeys')).map(([name, key]) => {
    const { at } = key;
    const made = record(
      { ApiId: apiId(api, at), ApiKeyId: valueAt(key, 'ApiKeyId'), Expires: valueAt(key, 'ExpiresOn') },
      at,
    );
    const carried = key.kind === 'dictionary' ? only(key, ['Description']) : record({}, at);
    return generated(api, `${api.logicalId}${name}`, 'AWS::AppSync::ApiKey', { properties: joined(made, carried), at });
  });
}

function cacheOf(api: Resource): readonly Resource[] {
  const cache = valueAt(api.properties, 'Cache');
  if (cache?.kind !== 'dictionary') return [];
  const properties = joined(cache, record({ ApiId: apiId(api, cache.at) }, cache.at));
  return [generated(api, `${api.logicalId}ApiCache`, 'AWS::AppSync::ApiCache', { properties, at: cache.at })];
}

function domainOf(api: Resource): readonly Resource[] {
  const domain = valueAt(api.properties, 'DomainName');
  if (domain?.kind !== 'dictionary') return [];
  const { at } = domain;
  const name = generated(api, `${api.logicalId}DomainName`, 'AWS::AppSync::DomainName', { properties: domain, at });
  const association = generated(
    api,
    `${api.logicalId}DomainNameApiAssociation`,
    'AWS::AppSync::DomainNameApiAssociation',
    {
      properties: { ApiId: apiId(api, at), DomainName: reference(name.id, 'Ref', at) },
      at,
    },
  );
  return [name, association];
}
