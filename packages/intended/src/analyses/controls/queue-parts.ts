import type { Resource } from '#model/application';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Context } from './context.ts';

/** Names that people give to queues for what failed. */
const NAME = /dlq|dead[-_]?letter|failed|failure/i;

/** Takes what something else could not deliver or handle: of a queue, a subscription, a function, a rule, a schedule, a pipe. */
export function isDeadLetterQueue(queue: Resource, context: Context): boolean {
  if (NAME.test(queue.logicalId) || NAME.test(literal(valueAt(queue.properties, 'QueueName')) ?? '')) return true;
  if (has(valueAt(queue.properties, 'RedriveAllowPolicy'))) return true;
  return context.naming(queue).some((one) => letters(one).some((value) => context.find(value) === queue));
}

/** Takes what other queues could not deliver: only these are bound by `RedriveAllowPolicy`. */
export function takesFromQueues(queue: Resource, context: Context): boolean {
  return context
    .naming(queue, 'AWS::SQS::Queue')
    .some((one) => context.find(valueAt(one.properties, 'RedrivePolicy'), 'AWS::SQS::Queue') === queue);
}

/** Where the properties of a type name a queue for failures. */
function letters({ type, properties }: Resource): readonly (Value | undefined)[] {
  switch (type) {
    case 'AWS::SQS::Queue':
    case 'AWS::SNS::Subscription':
      return [valueAt(properties, 'RedrivePolicy')];
    case 'AWS::Lambda::Function':
      return [valueAt(properties, 'DeadLetterConfig', 'TargetArn')];
    case 'AWS::Lambda::EventSourceMapping':
    case 'AWS::Lambda::EventInvokeConfig':
      return [valueAt(properties, 'DestinationConfig', 'OnFailure', 'Destination')];
    case 'AWS::Events::Rule':
      return itemsOf(valueAt(properties, 'Targets')).map((target) => valueAt(target, 'DeadLetterConfig', 'Arn'));
    case 'AWS::Scheduler::Schedule':
      return [valueAt(properties, 'Target', 'DeadLetterConfig', 'Arn')];
    case 'AWS::Pipes::Pipe':
      return [valueAt(properties, 'SourceParameters')].flatMap(deadLettersIn);
    default:
      return [];
  }
}

function deadLettersIn(parameters: Value | undefined): readonly (Value | undefined)[] {
  if (parameters?.kind !== 'dictionary') return [];
  return [...parameters.entries.values()].map(({ value }) => valueAt(value, 'DeadLetterConfig', 'Arn'));
}

function has(value: Value | undefined): boolean {
  return value !== undefined && value.kind !== 'absent';
}
