import type { Must } from '../judge-value.ts';
import { judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample } from '../distribution-parts.ts';

const certificate = (version: string): string =>
  `        Aliases: [rides.example.com]\n        ViewerCertificate: { AcmCertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1, SslSupportMethod: sni-only, MinimumProtocolVersion: ${version} }\n`;

const modern: Must = {
  absent: 'violated',
  holds(leaf) {
    if (leaf.kind === 'text') return 'unknown';
    return leaf.kind === 'scalar' && /^TLSv1\.[2-9]/.test(String(leaf.value));
  },
};

export const cfViewerTls: Control = defineControl({
  id: 'cf-viewer-tls',
  title: 'Viewer TLS policy below 1.2',
  severity: 'medium',
  cwe: 326,
  why: 'Viewers may be talked down to TLS 1.0 or 1.1, whose faults are known. The default certificate always allows this.',
  fix: 'Give the distribution its own certificate, and set `MinimumProtocolVersion` to `TLSv1.2_2021` or later.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
  ],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.ViewerCertificate.MinimumProtocolVersion`],
  judge: (site) =>
    judgeProperty(
      site,
      'DistributionConfig.ViewerCertificate.MinimumProtocolVersion',
      modern,
      `\`${site.id}\` accepts viewers with TLS below 1.2`,
    ),

  examples: {
    violated: distributionExample({ more: certificate('TLSv1') }),
    satisfied: distributionExample({ more: certificate('TLSv1.2_2021') }),
    undetermined: `${GIVEN}${distributionExample({ more: certificate('!Ref Given') })}`,
  },
});
