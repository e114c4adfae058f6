import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { BUCKET_POLICY, judgeTlsOnly } from '../resource-policies.ts';
import { isWebsite, policiesOfBucket } from '../bucket-parts.ts';

export const s3TlsOnly: Control = defineControl({
  id: 's3-tls-only',
  title: 'No deny of non-TLS requests',
  severity: 'medium',
  cwe: 319,
  why: 'Objects and signatures may travel in clear text if one client is set up so, and nothing stops it.',
  fix: 'Add a policy that denies `*` when `aws:SecureTransport` is `false`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html'],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::BucketPolicy.PolicyDocument'],
  // A website endpoint knows no TLS: the fault there is the website.
  judge: (resource, context) =>
    isWebsite(resource)
      ? notApplicable
      : judgeTlsOnly(resource, policiesOfBucket(resource, context), {
          holder: BUCKET_POLICY,
          enough: ['s3:GetObject', 's3:*'],
        }),
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::Bucket
  TlsOnly:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
`,
    undetermined: `Parameters:
  Strict: { Type: String }
Conditions:
  IsStrict: !Equals [!Ref Strict, 'yes']
Resources:
  Files:
    Type: AWS::S3::Bucket
  TlsOnly:
    Type: AWS::S3::BucketPolicy
    Condition: IsStrict
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
`,
  },
});
