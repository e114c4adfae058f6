import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import type { Outcome } from './define-control.ts';
import { notApplicable } from './define-control.ts';
import { judgeEveryAt } from './each-item.ts';

/** Asks a subscription, or each of those that are written inside a topic. */
export function judgeSubscriptions(resource: Resource, ask: (subscription: Value) => Outcome): Outcome {
  return resource.type === 'AWS::SNS::Topic'
    ? judgeEveryAt(resource.properties, 'Subscription', ask, notApplicable)
    : ask(resource.properties);
}
