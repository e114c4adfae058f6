import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { deferred } from '#model/value';

const TYPE = 'AWS::Cognito::UserPool';
const ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';
const association = (more: string): string =>
  `Parameters:\n  Firewall: { Type: String }\nConditions:\n  IsLive: !Not [!Equals [!Ref Firewall, '']]\nResources:\n  People: { Type: ${TYPE} }\n  Shield:\n    Type: ${ASSOCIATION}\n${more}    Properties: { ResourceArn: !GetAtt People.Arn, WebACLArn: !Ref Firewall }\n`;

export const cognitoWaf: Control = defineControl({
  id: 'cognito-waf',
  title: 'User pool without web ACL',
  severity: 'low',
  cwe: 307,
  why: 'Sign-up and sign-in are open to the internet; without a web ACL nothing slows bots that stuff them with stolen passwords.',
  fix: 'Associate a web ACL with a rate-based rule and the rules against account takeover.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html'],
  types: [TYPE],
  reads: [`${ASSOCIATION}.ResourceArn`],
  judge(pool, context) {
    const [found] = context.naming(pool, ASSOCIATION);
    if (found === undefined) return violated(pool.typeAt, `\`${pool.id}\` has no web ACL`);
    return found.exists.kind === 'known' ? satisfied : undetermined(deferred('condition', found.id, found.at));
  },
  examples: {
    violated: `Resources:\n  People: { Type: ${TYPE} }\n`,
    satisfied: association(''),
    undetermined: association('    Condition: IsLive\n'),
  },
});
