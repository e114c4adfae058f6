import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { isManagedGroup, judgeRules, managedRule, WEB_ACL, webAclExample } from '../web-acl-rules.ts';

/** Groups of the provider that limit rates themselves. */
const RATED: readonly string[] = ['AWSManagedRulesAntiDDoSRuleSet'];

export const wafRateLimit: Control = defineControl({
  id: 'waf-rate-limit',
  title: 'No rate-based rule',
  severity: 'medium',
  cwe: 770,
  why: 'One client may send as many requests as it likes: password guessing, scraping and the bill of a serverless app all grow with them.',
  fix: 'Add a rule with a `RateBasedStatement` that blocks.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html'],
  types: [WEB_ACL],
  reads: [`${WEB_ACL}.Rules.Statement`],
  judge: (acl, context) =>
    judgeRules(
      acl,
      (statement) =>
        valueAt(statement, 'RateBasedStatement') === undefined ? isManagedGroup(statement, RATED) : satisfied,
      `\`${acl.id}\` limits no rate`,
      context,
    ),
  examples: {
    violated: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesCommonRuleSet')}`),
    satisfied: webAclExample(
      '      Rules:\n        - { Name: Flood, Priority: 1, Action: { Block: {} }, Statement: { RateBasedStatement: { Limit: 500, AggregateKeyType: IP } }, VisibilityConfig: { CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true, MetricName: flood } }\n',
    ),
    undetermined: webAclExample('      Rules: !Ref Rules\n', 'Parameters:\n  Rules: { Type: CommaDelimitedList }\n'),
  },
});
