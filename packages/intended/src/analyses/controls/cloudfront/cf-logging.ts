import { bePresent, bestOf, judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { DISTRIBUTION, GIVEN, distributionExample } from '../distribution-parts.ts';

const SOURCE = 'AWS::Logs::DeliverySource';

export const cfLogging: Control = defineControl({
  id: 'cf-logging',
  title: 'Access logging off',
  severity: 'medium',
  cwe: 778,
  why: 'Who asked for what cannot be told after something went wrong.',
  fix: 'Set `Logging.Bucket`, or deliver access logs with `AWS::Logs::DeliverySource`.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html'],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.Logging.Bucket`, `${SOURCE}.ResourceArn`],
  judge(site, context) {
    if (context.naming(site, SOURCE).length > 0) return satisfied;
    const message = `\`${site.id}\` logs no requests`;
    const written = judgeProperty(site, 'DistributionConfig.Logging.Bucket', bePresent, message);
    const live = 'DistributionConfig.DefaultCacheBehavior.RealtimeLogConfigArn';
    return bestOf([written, judgeProperty(site, live, bePresent, message)], written);
  },

  examples: {
    violated: distributionExample({}),
    satisfied: distributionExample({ more: '        Logging: { Bucket: logs.s3.amazonaws.com }\n' }),
    undetermined: `${GIVEN}${distributionExample({ more: '        Logging: !If [IsGiven, { Bucket: !Ref Given }, !Ref AWS::NoValue]\n' })}`,
  },
});
