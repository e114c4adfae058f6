import { isFields, label, type Fields } from './fields.ts';
import type { SourceKind } from './inbound.ts';

/** What an AWS event is, and the word for the kinds that have no shape of their own. */
export interface Detected {
  readonly source: SourceKind;
  /** For `unknown`: `ses`, `iot`, `apigw-authorizer` … where the event says so. */
  readonly word?: string;
}

const BY_EVENT_SOURCE: Readonly<Record<string, SourceKind>> = {
  'aws:s3': 's3',
  'aws:sqs': 'sqs',
  'aws:sns': 'sns',
  'aws:dynamodb': 'dynamodb-stream',
  'aws:kinesis': 'kinesis',
};

/** Tells the source of an event by the fields that its platform always sets. Undefined when two sources fit. */
export function detect(event: Fields): Detected | undefined {
  const found = [http(event), records(event), other(event)].filter((one) => one !== undefined);
  if (found.length > 1) return undefined;
  return found[0] ?? { source: 'unknown' };
}

function http(event: Fields): Detected | undefined {
  const context = event['requestContext'];
  if (typeof event['methodArn'] === 'string' || typeof event['routeArn'] === 'string') return undefined;
  if (!isFields(context)) return typeof event['httpMethod'] === 'string' ? { source: 'apigw-v1' } : undefined;
  if (isFields(context['elb'])) return { source: 'alb' };
  if (isFields(context['http'])) {
    const domain = label(context, 'domainName') ?? '';
    return { source: /[.]lambda-url[.]/.test(domain) ? 'function-url' : 'apigw-v2' };
  }
  if (typeof context['connectionId'] === 'string' && typeof event['httpMethod'] !== 'string') {
    return { source: 'websocket' };
  }
  const isRest = typeof event['httpMethod'] === 'string' || typeof context['httpMethod'] === 'string';
  return isRest ? { source: 'apigw-v1' } : undefined;
}

function records(event: Fields): Detected | undefined {
  const list = event['Records'];
  if (!Array.isArray(list)) return undefined;
  const first: unknown = list[0];
  if (!isFields(first)) return { source: 'unknown', word: 'records' };
  const source = label(first, 'eventSource') ?? label(first, 'EventSource') ?? '';
  const known = BY_EVENT_SOURCE[source];
  return known === undefined ? { source: 'unknown', word: source.replace(/^aws:/, '') } : { source: known };
}

function other(event: Fields): Detected | undefined {
  if (typeof event['detail-type'] === 'string' && typeof event['source'] === 'string') return { source: 'eventbridge' };
  if (typeof event['triggerSource'] === 'string' && isFields(event['request'])) return { source: 'cognito' };
  const word = WORDS.find(([, fits]) => fits(event))?.[0];
  return word === undefined ? undefined : { source: 'unknown', word };
}

/** Sources that have no shape here: the whole event is their body, and a rule must name the word. */
const WORDS: readonly (readonly [string, (event: Fields) => boolean])[] = [
  ['apigw-authorizer', (event) => typeof event['methodArn'] === 'string' || typeof event['routeArn'] === 'string'],
  ['firehose', (event) => Array.isArray(event['records']) && typeof event['deliveryStreamArn'] === 'string'],
  ['kafka', (event) => isFields(event['records']) && /kafka/i.test(label(event, 'eventSource') ?? '')],
  ['mq', (event) => /^aws:(?:r?mq)$/.test(label(event, 'eventSource') ?? '')],
  ['logs', (event) => isFields(event['awslogs'])],
  ['custom-resource', (event) => typeof event['RequestType'] === 'string' && typeof event['StackId'] === 'string'],
  ['appsync', (event) => isFields(event['info']) && typeof event['info']['fieldName'] === 'string'],
];
