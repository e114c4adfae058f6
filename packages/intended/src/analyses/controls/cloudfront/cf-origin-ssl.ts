import { valueAt } from '#model/read-value';
import { judgeItems } from '../list-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample, judgeOrigins, originName } from '../distribution-parts.ts';

const origin = (protocols: string): string =>
  `DomainName: api.example.com, CustomOriginConfig: { OriginProtocolPolicy: https-only, OriginSSLProtocols: ${protocols} }`;

export const cfOriginSsl: Control = defineControl({
  id: 'cf-origin-ssl',
  title: 'Outdated SSL/TLS towards the origin',
  severity: 'medium',
  cwe: 327,
  why: 'The edge may speak SSL 3 or TLS 1.0 with the origin, and whoever sits between can break that.',
  fix: 'Set `OriginSSLProtocols` to `[TLSv1.2]`.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html'],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.Origins.CustomOriginConfig.OriginSSLProtocols`,
    `${DISTRIBUTION}.DistributionConfig.CustomOrigin.OriginSSLProtocols`,
  ],
  judge: (site) =>
    judgeOrigins(site, (origin) => {
      const settings = valueAt(origin, 'CustomOriginConfig');
      const protocols = valueAt(settings ?? origin, 'OriginSSLProtocols');
      if (protocols === undefined) return settings === undefined ? notApplicable : satisfied;
      return judgeItems(
        protocols,
        ({ text }) => /^(?:sslv[23]|tlsv1|tlsv1\.[01])$/i.test(text),
        ({ text }) => `\`${site.id}\` may speak \`${text}\` with \`${originName(origin)}\``,
      );
    }),

  examples: {
    violated: distributionExample({ origin: origin('[TLSv1, TLSv1.2]') }),
    satisfied: distributionExample({ origin: origin('[TLSv1.2]') }),
    undetermined: `${GIVEN}${distributionExample({ origin: origin('[!Ref Given]') })}`,
  },
});
