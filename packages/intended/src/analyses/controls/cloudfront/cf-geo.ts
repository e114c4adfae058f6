import { be, judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample, isDeclaredPublic } from '../distribution-parts.ts';

const restriction = (type: string): string =>
  `        Restrictions: { GeoRestriction: { RestrictionType: ${type}, Locations: [DE] } }\n`;

export const cfGeo: Control = defineControl({
  id: 'cf-geo',
  title: 'No geo restriction',
  severity: 'info',

  why: 'The app answers in countries where nobody is meant to use it.',
  fix: 'List the countries that are served under `Restrictions.GeoRestriction`, if not all are.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html'],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.Restrictions.GeoRestriction.RestrictionType`],
  judge: (site, context) =>
    isDeclaredPublic(site.id, context)
      ? notApplicable
      : judgeProperty(
          site,
          'DistributionConfig.Restrictions.GeoRestriction.RestrictionType',
          be(['whitelist', 'blacklist']),
          `\`${site.id}\` answers in every country`,
        ),

  examples: {
    violated: distributionExample({}),
    satisfied: distributionExample({ more: restriction('whitelist') }),
    undetermined: `${GIVEN}${distributionExample({ more: restriction('!Ref Given') })}`,
  },
});
