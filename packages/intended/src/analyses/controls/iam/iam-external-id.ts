import type { Principal } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { trustExamples } from '../iam-examples.ts';
import { accountOf, foreignPrincipals } from '../policy-statements.ts';
import { hasCondition, judgeTrust, ownAccounts, principalsOf } from '../trust-policies.ts';

export const iamExternalId: Control = defineControl({
  id: 'iam-external-id',
  title: 'Cross-account trust without ExternalId or MFA',
  severity: 'medium',
  cwe: 441,
  why: 'Whoever can make the other account use this role’s name, a customer of the same vendor say, acts here.',
  fix: 'Ask for an `sts:ExternalId` that only you and the other side know, or for `aws:MultiFactorAuthPresent` of people.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html'],
  types: ['AWS::IAM::Role'],
  reads: ['AWS::IAM::Role.AssumeRolePolicyDocument'],
  judge: (role, context) =>
    judgeTrust(role, (statement): Outcome => {
      if (hasCondition(statement, ASKS_MORE)) return satisfied;
      const [foreign] = foreignPrincipals(statement, ownAccounts(context));
      if (foreign !== undefined)
        return violated(foreign.at, `\`${role.id}\` trusts \`${wordsOfParts(foreign.parts)}\` without more ado`);
      const given = principalsOf(statement).find(isGivenAccount);
      const hole = given?.parts.find((part) => typeof part === 'object' && part.kind === 'hole');
      if (given === undefined || typeof hole !== 'object' || hole.kind !== 'hole') return satisfied;
      return undetermined({ kind: 'deferred', why: hole.why, at: given.at });
    }),
  examples: trustExamples(
    "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::210987654321:root' }, Action: 'sts:AssumeRole' }",
    "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::210987654321:root' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': rides-7f3a } } }",
  ),
});

const ASKS_MORE =
  /^sts:ExternalId$|^aws:MultiFactorAuth(?:Present|Age)$|^aws:(?:PrincipalOrgID|PrincipalOrgPaths|SourceArn|SourceAccount|SourceVpce|SourceIp)$/i;

/** An account that a parameter gives: it may be another one. */
function isGivenAccount(principal: Principal): boolean {
  return (
    (principal.kind === 'AWS' || principal.kind === 'unknown') &&
    accountOf(principal) === undefined &&
    principal.parts.some((part) => typeof part === 'object' && part.kind === 'hole')
  );
}
