import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { provisionalId } from '../../cloudformation/stack.ts';
import { generated, nothing, type Expansion } from '../expansion.ts';
import { inlinePolicy, serviceRole } from '../role.ts';
import { record, reference, shape, type Shape } from '../shape.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { permission, type EventSource } from './event-source.ts';

/** `Schedule`, `CloudWatchEvent` and `EventBridgeRule`: a rule that starts the target. */
export function expandRuleEvent(event: EventSource): Expansion {
  const { at, owner, properties, target } = event;
  const rule = reference(provisionalId(owner.stack, event.logicalId), 'Arn', at);
  const deadLetters = deadLetterQueue(event, { source: rule, service: 'events.amazonaws.com' });
  const starter = target.kind === 'state-machine' ? startingRole(event) : undefined;
  const resource = generated(owner, event.logicalId, 'AWS::Events::Rule', {
    properties: {
      Name: valueAt(properties, event.type === 'Schedule' ? 'Name' : 'RuleName'),
      Description: valueAt(properties, 'Description'),
      ScheduleExpression: valueAt(properties, 'Schedule'),
      EventBusName: valueAt(properties, 'EventBusName'),
      EventPattern: valueAt(properties, 'Pattern'),
      State: stateOf(event),
      Targets: [
        {
          Arn: target.arn,
          Id:
            valueAt(properties, 'Target', 'Id') ??
            `${event.logicalId}${target.kind === 'function' ? 'LambdaTarget' : 'StepFunctionsTarget'}`,
          RoleArn: starter?.arn,
          Input: valueAt(properties, 'Input'),
          InputPath: valueAt(properties, 'InputPath'),
          InputTransformer: valueAt(properties, 'InputTransformer'),
          DeadLetterConfig: deadLetters.configuration,
          RetryPolicy: valueAt(properties, 'RetryPolicy'),
        },
      ],
    },
    at,
  });
  const allowed =
    starter === undefined
      ? [permission(event, 'events.amazonaws.com', { conditions: { SourceArn: rule } })]
      : starter.resources;
  return { ...nothing, resources: [resource, ...deadLetters.resources, ...allowed] };
}

/** `State`, or SAM's boolean `Enabled`. */
function stateOf({ properties }: EventSource): Shape {
  const enabled = valueAt(properties, 'Enabled');
  if (enabled === undefined) return valueAt(properties, 'State');
  const known = literal(enabled);
  if (known === 'true') return shape('ENABLED', enabled.at);
  return known === 'false' ? shape('DISABLED', enabled.at) : enabled;
}

function startingRole(event: EventSource): { readonly arn: Value; readonly resources: readonly Resource[] } {
  const { at, owner, properties } = event;
  const given = valueAt(properties, 'RoleArn');
  if (given !== undefined) return { arn: given, resources: [] };
  const logicalId = `${event.logicalId}Role`;
  const role = serviceRole(owner, logicalId, {
    service: 'events.amazonaws.com',
    policies: [inlinePolicy(`${logicalId}StartExecutionPolicy`, [startStatement(event)], at)],
    at,
  });
  return { arn: reference(role.id, 'Arn', at), resources: [role] };
}

export function startStatement(event: EventSource): Shape {
  const { target } = event;
  const action = target.kind === 'function' ? 'lambda:InvokeFunction' : 'states:StartExecution';
  return record({ Action: action, Effect: 'Allow', Resource: target.arn }, event.at);
}
