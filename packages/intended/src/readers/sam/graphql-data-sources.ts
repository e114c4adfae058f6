import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { connectorProfile } from './connector-profiles.ts';
import { generated, merged, nothing, warning, type Expansion } from './expansion.ts';
import { fillTemplate } from './policies.ts';
import { trustOf } from './role.ts';
import { pseudo, record, reference, text, type Shape } from './shape.ts';

interface SourceKind {
  /** Middle of the logical id. */
  readonly word: string;
  readonly type: string;
  readonly destination: string;
  readonly connector: string;
  /** SAM's property with the ARN of what is reached. */
  readonly arn: string;
  readonly permissions: readonly string[];
  readonly configuration: (source: Value) => { readonly [key: string]: Shape };
}

const KINDS: Readonly<Record<string, SourceKind>> = {
  DynamoDb: {
    word: 'DynamoDB',
    type: 'AMAZON_DYNAMODB',
    destination: 'AWS::DynamoDB::Table',
    connector: 'ToTableConnectorPolicy',
    arn: 'TableArn',
    permissions: ['Read', 'Write'],
    configuration: (source) => ({
      DynamoDBConfig: {
        TableName: valueAt(source, 'TableName'),
        AwsRegion: valueAt(source, 'Region') ?? text([pseudo('Region')], source.at),
        UseCallerCredentials: valueAt(source, 'UseCallerCredentials'),
        Versioned: valueAt(source, 'Versioned'),
        DeltaSyncConfig: valueAt(source, 'DeltaSync'),
      },
    }),
  },
  Lambda: {
    word: 'Lambda',
    type: 'AWS_LAMBDA',
    destination: 'AWS::Lambda::Function',
    connector: 'ToLambdaConnectorPolicy',
    arn: 'FunctionArn',
    permissions: ['Write'],
    configuration: (source) => ({ LambdaConfig: { LambdaFunctionArn: valueAt(source, 'FunctionArn') } }),
  },
};

/** The data sources of a GraphQL API, each with the role by which AppSync reaches it. */
export function graphqlDataSources(api: Resource): Expansion {
  const found = entriesOf(valueAt(api.properties, 'DataSources')).flatMap(([group, sources]) => {
    const kind = Object.hasOwn(KINDS, group) ? KINDS[group] : undefined;
    if (kind === undefined)
      return [
        {
          ...nothing,
          diagnostics: [
            warning(sources.at, `\`DataSources\` has no kind \`${group}\`; use \`DynamoDb\` or \`Lambda\``),
          ],
        },
      ];
    return entriesOf(sources).map(([name, source]) => ({
      ...nothing,
      resources: dataSource(api, kind, { name, source }),
    }));
  });
  return merged([...found, { ...nothing, resources: noneSource(api) }]);
}

/** Logical id of the data source that a function or resolver names. */
export function dataSourceId(api: Resource, name: string): string {
  if (name.toUpperCase() === 'NONE') return `${api.logicalId}NoneDataSource`;
  for (const [group, sources] of entriesOf(valueAt(api.properties, 'DataSources')))
    if (valueAt(sources, name) !== undefined) return `${api.logicalId}${name}${KINDS[group]?.word ?? ''}DataSource`;
  return name;
}

function dataSource(
  api: Resource,
  kind: SourceKind,
  { name, source }: { readonly name: string; readonly source: Value },
): readonly Resource[] {
  const { at } = source;
  const logicalId = `${api.logicalId}${name}${kind.word}DataSource`;
  const given = valueAt(source, 'ServiceRoleArn');
  const role = generated(api, `${logicalId}Role`, 'AWS::IAM::Role', {
    properties: { AssumeRolePolicyDocument: trustOf('appsync.amazonaws.com', at) },
    at,
  });
  const resource = generated(api, logicalId, 'AWS::AppSync::DataSource', {
    properties: {
      ApiId: reference(api.id, 'ApiId', at),
      Name: valueAt(source, 'Name') ?? name,
      Description: valueAt(source, 'Description'),
      Type: kind.type,
      ServiceRoleArn: given ?? reference(role.id, 'Arn', at),
      ...kind.configuration(source),
    },
    at,
  });
  return given === undefined ? [resource, role, reachPolicy(api, kind, { logicalId, source, role })] : [resource];
}

function reachPolicy(
  api: Resource,
  kind: SourceKind,
  { logicalId, source, role }: { readonly logicalId: string; readonly source: Value; readonly role: Resource },
): Resource {
  const { at } = source;
  const profile = connectorProfile('AWS::AppSync::DataSource', kind.destination);
  const arn = valueAt(source, kind.arn);
  const variables = new Map<string, Value>(arn === undefined ? [] : [['Destination.Arn', arn]]);
  const asked = itemsOf(valueAt(source, 'Permissions')).flatMap((permission) => literal(permission) ?? []);
  const statements = (asked.length === 0 ? kind.permissions : asked).flatMap((permission) =>
    (profile?.access[permission] ?? []).map((statement) => fillTemplate(statement, variables, at)),
  );
  return generated(api, `${logicalId}${kind.connector}`, 'AWS::IAM::ManagedPolicy', {
    properties: {
      PolicyDocument: record({ Version: '2012-10-17', Statement: statements }, at),
      Roles: [reference(role.id, 'Ref', at)],
    },
    at,
  });
}

/** The data source without data that functions name as `NONE`. */
function noneSource(api: Resource): readonly Resource[] {
  const users = entriesOf(valueAt(api.properties, 'Functions')).map(([, fn]) => valueAt(fn, 'DataSource'));
  const first = users.find((source) => literal(source)?.toUpperCase() === 'NONE');
  if (first === undefined) return [];
  const logicalId = `${api.logicalId}NoneDataSource`;
  const properties = { ApiId: reference(api.id, 'ApiId', first.at), Name: logicalId, Type: 'NONE' };
  return [generated(api, logicalId, 'AWS::AppSync::DataSource', { properties, at: first.at })];
}
