import { bePresent, judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample } from '../distribution-parts.ts';

const GROUP =
  '        OriginGroups: { Quantity: 1, Items: [{ Id: both, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } }, Members: { Quantity: 2, Items: [{ OriginId: main }, { OriginId: spare }] } }] }\n';

export const cfOriginFailover: Control = defineControl({
  id: 'cf-origin-failover',
  title: 'No origin failover group',
  severity: 'info',

  why: 'When the one origin fails, so does the site.',
  fix: 'Add a second origin and an `OriginGroups` item that names both.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
  ],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.OriginGroups.Items`],
  judge: (site) =>
    judgeProperty(
      site,
      'DistributionConfig.OriginGroups.Items',
      bePresent,
      `\`${site.id}\` has no second origin to fall back on`,
    ),

  examples: {
    violated: distributionExample({}),
    satisfied: distributionExample({ more: GROUP }),
    undetermined: `${GIVEN}${distributionExample({ more: GROUP.replace('OriginGroups: ', 'OriginGroups: !If [IsGiven, ').replace(/\n$/, ', !Ref AWS::NoValue]\n') })}`,
  },
});
