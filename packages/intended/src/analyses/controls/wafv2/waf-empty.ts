import { entriesOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeEvery } from '../each-item.ts';
import { managedRule, WEB_ACL, webAclExample } from '../web-acl-rules.ts';

export const wafEmpty: Control = defineControl({
  id: 'waf-empty',
  title: 'Web ACL without rules or with rules without action',
  severity: 'high',
  cwe: 693,
  why: 'A web ACL that has nothing to say looks like protection and lets everything pass.',
  fix: 'Add rules with an `Action`, and managed groups with an `OverrideAction`.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html'],
  types: [WEB_ACL],
  reads: [`${WEB_ACL}.Rules.Action`, `${WEB_ACL}.Rules.OverrideAction`],
  judge(acl) {
    const none = violated(acl.typeAt, `\`${acl.id}\` has no rules`);
    return judgeEvery(
      valueAt(acl.properties, 'Rules'),
      (rule) => {
        const actions = [valueAt(rule, 'Action'), valueAt(rule, 'OverrideAction')].map(judgeAction);
        const open = actions.find((one) => one?.kind === 'undetermined');
        if (actions.some((one) => one?.kind === 'satisfied')) return satisfied;
        const name = literal(valueAt(rule, 'Name')) ?? 'a rule';
        return open ?? violated(rule.at, `rule \`${name}\` of \`${acl.id}\` has no action`);
      },
      none,
    );
  },
  examples: {
    violated: webAclExample('      Rules: []\n'),
    satisfied: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesCommonRuleSet')}`),
    undetermined: webAclExample('      Rules: !Ref Rules\n', 'Parameters:\n  Rules: { Type: CommaDelimitedList }\n'),
  },
});

function judgeAction(action: Value | undefined): Outcome | undefined {
  if (action?.kind === 'deferred') return undetermined(action);
  if (action?.kind === 'choice') return satisfied;
  return entriesOf(action).length > 0 ? satisfied : undefined;
}
