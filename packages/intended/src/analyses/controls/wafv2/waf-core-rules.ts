import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { isManagedGroup, judgeRules, managedRule, WEB_ACL, webAclExample } from '../web-acl-rules.ts';

export const wafCoreRules: Control = defineControl({
  id: 'waf-core-rules',
  title: 'No core/SQLi managed group',
  severity: 'medium',
  cwe: 20,
  why: 'Injection and scripting attempts that every scanner on the internet sends reach the app.',
  fix: 'Add the managed group `AWSManagedRulesCommonRuleSet`, and `AWSManagedRulesSQLiRuleSet` where a database answers.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html'],
  types: [WEB_ACL],
  reads: [`${WEB_ACL}.Rules.Statement`],
  judge: (acl, context) =>
    judgeRules(
      acl,
      (statement) => isManagedGroup(statement, ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesSQLiRuleSet']),
      `\`${acl.id}\` has no core rules`,
      context,
    ),
  examples: {
    violated: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesAmazonIpReputationList')}`),
    satisfied: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesCommonRuleSet')}`),
    undetermined: webAclExample('      Rules: !Ref Rules\n', 'Parameters:\n  Rules: { Type: CommaDelimitedList }\n'),
  },
});
