import type { Statement } from '#policy/statement';
import { parsePolicy } from '#policy/parse-policy';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { worstOf } from '../judge-value.ts';
import { deferred } from '#model/value';

const TYPE = 'AWS::IAM::Role';
const PROVIDER = 'cognito-identity.amazonaws.com';
const NARROWS = /^(?:ForAnyValue:|ForAllValues:)?String(?:Equals|Like)(?:IgnoreCase)?$/i;
const role = (condition: string): string =>
  `Parameters:\n  Limits: { Type: String }\nConditions:\n  IsLive: !Not [!Equals [!Ref Limits, '']]\nResources:\n  SignedIn:\n    Type: ${TYPE}\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { Federated: ${PROVIDER} }\n            Action: sts:AssumeRoleWithWebIdentity\n${condition}`;

export const cognitoIdentityTrust: Control = defineControl({
  id: 'cognito-identity-trust',
  title: 'Identity-pool role trust lacks aud/amr conditions',
  severity: 'high',
  cwe: 284,
  why: 'Without the id of the pool in its condition, an identity of anybody’s pool in any account may assume the role.',
  fix: 'Ask in the trust policy for `cognito-identity.amazonaws.com:aud` equal to your pool, and for `amr` of signed-in people.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html'],
  types: [TYPE],
  reads: [`${TYPE}.AssumeRolePolicyDocument`],
  judge(resource) {
    const document = resource.properties.entries.get('AssumeRolePolicyDocument')?.value;
    if (document === undefined) return notApplicable;
    const statements = parsePolicy(document).statements.filter(trustsPools);
    return statements.length === 0 ? notApplicable : worstOf(statements.map((one) => judgeTrust(resource.id, one)));
  },
  examples: {
    violated: role(''),
    satisfied: role(
      `            Condition:\n              StringEquals: { '${PROVIDER}:aud': 'eu-west-1:11111111-2222-3333-4444-555555555555' }\n`,
    ),
    undetermined: role(
      `            Condition: !If [IsLive, { StringEquals: { '${PROVIDER}:aud': !Ref Limits } }, !Ref AWS::NoValue]\n`,
    ),
  },
});

function trustsPools({ effect, principals }: Statement): boolean {
  return effect === 'Allow' && (principals?.list ?? []).some(({ parts }) => parts.includes(PROVIDER));
}

function judgeTrust(id: string, { conditions, at, certain }: Statement): Outcome {
  const narrowing = conditions.filter(({ operator }) => NARROWS.test(operator));
  const keys = narrowing.map(({ key }) => key.toLowerCase());
  if (keys.includes(`${PROVIDER}:aud`)) return satisfied;
  const open = conditions.find(({ operator, certain: sure }) => !sure || operator === 'unknown');
  if (open !== undefined || !certain) return undetermined(deferred('condition', 'Condition', open?.value.at ?? at));
  return violated(at, `\`${id}\` trusts every identity pool: no condition on \`${PROVIDER}:aud\``);
}
