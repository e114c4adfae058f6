import type { Resource } from '#model/application';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined, violated } from './define-control.ts';
import { judgeSome } from './each-item.ts';

export const WEB_ACL = 'AWS::WAFv2::WebACL';
const RULE_GROUP = 'AWS::WAFv2::RuleGroup';

/** A web ACL for the examples, with rules in YAML flow style. */
export function webAclExample(rules: string, before = ''): string {
  const visible = (name: string): string =>
    `VisibilityConfig: { CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true, MetricName: ${name} }`;
  return `${before}Resources:\n  Shield:\n    Type: ${WEB_ACL}\n    Properties:\n      Scope: REGIONAL\n      DefaultAction: { Allow: {} }\n      ${visible('shield')}\n${rules}`;
}

export function managedRule(name: string, override = 'None: {}'): string {
  return `        - { Name: ${name}, Priority: 1, OverrideAction: { ${override} }, Statement: { ManagedRuleGroupStatement: { VendorName: AWS, Name: ${name} } }, VisibilityConfig: { CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true, MetricName: ${name} } }\n`;
}

/** Has the web ACL a rule, its own or one of a group of this app, whose statement answers the question? */
export function judgeRules(
  acl: Resource,
  ask: (statement: Value) => Outcome | undefined,
  message: string,
  context: Context,
): Outcome {
  const fault = violated(acl.typeAt, message);
  const ofRules = (owner: Resource, depth: number): Outcome =>
    judgeSome(
      valueAt(owner.properties, 'Rules'),
      (rule) => {
        const statements = statementsIn(valueAt(rule, 'Statement'));
        for (const statement of statements) {
          const answer = ask(statement) ?? ofGroup(statement, depth);
          if (answer !== undefined && answer.kind !== 'violated') return answer;
        }
        return fault;
      },
      fault,
    );
  const ofGroup = (statement: Value, depth: number): Outcome | undefined => {
    const arn = valueAt(statement, 'RuleGroupReferenceStatement', 'Arn');
    if (arn === undefined) return undefined;
    const group = context.find(arn, RULE_GROUP);
    if (group !== undefined) return depth > 2 ? fault : ofRules(group, depth + 1);
    return undetermined(arn.kind === 'deferred' ? arn : deferred('missing', literal(arn) ?? 'rule group', arn.at));
  };
  return ofRules(acl, 0);
}

/** A statement and those inside its `And`, `Or`, `Not` and scope-down. */
function statementsIn(statement: Value | undefined, depth = 0): readonly Value[] {
  if (statement === undefined || depth > 10) return [];
  const inner = entriesOf(statement).flatMap(([, body]) => [
    ...itemsOf(valueAt(body, 'Statements')),
    ...itemsOf(valueAt(body, 'Statement')),
  ]);
  return [statement, ...inner.flatMap((one) => statementsIn(one, depth + 1))];
}

/** Is it one of the provider's groups of these names? */
export function isManagedGroup(statement: Value, names: readonly string[]): Outcome | undefined {
  const name = valueAt(statement, 'ManagedRuleGroupStatement', 'Name');
  if (name === undefined) return undefined;
  const text = literal(name);
  if (text !== undefined) return names.includes(text) ? satisfied : undefined;
  return name.kind === 'deferred' ? undetermined(name) : undefined;
}
