import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import { deferred } from '#model/value';
import { WEB_ACL, webAclExample } from '../web-acl-rules.ts';

const LOGGING = 'AWS::WAFv2::LoggingConfiguration';
const logging = (more: string): string =>
  webAclExample(
    `      Rules: []\n  Log:\n    Type: ${LOGGING}\n${more}    Properties: { ResourceArn: !GetAtt Shield.Arn, LogDestinationConfigs: ['arn:aws:s3:::aws-waf-logs-rides'] }\n`,
    "Parameters:\n  Live: { Type: String }\nConditions:\n  IsLive: !Equals [!Ref Live, 'yes']\n",
  );

export const wafLogging: Control = defineControl({
  id: 'waf-logging',
  title: 'Web ACL logging off',
  severity: 'medium',
  cwe: 778,
  why: 'Which requests were blocked, and which got through, cannot be told after an attack.',
  fix: 'Add an `AWS::WAFv2::LoggingConfiguration` for the web ACL.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/logging.html'],
  types: [WEB_ACL],
  reads: [`${LOGGING}.ResourceArn`],
  judge(acl, context) {
    const found = context.naming(acl, LOGGING);
    if (found.some((one) => one.exists.kind === 'known')) return satisfied;
    const [conditional] = found;
    if (conditional !== undefined) return undetermined(deferred('condition', conditional.id, conditional.at));
    for (const one of context.ofType(LOGGING)) {
      const subject = valueAt(one.properties, 'ResourceArn');
      if (subject?.kind === 'deferred') return undetermined(subject);
    }
    return violated(acl.typeAt, `\`${acl.id}\` writes no log`);
  },
  examples: {
    violated: webAclExample('      Rules: []\n'),
    satisfied: logging(''),
    undetermined: logging('    Condition: IsLive\n'),
  },
});
