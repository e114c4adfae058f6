import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { trustExamples } from '../iam-examples.ts';
import { opennessOf } from '../policy-statements.ts';
import { judgeTrust } from '../trust-policies.ts';

export const iamTrustPublic: Control = defineControl({
  id: 'iam-trust-public',
  title: 'Trust policy lets anyone assume',
  severity: 'critical',
  cwe: 284,
  why: 'Every principal of every account can take on the role, and all that the role may do.',
  fix: 'Name the service or the role that may assume it in `Principal`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
  types: ['AWS::IAM::Role'],
  reads: ['AWS::IAM::Role.AssumeRolePolicyDocument'],
  judge: (role) =>
    judgeTrust(role, (statement, trust) => {
      const openness = opennessOf(statement, trust);
      if (openness.kind === 'maybe') return undetermined(openness.why);
      return openness.kind === 'open' ? violated(statement.at, `anyone may assume \`${role.id}\``) : satisfied;
    }),
  examples: trustExamples(
    "{ Effect: Allow, Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }",
    "{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }",
  ),
});
