import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { isManagedGroup, judgeRules, managedRule, WEB_ACL, webAclExample } from '../web-acl-rules.ts';

export const wafKnownBadInputs: Control = defineControl({
  id: 'waf-known-bad-inputs',
  title: 'No known-bad-inputs managed group (Log4j and others)',
  severity: 'medium',
  cwe: 1395,
  why: 'Requests that are known to exploit faults such as Log4Shell reach the app.',
  fix: 'Add the managed group `AWSManagedRulesKnownBadInputsRuleSet`.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html'],
  types: [WEB_ACL],
  reads: [`${WEB_ACL}.Rules.Statement`],
  judge: (acl, context) =>
    judgeRules(
      acl,
      (statement) => isManagedGroup(statement, ['AWSManagedRulesKnownBadInputsRuleSet']),
      `\`${acl.id}\` does not stop known bad inputs`,
      context,
    ),
  examples: {
    violated: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesCommonRuleSet')}`),
    satisfied: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesKnownBadInputsRuleSet')}`),
    undetermined: webAclExample('      Rules: !Ref Rules\n', 'Parameters:\n  Rules: { Type: CommaDelimitedList }\n'),
  },
});
