import { Denied, deny, denialOf, type Denial } from '../decision.ts';
import type { Bounds } from '../policy.ts';
import { lazyBody, NO_BODY, valueBody } from './body.ts';
import { blank, type Draft } from './draft.ts';
import { isFields, label, malformed, part, text, type Fields } from './fields.ts';
import { decode } from './form.ts';
import type { EventRecord, SourceKind } from './inbound.ts';

type BatchSource = Extract<SourceKind, 's3' | 'sqs' | 'sns' | 'dynamodb-stream' | 'kinesis'>;

/** Batches of S3, SQS, SNS, DynamoDB Streams and Kinesis. */
export function awsBatch(source: BatchSource, event: Fields, bounds: Bounds): Draft {
  const list = event['Records'];
  if (!Array.isArray(list)) throw malformed('Records');
  if (list.length > bounds.maxRecords) throw new Denied(deny('event-limit', { rule: 'maxRecords' }));
  const records = list.map((record: unknown, at) => {
    try {
      // Every record must be of the same source: a handler looks at the first, or at each.
      if (!isFields(record) || sourceOf(record) !== sourceOf(list[0])) throw malformed(`Records.${at}`);
      return READERS[source](record, bounds);
    } catch (error) {
      return broken(record, denialOf(error));
    }
  });
  return { ...blank(source, valueBody(undefined, bounds)), records, origin: records[0]?.origin, id: records[0]?.id };
}

/** One bad record must not stop the others; a queue is told its id. */
function broken(record: unknown, denial: Denial): EventRecord {
  const id = isFields(record) ? label(record, 'messageId') : undefined;
  return { origin: undefined, id, attributes: new Map(), body: NO_BODY, denial };
}

function sourceOf(record: unknown): unknown {
  return isFields(record) ? (record['eventSource'] ?? record['EventSource']) : undefined;
}

const READERS: Readonly<Record<BatchSource, (record: Fields, bounds: Bounds) => EventRecord>> = {
  s3(record, bounds) {
    const s3 = part(record, 's3');
    const [bucket, object] = [part(s3, 'bucket'), part(s3, 'object')];
    const raw = text(object, 'key') ?? '';
    const key = decode(raw);
    if (key === undefined) throw new Denied(deny('event-malformed', { name: 's3.object.key' }));
    const value = {
      bucket: text(bucket, 'name') ?? '',
      key,
      size: object['size'],
      eventName: label(record, 'eventName'),
    };
    return {
      origin: label(bucket, 'arn'),
      id: label(object, 'sequencer'),
      attributes: new Map(Object.entries(value)),
      body: valueBody(value, bounds),
    };
  },
  sqs(record, bounds) {
    const body = lazyBody({ raw: text(record, 'body'), isBase64: false, contentType: undefined, bounds });
    const attributes = attributesOf(part(record, 'messageAttributes'), 'stringValue');
    return { origin: label(record, 'eventSourceARN'), id: label(record, 'messageId'), attributes, body };
  },
  sns(record, bounds) {
    const sns = part(record, 'Sns');
    const attributes = attributesOf(part(sns, 'MessageAttributes'), 'Value');
    const subject = text(sns, 'Subject');
    if (subject !== undefined) attributes.set('Subject', subject);
    const body = lazyBody({ raw: text(sns, 'Message'), isBase64: false, contentType: undefined, bounds });
    return { origin: label(sns, 'TopicArn'), id: label(sns, 'MessageId'), attributes, body };
  },
  kinesis(record, bounds) {
    const data = part(record, 'kinesis');
    const body = lazyBody({ raw: text(data, 'data'), isBase64: true, contentType: undefined, bounds });
    const attributes = new Map<string, unknown>([['partitionKey', text(data, 'partitionKey')]]);
    return { origin: label(record, 'eventSourceARN'), id: label(data, 'sequenceNumber'), attributes, body };
  },
  'dynamodb-stream'(record, bounds) {
    const change = part(record, 'dynamodb');
    // REMOVE events, and KEYS_ONLY streams, have no new image: nothing of it can be judged.
    const image = isFields(change['NewImage']) ? plainItem(change['NewImage'], bounds) : undefined;
    const keys = plainItem(part(change, 'Keys'), bounds);
    return {
      origin: label(record, 'eventSourceARN'),
      id: label(change, 'SequenceNumber'),
      attributes: new Map(Object.entries(keys)),
      body: valueBody(image, bounds),
    };
  },
};

function attributesOf(attributes: Fields, key: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(attributes).slice(0, 64)) {
    if (isFields(value) && typeof value[key] === 'string') found.set(name, value[key]);
  }
  return found;
}

function plainItem(item: Fields, bounds: Bounds): Record<string, unknown> {
  let left = bounds.maxKeys;
  const plain = (value: unknown, depth: number): unknown => {
    if (depth > bounds.maxDepth || --left < 0) throw new Denied(deny('event-limit', { rule: 'item' }));
    if (!isFields(value)) throw malformed('dynamodb');
    const [kind, inner] = Object.entries(value)[0] ?? [];
    if (kind === 'NULL') return null;
    if (kind === 'N') return Number(inner);
    if (kind === 'L' && Array.isArray(inner)) return inner.map((one) => plain(one, depth + 1));
    if (kind === 'M' && isFields(inner)) return members(inner, depth);
    return inner;
  };
  const members = (fields: Fields, depth: number): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value, depth + 1)]));
  return members(item, 0);
}

/** EventBridge, Cognito triggers and whatever has no shape of its own. */
export function awsEvent(source: SourceKind, word: string | undefined, event: Fields, bounds: Bounds): Draft {
  if (source === 'eventbridge') {
    const origin = `${text(event, 'source') ?? ''}/${text(event, 'detail-type') ?? ''}`;
    return { ...blank(source, valueBody(event['detail'], bounds)), origin, id: label(event, 'id') };
  }
  if (source === 'cognito') {
    return { ...blank(source, valueBody(part(event, 'request'), bounds)), origin: text(event, 'triggerSource') };
  }
  return { ...blank('unknown', valueBody(event, bounds)), origin: word };
}
