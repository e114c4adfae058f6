import type { Control } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { judgeAt } from '../judge-value.ts';

export const s3Website: Control = defineControl({
  id: 's3-website',
  title: 'Static website hosting on the bucket itself',
  severity: 'medium',
  cwe: 319,
  why: 'The website endpoint of a bucket speaks plain HTTP only, and its objects must be public to be served.',
  fix: 'Put a distribution with origin access control in front of a private bucket, and drop `WebsiteConfiguration`.',
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
  ],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket.WebsiteConfiguration'],
  judge(bucket) {
    const message = `\`${bucket.id}\` is a website of its own, without TLS and open to all`;
    return judgeAt(bucket.properties, 'WebsiteConfiguration', (leaf) => {
      if (leaf === undefined || onlyRedirects(leaf)) return satisfied;
      return violated(leaf.at, message);
    });
  },
  examples: {
    violated: `Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      WebsiteConfiguration: { IndexDocument: index.html }
`,
    satisfied: `Resources:
  Site:
    Type: AWS::S3::Bucket
`,
    undetermined: `Parameters:
  Hosted: { Type: String }
Conditions:
  IsHosted: !Equals [!Ref Hosted, 'yes']
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      WebsiteConfiguration: !If [IsHosted, { IndexDocument: index.html }, !Ref AWS::NoValue]
`,
  },
});

/** A bucket that only sends browsers elsewhere serves nothing. */
function onlyRedirects(website: Value): boolean {
  const all = valueAt(website, 'RedirectAllRequestsTo');
  return all !== undefined && all.kind !== 'absent';
}
