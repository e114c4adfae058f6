import type { Control } from '../define-control.ts';
import type { Value } from '#model/value';
import { valueAt } from '#model/read-value';
import type { Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { judgeSome } from '../each-item.ts';
import { be, bePresent, judgeValue, worstOf } from '../judge-value.ts';

export const s3AbortMultipart: Control = defineControl({
  id: 's3-abort-multipart',
  title: 'Lifecycle does not abort failed uploads',
  severity: 'info',
  why: 'Parts of uploads that never finished show in no listing, stay for ever and cost money.',
  fix: 'Add `AbortIncompleteMultipartUpload` with `DaysAfterInitiation` to a lifecycle rule for the whole bucket.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html'],
  types: ['AWS::S3::Bucket'],
  reads: ['AWS::S3::Bucket.LifecycleConfiguration.Rules'],
  judge(bucket) {
    const rules = valueAt(bucket.properties, 'LifecycleConfiguration', 'Rules');
    if (rules === undefined || rules.kind === 'absent') return notApplicable;
    const message = `no lifecycle rule of \`${bucket.id}\` removes the parts of failed uploads`;
    return judgeSome(rules, (rule) => judgeRule(rule, message), violated(rules.at, message));
  },
  examples: {
    violated: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 365 }] }
`,
    satisfied: `Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration: { Rules: [{ Status: Enabled, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }] }
`,
    undetermined: `Parameters:
  Status: { Type: String }
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration: { Rules: [{ Status: !Ref Status, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }] }
`,
  },
});

function judgeRule(rule: Value, message: string): Outcome {
  const otherwise = { at: rule.at, message };
  return worstOf([
    satisfied,
    judgeValue(rule, 'Status', be('Enabled'), otherwise),
    judgeValue(rule, 'AbortIncompleteMultipartUpload', bePresent, otherwise),
  ]);
}
