import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { generated } from '../expansion.ts';
import { reference, record, type Shape } from '../shape.ts';
import type { EventSource } from './event-source.ts';

export interface DeadLetters {
  /** `DeadLetterConfig` of the target. */
  readonly configuration: Shape;
  /** ARN of the queue, where the event has one. */
  readonly arn: Value | undefined;
  /** Was the queue made for this event? */
  readonly made: boolean;
  readonly resources: readonly Resource[];
}

/** The event's dead-letter queue: the one named by ARN, or one made for it that `source` may write to. */
export function deadLetterQueue(
  event: EventSource,
  allowed: { readonly source: Value; readonly service: string } | undefined,
): DeadLetters {
  const configuration = valueAt(event.properties, 'DeadLetterConfig');
  const arn = valueAt(configuration, 'Arn');
  const isMade = configuration !== undefined && arn === undefined && valueAt(configuration, 'Type') !== undefined;
  if (configuration === undefined || !isMade) return { configuration, arn, made: false, resources: [] };
  const { at } = configuration;
  const logicalId = literal(valueAt(configuration, 'QueueLogicalId')) ?? `${event.logicalId}Queue`;
  const queue = generated(event.owner, logicalId, 'AWS::SQS::Queue', { properties: {}, at });
  const queueArn = reference(queue.id, 'Arn', at);
  const policies =
    allowed === undefined
      ? []
      : [
          queuePolicy(event, `${event.logicalId}QueuePolicy`, {
            queue: reference(queue.id, 'Ref', at),
            arn: queueArn,
            principal: { Service: allowed.service },
            source: allowed.source,
          }),
        ];
  return { configuration: record({ Arn: queueArn }, at), arn: queueArn, made: true, resources: [queue, ...policies] };
}

/** A queue policy that lets a principal send on behalf of one source. */
export function queuePolicy(
  event: EventSource,
  logicalId: string,
  parts: { readonly queue: Value | undefined; readonly arn: Value; readonly principal: Shape; readonly source: Value },
): Resource {
  const statement = {
    Action: 'sqs:SendMessage',
    Effect: 'Allow',
    Principal: parts.principal,
    Resource: parts.arn,
    Condition: { ArnEquals: { 'aws:SourceArn': parts.source } },
  };
  return generated(event.owner, logicalId, 'AWS::SQS::QueuePolicy', {
    properties: {
      PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
      Queues: [parts.queue ?? parts.arn],
    },
    at: event.at,
  });
}
