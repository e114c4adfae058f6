import type { Resource } from '#model/application';
import { partsOf, valueAt } from '#model/read-value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from './context.ts';

export type SourceKind = 'stream' | 'queue' | 'kafka' | 'broker' | 'documents' | 'unknown';

/** What a mapping polls: by the resource, by its ARN, or by settings that only one kind has. */
export function sourceKind({ properties }: Resource, context: Context): SourceKind {
  if (valueAt(properties, 'SelfManagedEventSource') !== undefined) return 'kafka';
  const arn = valueAt(properties, 'EventSourceArn');
  const type = context.find(arn)?.type ?? '';
  const words = wordsOfParts(partsOf(arn) ?? []);
  if (/^AWS::(?:Kinesis|DynamoDB)::/.test(type) || /^arn:[^:]*:(?:kinesis|dynamodb):/.test(words)) return 'stream';
  if (type.startsWith('AWS::SQS::') || /^arn:[^:]*:sqs:/.test(words)) return 'queue';
  if (type.startsWith('AWS::MSK::') || /^arn:[^:]*:kafka:/.test(words)) return 'kafka';
  if (type.startsWith('AWS::AmazonMQ::') || /^arn:[^:]*:mq:/.test(words)) return 'broker';
  if (type.startsWith('AWS::DocDB::') || /^arn:[^:]*:rds:/.test(words)) return 'documents';
  if (valueAt(properties, 'Queues') !== undefined) return 'broker';
  if (valueAt(properties, 'Topics') !== undefined) return 'kafka';
  if (valueAt(properties, 'DocumentDBEventSourceConfig') !== undefined) return 'documents';
  return valueAt(properties, 'StartingPosition') === undefined ? 'unknown' : 'stream';
}
