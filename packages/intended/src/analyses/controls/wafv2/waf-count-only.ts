import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeEvery } from '../each-item.ts';
import { judgeAt } from '../judge-value.ts';
import { managedRule, WEB_ACL, webAclExample } from '../web-acl-rules.ts';

export const wafCountOnly: Control = defineControl({
  id: 'waf-count-only',
  title: 'Blocking groups overridden to count',
  severity: 'medium',
  cwe: 693,
  why: 'The group sees the attack, counts it and lets it pass.',
  fix: 'Once the counts show no harm to good requests, set `OverrideAction` to `None: {}`.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-rule-group-override-options.html'],
  types: [WEB_ACL],
  reads: [`${WEB_ACL}.Rules.OverrideAction`],
  judge(acl) {
    return judgeEvery(
      valueAt(acl.properties, 'Rules'),
      (rule) => {
        const action = valueAt(rule, 'OverrideAction');
        if (action === undefined) return satisfied;
        const name = literal(valueAt(rule, 'Name')) ?? 'a group';
        if (action.kind === 'deferred') return undetermined(action);
        return judgeAt(action, 'Count', (leaf) =>
          leaf === undefined ? satisfied : violated(leaf.at, `\`${name}\` of \`${acl.id}\` only counts`),
        );
      },
      notApplicable,
    );
  },
  examples: {
    violated: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesCommonRuleSet', 'Count: {}')}`),
    satisfied: webAclExample(`      Rules:\n${managedRule('AWSManagedRulesCommonRuleSet')}`),
    undetermined: webAclExample('      Rules: !Ref Rules\n', 'Parameters:\n  Rules: { Type: CommaDelimitedList }\n'),
  },
});
