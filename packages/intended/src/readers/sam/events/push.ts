import type { Part, Value } from '#model/value';
import { itemsOf, literal, referenceOf, valueAt } from '#model/read-value';
import { provisionalId } from '../../cloudformation/stack.ts';
import { generated, nothing, warning, type Addition, type Expansion } from '../expansion.ts';
import { pseudo, record, reference, text } from '../shape.ts';
import { partsOrHole } from '../substitute.ts';
import { permission, type EventSource } from './event-source.ts';

/** `S3`: the bucket's notification, which stands on the bucket, and the permission. */
export function expandS3Event(event: EventSource): Expansion {
  const { at, properties } = event;
  const bucket = referenceOf(valueAt(properties, 'Bucket'))?.to ?? idOf(event, 'Bucket');
  const allowed = permission(event, 's3.amazonaws.com', {
    conditions: { SourceAccount: text([pseudo('AccountId')], at) },
  });
  if (bucket === undefined) return { ...nothing, resources: [allowed], diagnostics: [elsewhere(event, 'Bucket')] };
  const filter = valueAt(properties, 'Filter');
  const additions = itemsOf(valueAt(properties, 'Events')).map((name): Addition => ({
    to: bucket,
    path: ['NotificationConfiguration', 'LambdaConfigurations'],
    value: record({ Function: event.target.arn, Event: name, Filter: filter }, at),
    how: 'append',
  }));
  return { ...nothing, resources: [allowed], additions };
}

/** `Cognito`: the user pool's triggers, which stand on the pool, and the permission. */
export function expandCognitoEvent(event: EventSource): Expansion {
  const { at, owner, properties } = event;
  const pool = referenceOf(valueAt(properties, 'UserPool'))?.to ?? idOf(event, 'UserPool');
  const source = pool === undefined ? undefined : reference(pool, 'Arn', at);
  const allowed = permission(event, 'cognito-idp.amazonaws.com', {
    logicalId: `${owner.logicalId}CognitoPermission`,
    conditions: { SourceArn: source },
  });
  if (pool === undefined) return { ...nothing, resources: [allowed], diagnostics: [elsewhere(event, 'UserPool')] };
  const triggers = itemsOf(valueAt(properties, 'Trigger')).flatMap((trigger) => literal(trigger) ?? []);
  const additions = triggers.map((trigger): Addition => ({
    to: pool,
    path: ['LambdaConfig', trigger],
    value: event.target.arn,
    how: 'set',
  }));
  return { ...nothing, resources: [allowed], additions };
}

function idOf(event: EventSource, property: string): string | undefined {
  const name = literal(valueAt(event.properties, property));
  return name === undefined ? undefined : provisionalId(event.owner.stack, name);
}

function elsewhere(event: EventSource, property: string): Expansion['diagnostics'][number] {
  const value: Value | undefined = valueAt(event.properties, property);
  return warning(
    value?.at ?? event.at,
    `\`${property}\` of event \`${event.name}\` does not name a resource of this template; refer to one with \`!Ref\``,
  );
}

/** `CloudWatchLogs`: a subscription filter and the permission. */
export function expandLogsEvent(event: EventSource): Expansion {
  const { at, owner, properties } = event;
  const group = valueAt(properties, 'LogGroupName');
  const start: Part[] = [
    'arn:',
    pseudo('Partition'),
    ':logs:',
    pseudo('Region'),
    ':',
    pseudo('AccountId'),
    ':log-group:',
  ];
  const filter = generated(owner, event.logicalId, 'AWS::Logs::SubscriptionFilter', {
    properties: {
      LogGroupName: group,
      FilterPattern: valueAt(properties, 'FilterPattern'),
      DestinationArn: event.target.arn,
    },
    at,
  });
  const source = text([...start, ...partsOrHole(group, 'LogGroupName'), ':*'], at);
  return {
    ...nothing,
    resources: [filter, permission(event, 'logs.amazonaws.com', { conditions: { SourceArn: source } })],
  };
}

/** `IoTRule`: a topic rule and the permission. */
export function expandIotEvent(event: EventSource): Expansion {
  const { at, owner, properties } = event;
  const rule = generated(owner, event.logicalId, 'AWS::IoT::TopicRule', {
    properties: {
      TopicRulePayload: {
        Sql: valueAt(properties, 'Sql'),
        AwsIotSqlVersion: valueAt(properties, 'AwsIotSqlVersion'),
        RuleDisabled: false,
        Actions: [{ Lambda: { FunctionArn: event.target.arn } }],
      },
    },
    at,
  });
  const start: Part[] = ['arn:', pseudo('Partition'), ':iot:', pseudo('Region'), ':', pseudo('AccountId'), ':rule/'];
  const source = text([...start, { kind: 'reference', to: rule.id, attribute: 'Ref' }], at);
  const conditions = { SourceAccount: text([pseudo('AccountId')], at), SourceArn: source };
  return { ...nothing, resources: [rule, permission(event, 'iot.amazonaws.com', { conditions })] };
}

/** `AlexaSkill`: the permission alone. */
export function expandAlexaEvent(event: EventSource): Expansion {
  const conditions = { EventSourceToken: valueAt(event.properties, 'SkillId') };
  return { ...nothing, resources: [permission(event, 'alexa-appkit.amazon.com', { conditions })] };
}
