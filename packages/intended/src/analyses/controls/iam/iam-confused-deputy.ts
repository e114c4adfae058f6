import { literal } from '#model/read-value';
import type { Principal } from '#policy/statement';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { trustExamples } from '../iam-examples.ts';
import { plainText } from '../policy-conditions.ts';
import { hasCondition, judgeTrust, principalsOf } from '../trust-policies.ts';

/**
 * Services that act for many customers with a role that is named to them, and that say in the trust's context for
 * whom. A function, task or machine is given its role with `iam:PassRole` by its own account: no deputy.
 */
const DEPUTIES =
  /^(?:scheduler|pipes|states|firehose|events|appsync|logs|sns|bedrock|bedrock-agentcore|codebuild|iot|backup|cognito-idp|config|ssm|transfer|batchoperations\.s3|delivery\.logs|vpc-flow-logs|apigateway|kinesisanalytics|cloudtrail|glue|sagemaker|imagebuilder|datasync|monitoring\.rds)\.amazonaws\.com$/i;

export const iamConfusedDeputy: Control = defineControl({
  id: 'iam-confused-deputy',
  title: 'Service trust without SourceArn/SourceAccount',
  severity: 'low',
  cwe: 441,
  why: 'Another customer who names this role to the service can have it act here in their stead.',
  fix: 'Add a condition on `aws:SourceAccount` or `aws:SourceArn` to the trust policy.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html'],
  types: ['AWS::IAM::Role'],
  reads: ['AWS::IAM::Role.AssumeRolePolicyDocument'],
  judge(role) {
    // Nobody writes the trust of a role that an expansion makes.
    if (role.origin !== 'written') return notApplicable;
    return judgeTrust(role, (statement) => {
      const deputy = principalsOf(statement).find(isDeputy);
      if (deputy === undefined || hasCondition(statement, NARROWING)) return satisfied;
      return violated(deputy.at, `\`${role.id}\` trusts \`${plainText(deputy)}\` on behalf of any account`);
    });
  },
  examples: trustExamples(
    "{ Effect: Allow, Principal: { Service: scheduler.amazonaws.com }, Action: 'sts:AssumeRole' }",
    "{ Effect: Allow, Principal: { Service: scheduler.amazonaws.com }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } }",
  ),
});

const NARROWING = /^aws:Source(?:Arn|Account|Owner|OrgID|OrgPaths)$|^sts:ExternalId$/i;

function isDeputy({ kind, parts, at }: Principal): boolean {
  const [only = ''] = parts;
  return (
    kind === 'Service' &&
    DEPUTIES.test(literal({ kind: 'scalar', value: typeof only === 'string' ? only : '', at }) ?? '')
  );
}
