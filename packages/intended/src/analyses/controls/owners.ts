import type { Resource } from '#model/application';
import type { Context } from './context.ts';

/** Properties by which a part names the whole: a stage its API, a policy its bucket. */
const OWNER_PROPERTIES: readonly string[] = [
  'RestApiId',
  'ApiId',
  'Bucket',
  'FunctionName',
  'TargetFunctionArn',
  'TopicArn',
  'Topics',
  'Queues',
  'UserPoolId',
  'IdentityPoolId',
  'DBClusterIdentifier',
  'EventBusName',
  'SecretId',
  'KeyId',
  'TargetKeyId',
  'LogGroupName',
  'ResourceArn',
  'StreamARN',
];

/** Ids of the resource itself and of what it is a part of: their data decide how bad a fault is. A log group's name is its own. */
export function ownersOf(resource: Resource, context: Context): readonly string[] {
  const names = resource.type === 'AWS::Logs::LogGroup' ? [] : OWNER_PROPERTIES;
  const owners = names.flatMap((name) => context.find(resource.properties.entries.get(name)?.value)?.id ?? []);
  return [resource.id, ...owners];
}
