import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { deferred } from '#model/value';
import { functionOf } from '../async-sources.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { sourceKind } from '../event-sources.ts';
import { openOf } from '../judge-value.ts';

/** Defaults in seconds: of a queue's visibility timeout, of a function's timeout. */
const VISIBILITY = 30;
const TIMEOUT = 3;
const TIMES = 6;

const mapping = (timeout: string, visibility: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Rides, EventSourceArn: !GetAtt Queue.Arn }
  Queue:
    Type: AWS::SQS::Queue
    Properties: { VisibilityTimeout: ${visibility} }
  Rides:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Timeout: ${timeout}, Role: 'arn:aws:iam::123456789012:role/rides', Code: { S3Bucket: code, S3Key: rides.zip } }
`;

export const lambdaEsmVisibility: Control = defineControl({
  id: 'lambda-esm-visibility',
  title: 'SQS visibility timeout below six times the function timeout',
  severity: 'low',
  cwe: 799,
  why: 'Messages become visible again while they are still worked on: they are processed twice, or end as dead letters.',
  fix: 'Set the queue’s `VisibilityTimeout` to six times the function’s `Timeout` or more.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html'],
  types: ['AWS::Lambda::EventSourceMapping'],
  reads: [
    'AWS::Lambda::EventSourceMapping.EventSourceArn',
    'AWS::SQS::Queue.VisibilityTimeout',
    'AWS::Lambda::Function.Timeout',
  ],
  judge(resource, context): Outcome {
    if (sourceKind(resource, context) !== 'queue') return notApplicable;
    const source = valueAt(resource.properties, 'EventSourceArn');
    const queue = context.find(source, 'AWS::SQS::Queue');
    const fn = functionOf(valueAt(resource.properties, 'FunctionName'), context);
    // A queue of another stack has its own template to be judged by.
    if (queue === undefined || fn === undefined) return notApplicable;
    return compare(seconds(queue, 'VisibilityTimeout', VISIBILITY), seconds(fn, 'Timeout', TIMEOUT), queue, fn);
  },
  examples: {
    violated: mapping('30', '60'),
    satisfied: mapping('30', '180'),
    undetermined: mapping('!Ref Given', '60', 'Parameters:\n  Given: { Type: Number }\n'),
  },
});

function compare(visibility: number | Outcome, timeout: number | Outcome, queue: Resource, fn: Resource): Outcome {
  if (typeof visibility !== 'number') return visibility;
  if (typeof timeout !== 'number') return timeout;
  if (visibility >= TIMES * timeout) return satisfied;
  return violated(
    valueAt(queue.properties, 'VisibilityTimeout')?.at ?? queue.typeAt,
    `\`${queue.id}\` shows messages again after ${visibility} s, while \`${fn.id}\` may work on them for ${timeout} s`,
  );
}

function seconds({ properties }: Resource, name: string, missing: number): number | Outcome {
  const value = valueAt(properties, name);
  if (value === undefined || value.kind === 'absent') return missing;
  const text = literal(value);
  if (text !== undefined && Number.isFinite(Number(text))) return Number(text);
  if (value.kind === 'deferred') return undetermined(value);
  if (value.kind === 'choice') return undetermined(deferred('condition', value.condition, value.at));
  return undetermined(openOf(value));
}
