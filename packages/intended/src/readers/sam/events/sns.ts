import type { Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { generated, nothing, type Expansion } from '../expansion.ts';
import { shape } from '../shape.ts';
import { joined, only, record, reference } from '../shape.ts';
import { queuePolicy } from './dead-letter-queue.ts';
import { permission, type EventSource } from './event-source.ts';

const CARRIED = ['FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy', 'Region'];

/** `SNS`: a subscription of the function, or of a queue that the function then polls. */
export function expandSnsEvent(event: EventSource): Expansion {
  const queued = valueAt(event.properties, 'SqsSubscription');
  const isQueued = queued?.kind === 'dictionary' || literal(queued) === 'true';
  if (queued !== undefined && isQueued) return throughQueue(event, queued);
  const topic = valueAt(event.properties, 'Topic');
  const subscription = subscribe(event, 'lambda', event.target.arn);
  const allowed = permission(event, 'sns.amazonaws.com', { conditions: { SourceArn: topic } });
  return { ...nothing, resources: [subscription, allowed] };
}

function subscribe(event: EventSource, protocol: string, endpoint: Value): Expansion['resources'][number] {
  const made = record(
    { Endpoint: endpoint, Protocol: protocol, TopicArn: valueAt(event.properties, 'Topic') },
    event.at,
  );
  return generated(event.owner, event.logicalId, 'AWS::SNS::Subscription', {
    properties: joined(made, only(event.properties, CARRIED)),
    at: event.at,
  });
}

function throughQueue(event: EventSource, settings: Value): Expansion {
  const { at, owner } = event;
  const queue = generated(owner, `${event.logicalId}Queue`, 'AWS::SQS::Queue', { properties: {}, at });
  const given = valueAt(settings, 'QueueArn');
  const arn = given ?? reference(queue.id, 'Arn', at);
  const url = valueAt(settings, 'QueueUrl') ?? (given === undefined ? reference(queue.id, 'Ref', at) : undefined);
  const policyId = literal(valueAt(settings, 'QueuePolicyLogicalId')) ?? `${event.logicalId}QueuePolicy`;
  const topic = valueAt(event.properties, 'Topic') ?? shape('*', at);
  const policy = queuePolicy(event, policyId, { queue: url, arn, principal: '*', source: topic });
  const mapping = generated(owner, `${event.logicalId}EventSourceMapping`, 'AWS::Lambda::EventSourceMapping', {
    properties: {
      BatchSize: valueAt(settings, 'BatchSize') ?? 10,
      Enabled: valueAt(settings, 'Enabled') ?? true,
      EventSourceArn: arn,
      FunctionName: event.target.name,
    },
    at,
  });
  const made = given === undefined ? [queue] : [];
  return {
    ...nothing,
    resources: [...made, policy, mapping, subscribe(event, 'sqs', arn)],
    managedPolicies: [shape('arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole', at)],
  };
}
