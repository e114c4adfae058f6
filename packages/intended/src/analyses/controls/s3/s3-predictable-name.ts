import type { Resource } from '#model/application';
import type { Part } from '#model/value';
import { literal, partsOf, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import type { Must } from '../judge-value.ts';
import { judgeProperty } from '../judge-value.ts';

/** Account, region and stage are no secret; what a parameter gives when the stack is made is not in the template. */
const beUnguessable: Must = {
  absent: 'satisfied',
  given: 'satisfied',
  holds: (leaf) => partsOf(leaf)?.some(isRandom) ?? true,
};

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
      : judgeProperty(
          bucket,
          'BucketName',
          beUnguessable,
          `the name of \`${bucket.id}\` can be guessed and taken by another account`,
        ),
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
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !If [IsTest, rides-files, !Ref AWS::NoValue]
`,
  },
});

function isOwnNamespace(bucket: Resource): boolean {
  const namespace = valueAt(bucket.properties, 'BucketNamespace');
  return literal(namespace)?.toLowerCase() === 'account-regional';
}

/** A run of hexadecimal digits long enough not to be guessed, or what the deployment or another resource makes. */
function isRandom(part: Part): boolean {
  if (typeof part === 'string')
    return /(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}/.test(part) || part.endsWith('-an');
  return part.kind === 'pseudo' ? part.name === 'AWS::StackId' : true;
}
