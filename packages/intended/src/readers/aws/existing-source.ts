import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { itemsOf, valueAt } from '#model/read-value';
import type { Contribution, Mapper } from './contribution.ts';
import { customResource } from './lambda.ts';
import type { Reading } from './reading.ts';
import type { NamedNodes } from './referenced.ts';
import { namedNode } from './referenced.ts';
import { keyOf, textOf } from './name-index.ts';
import { wire } from './wires.ts';

/**
 * The custom resources by which the Serverless Framework connects a function to a bucket or user pool that exists
 * already (`existing: true`): what the framework's own function sets up is a trigger. Others of these names are custom
 * resources like any other.
 * @see https://www.serverless.com/framework/docs/providers/aws/events/s3#using-existing-buckets
 */
export const existingBucket: Mapper = (resource, reading) => {
  const configs = valueAt(resource.properties, 'BucketConfigs') ?? valueAt(resource.properties, 'BucketConfig');
  const bucket = valueAt(resource.properties, 'BucketName');
  if (configs === undefined || bucket === undefined) return customResource(resource, reading);
  const source = namedNode(reading, bucket, 's3');
  return triggers(resource, source, configs, 'metadata', reading);
};

export const existingUserPool: Mapper = (resource, reading) => {
  const configs = valueAt(resource.properties, 'UserPoolConfigs') ?? valueAt(resource.properties, 'UserPoolConfig');
  const pool = valueAt(resource.properties, 'UserPoolName');
  if (configs === undefined || pool === undefined) return customResource(resource, reading);
  const own = poolNamed(pool, reading);
  const source = own === undefined ? namedNode(reading, pool, 'cognito-idp') : { ids: [own.id], stores: [] };
  return triggers(resource, source, configs, 'content', reading);
};

function triggers(
  resource: Resource,
  source: NamedNodes,
  configs: Value,
  carries: 'metadata' | 'content',
  reading: Reading,
): Contribution {
  const target = namedNode(reading, valueAt(resource.properties, 'FunctionName'), 'lambda');
  const wires = source.ids.flatMap((from) =>
    target.ids.flatMap((to) =>
      itemsOf(configs).map((config) =>
        wire('trigger', from, to, config.at, {
          carries,
          answers: carries === 'content',
          filter: valueAt(config, 'Rules') ?? valueAt(config, 'Filter'),
        }),
      ),
    ),
  );
  return { stores: source.stores, wires };
}

/** A pool is named by its id everywhere else; only these resources take the name that a person gave it. */
function poolNamed(name: Value, reading: Reading): Resource | undefined {
  const wanted = textOf(name);
  if (wanted === undefined) return undefined;
  return reading.ofType('AWS::Cognito::UserPool').find((pool) => {
    const own = textOf(valueAt(pool.properties, 'UserPoolName'));
    return own !== undefined && keyOf(own) === keyOf(wanted);
  });
}
