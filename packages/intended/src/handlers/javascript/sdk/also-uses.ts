import { memberOf } from '../member.ts';
import type { Run } from '../run.ts';
import type { Term } from '../term.ts';
import { UNKNOWN, membersOf } from '../term.ts';

/** A call that a service makes for its caller, with the caller's authority. */
interface AlsoUse {
  readonly service: string;
  readonly operation: string;
  readonly input: Term;
}

/** What stands under a name of the input, and what the service does with it. */
export interface Clue {
  /** The services where the name means this; all of them where it means nothing else anywhere. */
  readonly of: readonly string[] | undefined;
  readonly service: string;
  readonly operations: readonly string[];
  /** `object`: a description `{Bucket, Name}`; `bucket` or `secret`: its name; `uri`: `s3://bucket/key`. */
  readonly is: 'object' | 'bucket' | 'secret' | 'uri';
}

/**
 * Sources, read November 2026: Amazon Rekognition, "Images from S3"; Amazon Textract, S3Object and OutputConfig;
 * Amazon Transcribe, "Media" and OutputBucketName; Amazon Polly, StartSpeechSynthesisTask; Amazon RDS, "Authorizing access
 * to RDS Data API"; Amazon Athena, "Query result location"; AWS Lambda, FunctionCode; DynamoDB, ExportTableToPointInTime.
 */
export const CLUES: ReadonlyMap<string, Clue> = new Map<string, Clue>([
  ['S3Object', { of: undefined, service: 's3', operations: ['GetObject'], is: 'object' }],
  ['secretArn', { of: ['rds-data'], service: 'secretsmanager', operations: ['GetSecretValue'], is: 'secret' }],
  ['SecretArn', { of: ['redshift-data'], service: 'secretsmanager', operations: ['GetSecretValue'], is: 'secret' }],
  ['MediaFileUri', { of: ['transcribe'], service: 's3', operations: ['GetObject'], is: 'uri' }],
  ['RedactedMediaFileUri', { of: ['transcribe'], service: 's3', operations: ['GetObject'], is: 'uri' }],
  ['OutputBucketName', { of: ['transcribe'], service: 's3', operations: ['PutObject'], is: 'bucket' }],
  ['OutputS3BucketName', { of: ['polly'], service: 's3', operations: ['PutObject'], is: 'bucket' }],
  ['S3Bucket', { of: ['textract', 'dynamodb'], service: 's3', operations: ['PutObject'], is: 'bucket' }],
  ['OutputLocation', { of: ['athena'], service: 's3', operations: ['PutObject', 'GetObject'], is: 'uri' }],
]);

/** Calls that a service makes on other services with the authority of whoever calls it. */
export function alsoUsed(service: string, input: Term, run: Run, depth = 0): readonly AlsoUse[] {
  if (input.kind !== 'object' || depth > 3) return [];
  return [...input.properties.keys()].flatMap((name) => {
    const value = memberOf(input, name, run);
    const clue = CLUES.get(name);
    if (clue === undefined || !(clue.of?.includes(service) ?? service !== clue.service))
      return membersOf(value).flatMap((member) => alsoUsed(service, member, run, depth + 1));
    return membersOf(value).flatMap((member) =>
      clue.operations.map((operation) => ({ service: clue.service, operation, input: inputOf(member, clue) })),
    );
  });
}

function inputOf(value: Term, { is }: Clue): Term {
  switch (is) {
    case 'object':
      return value.kind === 'object' ? value : named('Bucket', UNKNOWN);
    case 'secret':
      return named('SecretId', value);
    case 'bucket':
      return named('Bucket', value);
    case 'uri':
      return named('Bucket', bucketIn(value));
    default:
      return is satisfies never;
  }
}

function named(name: string, value: Term): Term {
  return { kind: 'object', properties: new Map([[name, value]]), rest: [], spots: new Map(), of: undefined };
}

/** The bucket of `s3://bucket/key` or `https://bucket.s3.region.amazonaws.com/key`; itself unknown where another form is used. */
function bucketIn(uri: Term): Term {
  if (uri.kind === 'event') return uri;
  const parts = uri.kind === 'text' ? uri.parts : [uri];
  const [first, second] = parts;
  if (first?.kind !== 'literal') return { kind: 'unknown', name: 'uri', parent: undefined };
  const [, written = ''] = /^(?:s3|https?):\/\/([^/.]*)/.exec(String(first.value)) ?? [];
  if (written !== '' && !/^s3\b/.test(written)) return { kind: 'literal', value: written };
  return /^(?:s3|https?):\/\/$/.test(String(first.value)) && second !== undefined
    ? second
    : { kind: 'unknown', name: 'uri', parent: undefined };
}
