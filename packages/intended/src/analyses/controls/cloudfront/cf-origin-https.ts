import { literal, valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { judgeAt, openOf } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import {
  DISTRIBUTION,
  GIVEN,
  behavioursOf,
  distributionExample,
  judgeOrigins,
  originName,
} from '../distribution-parts.ts';

const origin = (policy: string): string =>
  `DomainName: api.example.com, CustomOriginConfig: { OriginProtocolPolicy: ${policy} }`;

export const cfOriginHttps: Control = defineControl({
  id: 'cf-origin-https',
  title: 'Origin contacted over HTTP',
  severity: 'high',
  cwe: 319,
  why: 'Between the edge and the origin everything travels over the internet in clear text, while the viewer sees a lock.',
  fix: 'Set `OriginProtocolPolicy` to `https-only`; ask a bucket by its own interface rather than its website.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html',
  ],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.Origins.CustomOriginConfig.OriginProtocolPolicy`,
    `${DISTRIBUTION}.DistributionConfig.CustomOrigin.OriginProtocolPolicy`,
  ],
  judge: (site) =>
    judgeOrigins(site, (origin) => {
      const settings = valueAt(origin, 'CustomOriginConfig');
      if (settings === undefined && valueAt(origin, 'DNSName') === undefined) return notApplicable;
      const message = `\`${site.id}\` asks \`${originName(origin)}\` in clear text`;
      return judgeAt(settings ?? origin, 'OriginProtocolPolicy', (leaf) => {
        if (leaf === undefined) return notApplicable;
        if (leaf.kind !== 'scalar') return undetermined(openOf(leaf));
        const policy = String(leaf.value).toLowerCase();
        const isOpen = policy === 'http-only' || (policy === 'match-viewer' && isAskedInClear(origin, site));
        return isOpen ? violated(leaf.at, message) : satisfied;
      });
    }),

  examples: {
    violated: distributionExample({ origin: origin('http-only') }),
    satisfied: distributionExample({}),
    undetermined: `${GIVEN}${distributionExample({ origin: origin('!Ref Given') })}`,
  },
});

/** An origin that is asked as viewers ask is asked in clear text only where they may come so. */
function isAskedInClear(one: Value, site: Resource): boolean {
  const behaviours = behavioursOf(one, site);
  return behaviours.some(
    (behaviour) => literal(valueAt(behaviour, 'ViewerProtocolPolicy'))?.toLowerCase() === 'allow-all',
  );
}
