import type { Control } from '../define-control.ts';
import type { Value } from '#model/value';
import type { Outcome } from '../define-control.ts';
import { servesSite } from '../bucket-parts.ts';
import { defineControl, notApplicable, violated } from '../define-control.ts';
import { judgeSomeAt } from '../each-item.ts';
import { be, judgeValue } from '../judge-value.ts';

export const s3Lifecycle: Control = defineControl({
  id: 's3-lifecycle',
  title: 'No lifecycle rule (data kept for ever)',
  severity: 'low',
  why: 'What is kept longer than it is needed can still leak, and the law often sets an end to keeping it.',
  fix: 'Add a `LifecycleConfiguration` with a rule that is `Enabled` and expires or moves old objects.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html'],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket.LifecycleConfiguration.Rules'],
  judge(bucket, context) {
    if (servesSite(bucket, context)) return notApplicable;
    const none = violated(bucket.typeAt, `\`${bucket.id}\` keeps its objects for ever`);
    const ask = (rule: Value): Outcome =>
      judgeValue(rule, 'Status', be('Enabled'), {
        at: rule.at,
        message: `the lifecycle rules of \`${bucket.id}\` are off`,
      });
    return judgeSomeAt(bucket.properties, 'LifecycleConfiguration.Rules', ask, none);
  },
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 365 }] }
`,
    undetermined: `Parameters:
  Status: { Type: String }
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration: { Rules: [{ Status: !Ref Status, ExpirationInDays: 365 }] }
`,
  },
});
