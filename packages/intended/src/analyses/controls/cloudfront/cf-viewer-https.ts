import { literal, valueAt } from '#model/read-value';
import { be, judgeAt, openOf } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample, judgeBehaviours } from '../distribution-parts.ts';

const https = be(['redirect-to-https', 'https-only']);

export const cfViewerHttps: Control = defineControl({
  id: 'cf-viewer-https',
  title: 'Viewer protocol allows HTTP',
  severity: 'high',
  cwe: 319,
  why: 'Requests and answers in clear text can be read and changed by anyone on the way.',
  fix: 'Set `ViewerProtocolPolicy` to `redirect-to-https` or `https-only` on every behaviour.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
  ],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy`,
    `${DISTRIBUTION}.DistributionConfig.CacheBehaviors.ViewerProtocolPolicy`,
  ],
  judge: (site) =>
    judgeBehaviours(site, (behaviour) => {
      const path = literal(valueAt(behaviour, 'PathPattern'));
      const where = path === undefined ? 'its default behaviour' : `\`${path}\``;
      return judgeAt(behaviour, 'ViewerProtocolPolicy', (leaf) => {
        const message = `\`${site.id}\` answers in clear text on ${where}`;
        if (leaf === undefined) return violated(site.typeAt, message);
        const holds = https.holds(leaf);
        if (holds === 'unknown') return undetermined(openOf(leaf));
        return holds ? satisfied : violated(leaf.at, message);
      });
    }),

  examples: {
    violated: distributionExample({}).replace('redirect-to-https', 'allow-all'),
    satisfied: distributionExample({}),
    undetermined: `${GIVEN}${distributionExample({}).replace('redirect-to-https', '!Ref Given')}`,
  },
});
