import { literal, valueAt } from '#model/read-value';
import type { Text } from '#model/value';
import { openOf } from '../judge-value.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import {
  DISTRIBUTION,
  GIVEN,
  bucketHostOf,
  distributionExample,
  hostOf,
  hostText,
  judgeOrigins,
} from '../distribution-parts.ts';

const bucket = (host: string): string => `DomainName: ${host}, S3OriginConfig: { OriginAccessIdentity: '' }`;

export const cfS3OriginMissing: Control = defineControl({
  id: 'cf-s3-origin-missing',
  title: 'S3 origin bucket does not exist (takeover)',
  severity: 'high',
  cwe: 350,
  why: 'A bucket name that nobody holds can be taken by any account, which then serves its own files under this domain.',
  fix: 'Define the bucket in the app and name it by `GetAtt`, or remove the origin.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html'],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.Origins.DomainName`,
    `${DISTRIBUTION}.DistributionConfig.S3Origin.DNSName`,
  ],
  judge: (site, context) =>
    judgeOrigins(site, (origin) => {
      if (bucketHostOf(origin, context) === undefined) return notApplicable;
      const host = hostOf(origin);
      if (host === undefined || context.find(host, 'AWS::S3::Bucket') !== undefined) return satisfied;
      if (host.kind === 'deferred') return host.why.cause === 'import' ? satisfied : undetermined(host);
      const [name] = hostText(origin).split(/\.s3(?:-website)?[.-]/);
      if (name === undefined || name.includes('*')) return host.kind === 'text' ? judgeParts(host) : satisfied;
      const isHere = context
        .ofType('AWS::S3::Bucket')
        .some((one) => literal(valueAt(one.properties, 'BucketName')) === name);
      const isDeclared = context.intent.external.some((one) => one.name === name || one.id === name);
      return isHere || isDeclared
        ? satisfied
        : violated(host.at, `bucket \`${name}\`, which \`${site.id}\` serves, is nowhere in these templates`);
    }),

  examples: {
    violated: distributionExample({ origin: bucket('rides-old-files.s3.amazonaws.com') }),
    satisfied: distributionExample(
      { origin: bucket('!GetAtt Files.RegionalDomainName') },
      '  Files: { Type: AWS::S3::Bucket }\n',
    ),
    undetermined: `${GIVEN}${distributionExample({ origin: bucket('!Sub "${Given}.s3.amazonaws.com"') })}`,
  },
});

/** A name made of a parameter is not known; one made of the account and region is this account's to take. */
function judgeParts(host: Text): Outcome {
  return host.parts.some((part) => typeof part === 'object' && part.kind === 'hole')
    ? undetermined(openOf(host))
    : satisfied;
}
