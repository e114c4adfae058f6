import { bePresent, judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample } from '../distribution-parts.ts';

export const cfWaf: Control = defineControl({
  id: 'cf-waf',
  title: 'Distribution without web ACL',
  severity: 'medium',

  why: 'Nothing at the edge slows floods or stops known attacks.',
  fix: 'Name a web ACL of scope `CLOUDFRONT` in `WebACLId`.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html'],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.WebACLId`],
  judge: (site) => judgeProperty(site, 'DistributionConfig.WebACLId', bePresent, `\`${site.id}\` has no web ACL`),

  examples: {
    violated: distributionExample({}),
    satisfied: distributionExample({
      more: '        WebACLId: arn:aws:wafv2:us-east-1:123456789012:global/webacl/rides/1\n',
    }),
    undetermined: `${GIVEN}${distributionExample({ more: '        WebACLId: !If [IsGiven, !Ref Given, !Ref AWS::NoValue]\n' })}`,
  },
});
