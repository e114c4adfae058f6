import { valueAt } from '#model/read-value';
import { bePresent, judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, bucketHostOf, configOf, distributionExample, originOf } from '../distribution-parts.ts';

const BUCKET = 'DomainName: rides.s3.amazonaws.com, S3OriginConfig: {}';

export const cfDefaultRoot: Control = defineControl({
  id: 'cf-default-root',
  title: 'No default root object',
  severity: 'low',
  cwe: 548,
  why: 'A request for the root goes to the bucket as it is, which may answer with the list of what lies in it.',
  fix: 'Set `DefaultRootObject` to the start page, such as `index.html`.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html'],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.DefaultRootObject`],
  judge(site, context) {
    const origin = originOf(valueAt(configOf(site), 'DefaultCacheBehavior'), site);
    // An API has no files to list, and a bucket's website has a start page of its own.
    if (origin !== undefined && bucketHostOf(origin, context) !== 'bucket') return notApplicable;
    return judgeProperty(site, 'DistributionConfig.DefaultRootObject', bePresent, `\`${site.id}\` has no start page`);
  },

  examples: {
    violated: distributionExample({ origin: BUCKET }),
    satisfied: distributionExample({ origin: BUCKET, more: '        DefaultRootObject: index.html\n' }),
    undetermined: `${GIVEN}${distributionExample({ origin: BUCKET, more: '        DefaultRootObject: !If [IsGiven, !Ref Given, !Ref AWS::NoValue]\n' })}`,
  },
});
