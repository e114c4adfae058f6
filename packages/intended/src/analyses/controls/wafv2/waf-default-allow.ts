import { itemsOf, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt } from '../judge-value.ts';
import { WEB_ACL, webAclExample } from '../web-acl-rules.ts';

const ONLY_OFFICE =
  '      Rules:\n        - { Name: Office, Priority: 1, Action: { Allow: {} }, Statement: { IPSetReferenceStatement: { Arn: arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/office/1 } }, VisibilityConfig: { CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true, MetricName: office } }\n';

export const wafDefaultAllow: Control = defineControl({
  id: 'waf-default-allow',
  title: 'Default action allow on an allow-list design',
  severity: 'info',
  cwe: 1188,
  why: 'Rules that only allow say who may come; with a default of allow, everybody else may come too.',
  fix: 'Set `DefaultAction` to `Block: {}`.',
  sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-default-action.html'],
  types: [WEB_ACL],
  reads: [`${WEB_ACL}.DefaultAction`, `${WEB_ACL}.Rules.Action`],
  judge(acl) {
    const rules = itemsOf(valueAt(acl.properties, 'Rules'));
    const allowing = rules.filter((rule) => valueAt(rule, 'Action', 'Allow') !== undefined);
    if (allowing.length === 0 || allowing.length < rules.length) return notApplicable;
    const action = valueAt(acl.properties, 'DefaultAction');
    if (action?.kind === 'deferred') return undetermined(action);
    return judgeAt(action, 'Allow', (leaf) =>
      leaf === undefined ? satisfied : violated(leaf.at, `\`${acl.id}\` allows some by rule, and everybody by default`),
    );
  },
  examples: {
    violated: webAclExample(ONLY_OFFICE),
    satisfied: webAclExample(ONLY_OFFICE).replace('DefaultAction: { Allow: {} }', 'DefaultAction: { Block: {} }'),
    undetermined: webAclExample(
      ONLY_OFFICE,
      "Parameters:\n  Live: { Type: String }\nConditions:\n  IsLive: !Equals [!Ref Live, 'yes']\n",
    ).replace('DefaultAction: { Allow: {} }', 'DefaultAction: !If [IsLive, { Block: {} }, { Allow: {} }]'),
  },
});
