import type { Dictionary, Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { inlinePolicy } from './role.ts';
import { partsOrHole } from './substitute.ts';
import { text, without, type Shape } from './shape.ts';

const TYPE: ReadonlySet<string> = new Set(['Type']);

/** `DestinationConfig` without SAM's `Type`, which CloudFormation does not know. */
export function withoutType(configuration: Value): Value {
  if (configuration.kind !== 'dictionary') return configuration;
  const entries = [...configuration.entries].map(([key, { value, keyAt }]) => {
    const bare: Value = value.kind === 'dictionary' ? without(value, TYPE) : value;
    return [key, { value: bare, keyAt }] as const;
  });
  const plain: Dictionary = { ...configuration, entries: new Map(entries) };
  return plain;
}

/** What sending failed records to `{ Type, Destination }` needs of the function's role. */
export function failurePolicy(logicalId: string, destination: Value | undefined): readonly Value[] {
  const type = literal(valueAt(destination, 'Type'));
  const target = valueAt(destination, 'Destination');
  if (type === undefined || target === undefined) return [];
  const statements = destinationStatements(type, target);
  return statements.length === 0 ? [] : [inlinePolicy(`${logicalId}${type}Policy`, statements, target.at)];
}

/** Statements that let a role send to a destination of SAM's type `SQS`, `SNS`, `Lambda`, `EventBridge` or `S3Bucket`. */
export function destinationStatements(type: string, target: Value): readonly Shape[] {
  const allow = (action: string, resource: Value): Shape => ({ Action: action, Effect: 'Allow', Resource: resource });
  switch (type) {
    case 'SQS':
      return [allow('sqs:SendMessage', target)];
    case 'SNS':
      return [allow('sns:publish', target)];
    case 'Lambda':
      return [allow('lambda:InvokeFunction', target)];
    case 'EventBridge':
      return [allow('events:PutEvents', target)];
    case 'S3':
    case 'S3Bucket':
      return [
        allow('s3:PutObject', text([...partsOrHole(target, 'Destination'), '/*'], target.at)),
        allow('s3:ListBucket', target),
      ];
    default:
      return [];
  }
}
