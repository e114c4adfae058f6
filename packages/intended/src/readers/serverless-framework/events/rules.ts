import type { Tree } from '#source/tree';
import type { Makings } from '../make-tree.ts';
import { getArn, ref } from '../make-tree.ts';
import { alphanumericPart, functionPart } from '../names.ts';
import { isFalse, itemsOf, textAt, textOf, treeAt } from '../read-tree.ts';
import { functionNameText } from '../service.ts';
import type { EventWork } from './event-work.ts';
import { permit, targetInput } from './event-work.ts';

/** `schedule`: a rule per rate, or a schedule of EventBridge Scheduler (`method: scheduler`). */
export function compileSchedule(event: EventWork): void {
  const { tree } = event.event;
  const rates = itemsOf(treeAt(tree, 'rate') ?? tree);
  for (const [offset, rate] of rates.entries()) {
    const index = event.index + offset;
    if (textAt(tree, 'method') === 'scheduler') addSchedule(event, rate, index);
    else addScheduleRule(event, rate, index);
  }
}

function addScheduleRule(event: EventWork, rate: Tree, index: number): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const base = functionPart(fn.key);
  const id = `${base}EventsRuleSchedule${index}`;
  permit(event, `${base}LambdaPermissionEventsRuleSchedule${index}`, 'events.amazonaws.com', getArn(id));
  const target = { Arn: getArn(fn.id), Id: `${fn.key}Schedule`, ...targetInput(tree, treeAt) };
  const properties = {
    ScheduleExpression: rate,
    State: isFalse(treeAt(tree, 'enabled')) ? 'DISABLED' : 'ENABLED',
    Name: treeAt(tree, 'name'),
    Description: treeAt(tree, 'description'),
    Targets: [target],
  };
  work.add(id, 'AWS::Events::Rule', properties, { of: fn.id, at: event.event.at });
}

function addSchedule(event: EventWork, rate: Tree, index: number): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const own = `${functionPart(fn.key)}ScheduleRole${index}`;
  const role = treeAt(tree, 'roleArn');
  const trust = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: getArn(fn.id) };
  const policies = [{ PolicyName: 'invoke', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }];
  const options = { of: fn.id, at: event.event.at };
  if (role === undefined)
    work.add(own, 'AWS::IAM::Role', { AssumeRolePolicyDocument: trust, Policies: policies }, options);
  const properties = {
    ScheduleExpression: rate,
    ScheduleExpressionTimezone: treeAt(tree, 'timezone'),
    State: isFalse(treeAt(tree, 'enabled')) ? 'DISABLED' : 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: getArn(fn.id), RoleArn: role ?? getArn(own), Input: treeAt(tree, 'input') },
  };
  work.add(`${functionPart(fn.key)}EventsRuleSchedule${index}`, 'AWS::Scheduler::Schedule', properties, options);
}

/** `cloudwatchEvent`: a rule on the default bus. */
export function compileCloudwatchEvent(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const base = functionPart(fn.key);
  const id = `${base}EventsRuleCloudWatchEvent${event.index}`;
  permit(event, `${base}LambdaPermissionEventsRuleCloudWatchEvent${event.index}`, 'events.amazonaws.com', getArn(id));
  const properties = {
    EventPattern: treeAt(tree, 'event'),
    State: isFalse(treeAt(tree, 'enabled')) ? 'DISABLED' : 'ENABLED',
    Name: treeAt(tree, 'name'),
    Targets: [{ Arn: getArn(fn.id), Id: `${fn.key}CloudWatchEvent`, ...targetInput(tree, treeAt) }],
  };
  work.add(id, 'AWS::Events::Rule', properties, { of: fn.id, at: event.event.at });
}

/** `eventBridge`: a rule on any bus; a bus that is only a name is made with it. */
export function compileEventBridge(event: EventWork): void {
  const { fn, service, work } = event;
  const { tree } = event.event;
  const options = { of: fn.id, at: event.event.at };
  const bus = treeAt(tree, 'eventBus');
  const busName = textOf(bus);
  const makes = busName !== undefined && busName !== 'default' && !busName.startsWith('arn:');
  const busId = `${functionPart(busName ?? '')}EventBridgeEventBus`;
  if (makes) work.add(busId, 'AWS::Events::EventBus', { Name: busName }, { at: event.event.at });
  const ruleName = `${functionNameText(fn, service)}-rule-${event.index}`;
  const id = `${alphanumericPart(ruleName)}EventBridgeRule`;
  permit(event, `${functionPart(fn.key)}EventBridgeLambdaPermission${event.index}`, 'events.amazonaws.com', getArn(id));
  const queue = treeAt(tree, 'deadLetterQueueArn');
  const retry = treeAt(tree, 'retryPolicy');
  const target = {
    Arn: getArn(fn.id),
    Id: `${fn.key}EventBridge`,
    ...targetInput(tree, treeAt),
    DeadLetterConfig: queue === undefined ? undefined : { Arn: queue },
    RetryPolicy: retryPolicy(retry),
  };
  const properties = {
    EventBusName: makes ? ref(busId) : busName === 'default' ? undefined : bus,
    EventPattern: treeAt(tree, 'pattern'),
    ScheduleExpression: treeAt(tree, 'schedule'),
    State: isFalse(treeAt(tree, 'enabled')) ? 'DISABLED' : (treeAt(tree, 'state') ?? 'ENABLED'),
    Name: treeAt(tree, 'name') ?? ruleName.slice(0, 64),
    Targets: [target],
  };
  work.add(id, 'AWS::Events::Rule', properties, options);
}

function retryPolicy(retry: Tree | undefined): Makings {
  if (retry === undefined) return undefined;
  return {
    MaximumEventAgeInSeconds: treeAt(retry, 'maximumEventAge'),
    MaximumRetryAttempts: treeAt(retry, 'maximumRetryAttempts'),
  };
}
