import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { provisionalId } from '../cloudformation/stack.ts';
import { generated, nothing, type Expansion } from './expansion.ts';
import { dataSourceId } from './graphql-data-sources.ts';
import { reference, type Shape } from './shape.ts';

/** The functions and the pipeline resolvers of a GraphQL API. A local `CodeUri` stays a plain path. */
export function graphqlResolvers(api: Resource): Expansion {
  const functions = entriesOf(valueAt(api.properties, 'Functions')).map(([name, fn]) =>
    functionResource(api, name, fn),
  );
  const resolvers = entriesOf(valueAt(api.properties, 'Resolvers')).flatMap(([type, fields]) =>
    entriesOf(fields).map(([name, resolver]) => resolverResource(api, { type, name, resolver })),
  );
  return { ...nothing, resources: [...functions, ...resolvers] };
}

function functionResource(api: Resource, name: string, fn: Value): Resource {
  const { at } = fn;
  return generated(api, `${api.logicalId}${name}`, 'AWS::AppSync::FunctionConfiguration', {
    properties: {
      ApiId: reference(api.id, 'ApiId', at),
      Name: valueAt(fn, 'Name') ?? name,
      Description: valueAt(fn, 'Description'),
      DataSourceName: dataSourceName(api, valueAt(fn, 'DataSource')),
      MaxBatchSize: valueAt(fn, 'MaxBatchSize'),
      SyncConfig: valueAt(fn, 'Sync'),
      ...codeOf(fn),
    },
    at,
  });
}

function dataSourceName(api: Resource, source: Value | undefined): Value | undefined {
  const name = literal(source);
  if (source === undefined || name === undefined) return source;
  return reference(provisionalId(api.stack, dataSourceId(api, name)), 'Name', source.at);
}

function resolverResource(
  api: Resource,
  { type, name, resolver }: { readonly type: string; readonly name: string; readonly resolver: Value },
): Resource {
  const { at } = resolver;
  const pipeline = itemsOf(valueAt(resolver, 'Pipeline')).map((step): Value => {
    const fn = literal(step);
    return fn === undefined
      ? step
      : reference(provisionalId(api.stack, `${api.logicalId}${fn}`), 'FunctionId', step.at);
  });
  return generated(api, `${api.logicalId}${type}${name}`, 'AWS::AppSync::Resolver', {
    properties: {
      ApiId: reference(api.id, 'ApiId', at),
      TypeName: type,
      FieldName: valueAt(resolver, 'FieldName') ?? name,
      Kind: 'PIPELINE',
      PipelineConfig: { Functions: pipeline },
      CachingConfig: valueAt(resolver, 'Caching'),
      MaxBatchSize: valueAt(resolver, 'MaxBatchSize'),
      SyncConfig: valueAt(resolver, 'Sync'),
      ...codeOf(resolver),
    },
    at,
  });
}

function codeOf(written: Value): { readonly [key: string]: Shape } {
  const runtime = valueAt(written, 'Runtime');
  return {
    Code: valueAt(written, 'InlineCode'),
    CodeS3Location: valueAt(written, 'CodeUri'),
    Runtime:
      runtime === undefined
        ? undefined
        : { Name: valueAt(runtime, 'Name'), RuntimeVersion: valueAt(runtime, 'Version') },
  };
}
