import type { Principal } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { trustExamples } from '../iam-examples.ts';
import { narrows, plainText } from '../policy-conditions.ts';
import { judgeTrust, principalsOf } from '../trust-policies.ts';

export const iamTrustAccountRoot: Control = defineControl({
  id: 'iam-trust-account-root',
  title: 'Trust policy opens to a whole account',
  severity: 'low',
  cwe: 284,
  why: 'Every user and role of the account that has a policy for it can take on the role.',
  fix: 'Name the role that may assume it in `Principal`, or narrow with `aws:PrincipalArn`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
  types: ['AWS::IAM::Role'],
  reads: ['AWS::IAM::Role.AssumeRolePolicyDocument'],
  judge: (role) =>
    judgeTrust(role, (statement) => {
      const account = principalsOf(statement).find(isAccount);
      if (account === undefined || statement.conditions.some((one) => isCaller(one.key) && narrows(one)))
        return satisfied;
      return violated(account.at, `\`${role.id}\` may be assumed by all of \`${wordsOfParts(account.parts)}\``);
    }),
  examples: trustExamples(
    "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'sts:AssumeRole' }",
    "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/deploy' }, Action: 'sts:AssumeRole' }",
  ),
});

function isAccount({ kind, parts }: Principal): boolean {
  const text = plainText({ parts });
  if (kind !== 'AWS') return false;
  const [only] = parts;
  const isOwn =
    parts.length === 1 && typeof only === 'object' && only.kind === 'pseudo' && only.name === 'AWS::AccountId';
  return isOwn || /^\d{12}$|^arn:[^:]*:iam::[^:]*:root$/.test(text);
}

function isCaller(key: string): boolean {
  return /^aws:(?:PrincipalArn|userid|username)$/i.test(key);
}
