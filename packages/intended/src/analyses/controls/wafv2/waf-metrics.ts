import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeEvery } from '../each-item.ts';
import { be, judgeAt, openOf, worstOf } from '../judge-value.ts';
import { managedRule, WEB_ACL, webAclExample } from '../web-acl-rules.ts';

const GROUP = 'AWS::WAFv2::RuleGroup';
const on = be(true);

export const wafMetrics: Control = defineControl({
  id: 'waf-metrics',
  title: 'Rule metrics off',
  severity: 'low',
  cwe: 778,
  why: 'Without metrics no alarm can tell that a rule blocks many requests, or none any more.',
  fix: 'Set `VisibilityConfig.CloudWatchMetricsEnabled` to `true` on the web ACL and each rule.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html'],
  types: [WEB_ACL, GROUP],
  reads: [
    `${WEB_ACL}.VisibilityConfig.CloudWatchMetricsEnabled`,
    `${WEB_ACL}.Rules.VisibilityConfig.CloudWatchMetricsEnabled`,
    `${GROUP}.VisibilityConfig.CloudWatchMetricsEnabled`,
  ],
  judge(resource) {
    const rules = valueAt(resource.properties, 'Rules');
    return worstOf([
      judgeVisible(resource.properties, resource),
      judgeEvery(rules, (rule) => judgeVisible(rule, resource), satisfied),
    ]);
  },
  examples: {
    violated: webAclExample(
      `      Rules:\n${managedRule('Core').replace('MetricsEnabled: true', 'MetricsEnabled: false')}`,
    ),
    satisfied: webAclExample(`      Rules:\n${managedRule('Core')}`),
    undetermined: webAclExample('      Rules: !Ref Rules\n', 'Parameters:\n  Rules: { Type: CommaDelimitedList }\n'),
  },
});

function judgeVisible(part: Value, { id, typeAt }: Resource): Outcome {
  return judgeAt(part, 'VisibilityConfig.CloudWatchMetricsEnabled', (leaf) => {
    const holds = leaf === undefined ? false : on.holds(leaf);
    if (holds === 'unknown') return leaf === undefined ? satisfied : undetermined(openOf(leaf));
    return holds ? satisfied : violated(leaf?.at ?? typeAt, `\`${id}\` has rules without metrics`);
  });
}
