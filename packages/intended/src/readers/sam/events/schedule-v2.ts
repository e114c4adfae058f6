import { literal, valueAt } from '#model/read-value';
import { provisionalId } from '../../cloudformation/stack.ts';
import { generated, nothing, type Expansion } from '../expansion.ts';
import { inlinePolicy, serviceRole } from '../role.ts';
import { joined, only, record, reference } from '../shape.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import type { EventSource } from './event-source.ts';
import { startStatement } from './rule.ts';

const CARRIED = [
  'Description',
  'EndDate',
  'FlexibleTimeWindow',
  'GroupName',
  'KmsKeyArn',
  'Name',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'StartDate',
  'State',
];

/** `ScheduleV2`: a schedule of EventBridge Scheduler, with a role of its own unless one is given. */
export function expandScheduleV2Event(event: EventSource): Expansion {
  const { at, owner, properties, target } = event;
  const given = valueAt(properties, 'RoleArn');
  const deadLetters = deadLetterQueue(event, undefined);
  const roleId = `${event.logicalId}Role`;
  const isNamed = literal(valueAt(properties, 'OmitName')) !== 'true';
  const made = record(
    {
      FlexibleTimeWindow: { Mode: 'OFF' },
      Name: isNamed ? event.logicalId : undefined,
      Target: {
        Arn: target.arn,
        RoleArn: given ?? reference(provisionalId(owner.stack, roleId), 'Arn', at),
        Input: valueAt(properties, 'Input'),
        DeadLetterConfig: deadLetters.configuration,
        RetryPolicy: valueAt(properties, 'RetryPolicy'),
      },
    },
    at,
  );
  const schedule = generated(owner, event.logicalId, 'AWS::Scheduler::Schedule', {
    properties: joined(made, only(properties, CARRIED)),
    at,
  });
  const word = target.kind === 'function' ? 'Lambda' : 'StartExecution';
  const start = inlinePolicy(`${event.logicalId}${word}Policy`, [startStatement(event)], at);
  const send = { Action: 'sqs:SendMessage', Effect: 'Allow', Resource: deadLetters.arn };
  const policies =
    deadLetters.arn === undefined
      ? [start]
      : [start, inlinePolicy(`${event.logicalId}SQSPolicy`, [send], deadLetters.arn.at)];
  const role = serviceRole(owner, roleId, {
    service: 'scheduler.amazonaws.com',
    policies,
    boundary: valueAt(properties, 'PermissionsBoundary'),
    at,
  });
  return { ...nothing, resources: [schedule, ...deadLetters.resources, ...(given === undefined ? [role] : [])] };
}
