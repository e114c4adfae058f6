import { bePresent, bestOf, judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, violated } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample } from '../distribution-parts.ts';

const certificate = (arn: string): string =>
  `        ViewerCertificate:\n          AcmCertificateArn: ${arn}\n          SslSupportMethod: sni-only\n`;

export const cfDefaultCert: Control = defineControl({
  id: 'cf-default-cert',
  title: 'Default CloudFront certificate',
  severity: 'low',
  cwe: 295,
  why: 'The app answers under a host name that is not its own, and viewers with old TLS cannot be refused.',
  fix: 'Set `Aliases`, and a certificate of their names in `ViewerCertificate.AcmCertificateArn`.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-alternate-domain-names.html',
  ],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.ViewerCertificate.AcmCertificateArn`,
    `${DISTRIBUTION}.DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate`,
  ],
  judge(site) {
    const path = 'DistributionConfig.ViewerCertificate';
    const message = `\`${site.id}\` uses the default certificate`;
    const own = ['AcmCertificateArn', 'IamCertificateId'].map((key) =>
      judgeProperty(site, `${path}.${key}`, bePresent, message),
    );
    return bestOf(own, violated(site.typeAt, message));
  },

  examples: {
    violated: distributionExample({}),
    satisfied: distributionExample({ more: certificate('arn:aws:acm:us-east-1:123456789012:certificate/1') }),
    undetermined: `${GIVEN}${distributionExample({ more: certificate('!If [IsGiven, !Ref Given, !Ref AWS::NoValue]') })}`,
  },
});
