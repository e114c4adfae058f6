import type { Resource } from '#model/application';
import type { Store } from '#model/node';
import type { Value } from '#model/value';
import { dictionary, valueAt } from '#model/read-value';
import { physicalName } from './arn-templates.ts';
import { storeOf } from './nodes.ts';
import type { Reading } from './reading.ts';

/** The function's log group: the one it names, the one with its name, or the one the service makes on first use. */
export function logStore(resource: Resource, reading: Reading): { id: string; implicit: Store | undefined } {
  const configured = valueAt(resource.properties, 'LoggingConfig', 'LogGroup');
  const named = reading.find(configured, 'logs');
  if (named?.type === 'AWS::Logs::LogGroup') return { id: named.id, implicit: undefined };
  const name = physicalName(resource) ?? [{ kind: 'reference', to: resource.id, attribute: 'Ref' } as const];
  const own =
    reading.logGroup(['/aws/lambda/', { kind: 'reference', to: resource.id, attribute: 'Ref' }]) ??
    reading.logGroup(
      typeof name[0] === 'string' ? [`/aws/lambda/${name[0]}`, ...name.slice(1)] : ['/aws/lambda/', ...name],
    );
  if (own !== undefined && configured === undefined) return { id: own.id, implicit: undefined };
  const text = configured ?? { kind: 'text' as const, parts: ['/aws/lambda/', ...name], at: resource.at };
  return { id: `${resource.id}LogGroup`, implicit: implicitLogGroup(`${resource.id}LogGroup`, text, resource) };
}

/** A log group that no template writes, named as the service names it. */
export function implicitLogGroup(id: string, name: Value, owner: Resource): Store {
  const implicit: Resource = { ...owner, id, logicalId: id, type: 'AWS::Logs::LogGroup', origin: 'implicit' };
  const properties = dictionary({ LogGroupName: name }, owner.at);
  return { ...storeOf({ ...implicit, properties }, 'logs', 'logs'), type: 'log-group', resources: [], name };
}
