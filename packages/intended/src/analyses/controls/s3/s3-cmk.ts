import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import type { Outcome } from '../define-control.ts';
import { isDeclaredPublic, isWebsite, takesAccessLogs } from '../bucket-parts.ts';
import { beCustomerKey } from '../customer-key.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { judgeSomeAt } from '../each-item.ts';
import { be, judgeValue, worstOf } from '../judge-value.ts';

export const s3Cmk: Control = defineControl({
  id: 's3-cmk',
  title: 'Default encryption not with KMS/customer key',
  severity: 'low',
  why: 'Under the platform’s key, whoever may read the bucket may read its objects; a key of your own is a second, separate gate that can be closed.',
  fix: 'Set `SSEAlgorithm` to `aws:kms` and `KMSMasterKeyID` to a key of your own.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html'],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket.BucketEncryption.ServerSideEncryptionConfiguration'],
  judge(bucket, context) {
    if (isWebsite(bucket) || isDeclaredPublic(bucket, context) || takesAccessLogs(bucket, context))
      return notApplicable;
    const missing = violated(bucket.typeAt, `\`${bucket.id}\` is not encrypted under a customer key by default`);
    return judgeSomeAt(
      bucket.properties,
      'BucketEncryption.ServerSideEncryptionConfiguration',
      (rule) => judgeKey(rule, bucket),
      missing,
    );
  },
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }
`,
    satisfied: `Parameters:
  Key: { Type: String }
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Key }
`,
    undetermined: `Parameters:
  Algorithm: { Type: String }
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: !Ref Algorithm, KMSMasterKeyID: alias/rides }
`,
  },
});

/** Objects of a website cannot be read under a key of the account's, and access logs cannot be written under one. */
function judgeKey(rule: Value, bucket: Resource): Outcome {
  const weak = `\`${bucket.id}\` is not encrypted under a customer key by default`;
  const byDefault = 'ServerSideEncryptionByDefault';
  return worstOf([
    satisfied,
    judgeValue(rule, `${byDefault}.SSEAlgorithm`, be(['aws:kms', 'aws:kms:dsse']), {
      at: bucket.typeAt,
      message: weak,
    }),
    judgeValue(rule, `${byDefault}.KMSMasterKeyID`, beCustomerKey, { at: bucket.typeAt, message: weak }),
  ]);
}
