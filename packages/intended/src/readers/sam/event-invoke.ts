import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { destinationStatements } from './destination.ts';
import { generated, nothing, type Expansion } from './expansion.ts';
import { inlinePolicy } from './role.ts';
import { joined, only, record, reference, type Shape } from './shape.ts';

/** `EventInvokeConfig`: retries and destinations of asynchronous invocations; queues and topics not named are made. */
export function eventInvoke(fn: Resource): Expansion {
  const config = valueAt(fn.properties, 'EventInvokeConfig');
  if (config?.kind !== 'dictionary') return nothing;
  const { at } = config;
  const logicalId = `${fn.logicalId}EventInvokeConfig`;
  const ends = (['OnSuccess', 'OnFailure'] as const).map((end) =>
    destination(fn, `${logicalId}${end}`, valueAt(config, 'DestinationConfig', end)),
  );
  const alias = valueAt(fn.properties, 'AutoPublishAlias');
  const destinations = valueAt(config, 'DestinationConfig');
  const made = record(
    {
      FunctionName: reference(fn.id, 'Ref', at),
      Qualifier: alias ?? '$LATEST',
      DestinationConfig:
        destinations === undefined
          ? undefined
          : { OnSuccess: ends[0]?.configuration, OnFailure: ends[1]?.configuration },
    },
    at,
  );
  const carried = only(config, ['MaximumEventAgeInSeconds', 'MaximumRetryAttempts']);
  const resource = generated(fn, logicalId, 'AWS::Lambda::EventInvokeConfig', {
    properties: joined(made, carried),
    at,
  });
  return {
    ...nothing,
    resources: [...ends.flatMap((end) => end.resources), resource],
    inlinePolicies: ends.flatMap((end) => end.policies),
  };
}

interface Destination {
  readonly configuration: Shape;
  readonly resources: readonly Resource[];
  readonly policies: readonly Value[];
}

function destination(fn: Resource, logicalId: string, config: Value | undefined): Destination {
  if (config?.kind !== 'dictionary') return { configuration: config, resources: [], policies: [] };
  const { at } = config;
  const type = literal(valueAt(config, 'Type')) ?? '';
  const given = valueAt(config, 'Destination');
  const made = given === undefined ? madeTarget(fn, logicalId, { type, at }) : undefined;
  const target = given ?? (made === undefined ? undefined : reference(made.id, type === 'SQS' ? 'Arn' : 'Ref', at));
  const statements = target === undefined ? [] : destinationStatements(type, target);
  return {
    configuration: { Destination: target },
    resources: made === undefined ? [] : [made],
    policies: statements.length === 0 ? [] : [inlinePolicy(`${logicalId}${type}Policy`, statements, at)],
  };
}

function madeTarget(
  fn: Resource,
  logicalId: string,
  { type, at }: { type: string; at: Value['at'] },
): Resource | undefined {
  if (type === 'SQS') return generated(fn, `${logicalId}Queue`, 'AWS::SQS::Queue', { properties: {}, at });
  if (type === 'SNS') return generated(fn, `${logicalId}Topic`, 'AWS::SNS::Topic', { properties: {}, at });
  return undefined;
}
