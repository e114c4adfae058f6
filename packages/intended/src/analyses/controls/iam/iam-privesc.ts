import type { Policy, Statement } from '#policy/statement';
import type { Place } from '#source/place';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { policyExamples } from '../iam-examples.ts';
import {
  everyResource,
  grantsAny,
  judgeStatements,
  policiesIn,
  POLICY_READS,
  POLICY_TYPES,
} from '../identity-policies.ts';
import { limitsResource } from '../unlimited-actions.ts';

/** Sets of actions with which a principal gains rights that it has not: each alone, or all of a line together. */
const WAYS: readonly (readonly string[])[] = [
  ['iam:CreatePolicyVersion'],
  ['iam:SetDefaultPolicyVersion'],
  ['iam:CreateAccessKey'],
  ['iam:CreateLoginProfile'],
  ['iam:UpdateLoginProfile'],
  ['iam:AttachUserPolicy'],
  ['iam:AttachGroupPolicy'],
  ['iam:AttachRolePolicy'],
  ['iam:PutUserPolicy'],
  ['iam:PutGroupPolicy'],
  ['iam:PutRolePolicy'],
  ['iam:AddUserToGroup'],
  ['iam:UpdateAssumeRolePolicy'],
  ['lambda:UpdateFunctionCode'],
  ['iam:PassRole', 'lambda:CreateFunction'],
  ['iam:PassRole', 'lambda:UpdateFunctionConfiguration'],
  ['iam:PassRole', 'ec2:RunInstances'],
  ['iam:PassRole', 'ecs:RunTask'],
  ['iam:PassRole', 'ecs:RegisterTaskDefinition'],
  ['iam:PassRole', 'cloudformation:CreateStack'],
  ['iam:PassRole', 'cloudformation:UpdateStack'],
  ['iam:PassRole', 'states:CreateStateMachine'],
  ['iam:PassRole', 'codebuild:CreateProject'],
  ['iam:PassRole', 'glue:CreateDevEndpoint'],
  ['iam:PassRole', 'glue:CreateJob'],
  ['iam:PassRole', 'sagemaker:CreateNotebookInstance'],
  ['iam:PassRole', 'datapipeline:CreatePipeline'],
  ['iam:PassRole', 'scheduler:CreateSchedule'],
];

export const iamPrivesc: Control = defineControl({
  id: 'iam-privesc',
  title: 'Permissions combine into privilege escalation',
  severity: 'high',
  cwe: 269,
  why: 'With these actions together the holder can make itself, or code of its own, an administrator.',
  fix: 'Take one of the actions away, or name the roles, policies and functions it is meant for in `Resource`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  types: POLICY_TYPES,
  reads: POLICY_READS,
  judge(resource) {
    const policies = policiesIn(resource);
    const certain = wayThrough(policies, true);
    if (certain !== undefined)
      return violated(
        certain.at,
        `a policy in \`${resource.id}\` allows ${certain.way.map((action) => `\`${action}\``).join(' with ')} without limit`,
      );
    const possible = wayThrough(policies, false);
    if (possible === undefined) return judgeStatements(policies, () => satisfied);
    return undetermined({ kind: 'deferred', why: { cause: 'condition', name: 'Fn::If' }, at: possible.at });
  },
  examples: policyExamples(
    "{ Effect: Allow, Action: ['iam:PassRole', 'lambda:CreateFunction'], Resource: '*' }",
    "{ Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:GetFunction'], Resource: '*' }",
  ),
});

function wayThrough(
  policies: readonly Policy[],
  certain: boolean,
): { readonly way: readonly string[]; readonly at: Place } | undefined {
  const wide = policies
    .flatMap(({ statements }) => statements)
    .filter((one) => one.effect === 'Allow' && (one.certain || !certain) && isWide(one));
  for (const way of WAYS) {
    const granting = way.map((action) => wide.find((statement) => grantsAny(statement, [action]).found.length > 0));
    const [first] = granting;
    if (first !== undefined && granting.every((one) => one !== undefined)) return { way, at: first.at };
  }
  return undefined;
}

function isWide(statement: Statement): boolean {
  return everyResource(statement) !== undefined && !limitsResource(statement);
}
