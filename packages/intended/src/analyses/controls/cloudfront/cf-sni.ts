import { judgeProperty, notBe } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample } from '../distribution-parts.ts';

const certificate = (method: string): string =>
  `        ViewerCertificate: { AcmCertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1, SslSupportMethod: ${method} }\n`;

export const cfSni: Control = defineControl({
  id: 'cf-sni',
  title: 'Dedicated-IP instead of SNI',
  severity: 'info',

  why: 'A dedicated address costs much every month and serves only viewers that are too old to be safe.',
  fix: 'Set `SslSupportMethod` to `sni-only`.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html'],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.ViewerCertificate.SslSupportMethod`],
  judge: (site) =>
    judgeProperty(
      site,
      'DistributionConfig.ViewerCertificate.SslSupportMethod',
      notBe(['vip', 'static-ip']),
      `\`${site.id}\` has addresses of its own for viewers without SNI`,
    ),

  examples: {
    violated: distributionExample({ more: certificate('vip') }),
    satisfied: distributionExample({ more: certificate('sni-only') }),
    undetermined: `${GIVEN}${distributionExample({ more: certificate('!Ref Given') })}`,
  },
});
