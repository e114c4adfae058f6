import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Part, Value } from '#model/value';
import { literal, partsOf, valueAt } from '#model/read-value';
import type { Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';
import type { Leaf } from '../judge-value.ts';

export const s3PredictableName: Control = defineControl({
  id: 's3-predictable-name',
  title: 'Guessable bucket name another account can squat',
  severity: 'medium',
  cwe: 340,
  why: 'Bucket names are shared by all accounts: whoever guesses the name of a stage, region or account to come can make the bucket first, and receive what the app then writes.',
  fix: 'Leave `BucketName` out, add a random part, or use the namespace of the account (`BucketNamespace: account-regional`).',
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html',
  ],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket.BucketName'],
  judge: (bucket) =>
    isOwnNamespace(bucket)
      ? satisfied
      : judgeAt(bucket.properties, 'BucketName', (leaf) => {
          const parts = partsOf(leaf);
          return leaf === undefined || parts === undefined ? satisfied : judgeName(bucket, parts, leaf);
        }),
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub rides-files-\${AWS::AccountId}
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::Bucket
`,
    undetermined: `Parameters:
  Name: { Type: String }
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Ref Name
`,
  },
});

/** Everything in the name is in the template or is no secret; a stack's id, a hash or a part of its own are not. */
function judgeName(bucket: Resource, parts: readonly Part[], leaf: NonNullable<Leaf>): Outcome {
  if (parts.some((part) => isRandom(part))) return satisfied;
  if (parts.some((part) => typeof part === 'object' && part.kind === 'hole')) return undetermined(openOf(leaf));
  return violated(leaf.at, `the name of \`${bucket.id}\` can be guessed and taken by another account`);
}

/** A run of hexadecimal digits long enough not to be guessed, the stack's id, or what another resource made. */
function isRandom(part: Part): boolean {
  if (typeof part === 'string')
    return /(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}/.test(part) || part.endsWith('-an');
  if (part.kind === 'pseudo') return part.name === 'AWS::StackId';
  if (part.kind === 'hole') return part.why.cause !== 'parameter' && part.why.cause !== 'variable';
  return part.kind === 'reference';
}

function isOwnNamespace(bucket: Resource): boolean {
  const namespace: Value | undefined = valueAt(bucket.properties, 'BucketNamespace');
  return literal(namespace)?.toLowerCase() === 'account-regional';
}
