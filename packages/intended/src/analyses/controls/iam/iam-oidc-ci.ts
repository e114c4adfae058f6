import { literal, valueAt } from '#model/read-value';
import type { Principal, Statement } from '#policy/statement';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { trustExamples } from '../iam-examples.ts';
import { plainText } from '../policy-conditions.ts';
import { judgeTrust, principalsOf } from '../trust-policies.ts';

/** Issuers of tokens for pipelines, of all their customers. */
const CI =
  /token\.actions\.githubusercontent\.com|gitlab\.com|bitbucket\.org|oidc\.circleci\.com|app\.terraform\.io|agent\.buildkite\.com|vstoken\.dev\.azure\.com|oidc\.codefresh\.io/i;

export const iamOidcCi: Control = defineControl({
  id: 'iam-oidc-ci',
  title: 'CI identity trust not pinned to repository and branch',
  severity: 'high',
  cwe: 284,
  why: 'Any pipeline of that provider, or any branch a contributor pushes, can take on the role and deploy.',
  fix: 'Compare the token’s `sub` with one repository and one branch or environment by `StringEquals`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html'],
  types: ['AWS::IAM::Role'],
  reads: ['AWS::IAM::Role.AssumeRolePolicyDocument'],
  judge: (role, context) =>
    judgeTrust(role, (statement) => {
      const issuer = principalsOf(statement).find((principal) => isPipelines(principal, context));
      if (issuer === undefined || isPinned(statement)) return satisfied;
      return violated(issuer.at, `\`${role.id}\` may be assumed by pipelines of more than one repository and branch`);
    }),
  examples: trustExamples(
    "{ Effect: Allow, Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:rides/*' } } }",
    "{ Effect: Allow, Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:rides/app:ref:refs/heads/main' } } }",
  ),
});

function isPipelines({ kind, parts, at }: Principal, context: Context): boolean {
  if (kind !== 'Federated') return false;
  if (CI.test(plainText({ parts }))) return true;
  const provider = context.find({ kind: 'text', parts, at }, 'AWS::IAM::OIDCProvider');
  return CI.test(literal(valueAt(provider?.properties, 'Url')) ?? '');
}

/** A subject that a parameter gives is a choice somebody makes. */
function isPinned({ conditions }: Statement): boolean {
  return conditions.some(
    ({ key, operator, values }) =>
      /:(?:sub|job_workflow_ref|project_id|project_path)$/i.test(key) &&
      /^(?:ForAnyValue:)?String(?:Equals|Like)/i.test(operator) &&
      values.length > 0 &&
      values.every((value) => isOneBranch(plainText(value))),
  );
}

function isOneBranch(subject: string): boolean {
  return !/[*?]/.test(subject);
}
