import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { bePresent, bestOf, judgeAt } from '../judge-value.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import {
  DISTRIBUTION,
  GIVEN,
  bucketHostOf,
  configOf,
  distributionExample,
  hostOf,
  isDeclaredPublic,
  judgeOrigins,
  originName,
} from '../distribution-parts.ts';

const ACCESS = ['OriginAccessControlId', 'S3OriginConfig.OriginAccessIdentity', 'OriginAccessIdentity'];
const BUCKET = '  Files: { Type: AWS::S3::Bucket }\n';
const bucket = (more: string): string =>
  `DomainName: !GetAtt Files.RegionalDomainName, S3OriginConfig: { OriginAccessIdentity: '' }${more}`;

export const cfS3Oac: Control = defineControl({
  id: 'cf-s3-oac',
  title: 'S3 origin without origin access control',
  severity: 'high',
  cwe: 284,
  why: 'The bucket must be open for the distribution to read it, so anyone can go around the distribution and all it checks.',
  fix: 'Make an `AWS::CloudFront::OriginAccessControl`, name it in `OriginAccessControlId`, and let only this distribution read the bucket.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
  ],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.Origins.OriginAccessControlId`,
    `${DISTRIBUTION}.DistributionConfig.Origins.S3OriginConfig.OriginAccessIdentity`,
    `${DISTRIBUTION}.DistributionConfig.S3Origin.OriginAccessIdentity`,
  ],
  judge: (site, context) =>
    judgeOrigins(site, (origin) => {
      const isOld = valueAt(configOf(site), 'S3Origin') === origin;
      if (!isOld && bucketHostOf(origin, context) !== 'bucket') return notApplicable;
      if (isDeclaredPublic(context.find(hostOf(origin), 'AWS::S3::Bucket')?.id, context)) return notApplicable;
      const fault = violated(origin.at, `\`${site.id}\` reads \`${originName(origin)}\` as anyone would`);
      return bestOf(
        ACCESS.map((path) => judgeGiven(origin, path, fault)),
        fault,
      );
    }),

  examples: {
    violated: distributionExample({ origin: bucket('') }, BUCKET),
    satisfied: distributionExample({ origin: bucket(', OriginAccessControlId: E2QWRUHAPOMQZL') }, BUCKET),
    undetermined: `${GIVEN}${distributionExample({ origin: bucket(', OriginAccessControlId: !If [IsGiven, !Ref Given, !Ref AWS::NoValue]') }, BUCKET)}`,
  },
});

/** An id that comes from a parameter or another stack is one. */
function judgeGiven(origin: Value, path: string, fault: Outcome): Outcome {
  const outcome = judgeAt(origin, path, (leaf) =>
    leaf !== undefined && bePresent.holds(leaf) === true ? satisfied : fault,
  );
  return outcome.kind === 'undetermined' && outcome.why.why.cause !== 'condition' ? satisfied : outcome;
}
