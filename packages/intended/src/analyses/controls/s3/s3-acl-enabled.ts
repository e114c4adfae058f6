import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Outcome } from '../define-control.ts';
import { takesDistributionLogs } from '../bucket-parts.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeEveryAt } from '../each-item.ts';
import { judgeAt, judgeProperty, notBe, openOf, worstOf } from '../judge-value.ts';
import type { Leaf } from '../judge-value.ts';
import { literal } from '#model/read-value';

/** ACLs that give nobody but the owner anything work with ACLs switched off, too. */
const NO_GRANT = notBe([
  'PublicRead',
  'PublicReadWrite',
  'AuthenticatedRead',
  'LogDeliveryWrite',
  'BucketOwnerRead',
  'AwsExecRead',
]);

export const s3AclEnabled: Control = defineControl({
  id: 's3-acl-enabled',
  title: 'ACLs still in force (object ownership)',
  severity: 'low',
  cwe: 732,
  why: 'While ACLs are in force, whoever uploads an object owns it and may open it, whatever the bucket’s policy says.',
  fix: 'Leave `AccessControl` out, and set `ObjectOwnership` to `BucketOwnerEnforced`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html'],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket.AccessControl', 'AWS::S3::Bucket.OwnershipControls.Rules'],
  judge(bucket, context) {
    if (takesDistributionLogs(bucket, context)) return notApplicable;
    return worstOf([
      judgeProperty(bucket, 'AccessControl', NO_GRANT, `\`${bucket.id}\` grants access by an ACL`),
      judgeEveryAt(
        bucket.properties,
        'OwnershipControls.Rules',
        (rule) => judgeAt(rule, 'ObjectOwnership', (leaf) => judgeOwnership(bucket, leaf)),
        satisfied,
      ),
    ]);
  },
  remedy: {
    set: [{ path: 'OwnershipControls.Rules', value: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }],
  },
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerEnforced }] }
`,
    undetermined: `Parameters:
  Ownership: { Type: String }
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      OwnershipControls: { Rules: [{ ObjectOwnership: !Ref Ownership }] }
`,
  },
});

/** A bucket without a word about ownership has ACLs off since April 2023. */
function judgeOwnership(bucket: Resource, leaf: Leaf): Outcome {
  if (leaf === undefined) return satisfied;
  if (leaf.kind === 'text') return undetermined(openOf(leaf));
  if (literal(leaf) === 'BucketOwnerEnforced') return satisfied;
  return violated(leaf.at, `\`${bucket.id}\` keeps ACLs in force`);
}
