import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { judgeWebAcl } from '../web-acl.ts';

const TYPE = 'AWS::AppSync::GraphQLApi';
const ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';
const API = `Resources:\n  Rides:\n    Type: ${TYPE}\n    Properties: { Name: rides, AuthenticationType: AWS_IAM }\n`;
const shielded = (more: string): string =>
  `Parameters:\n  Firewall: { Type: String }\nConditions:\n  IsLive: !Not [!Equals [!Ref Firewall, '']]\n${API}  Shield:\n    Type: ${ASSOCIATION}\n${more}    Properties: { ResourceArn: !GetAtt Rides.Arn, WebACLArn: !Ref Firewall }\n`;

export const appsyncWaf: Control = defineControl({
  id: 'appsync-waf',
  title: 'No web ACL',
  severity: 'medium',
  why: 'The API answers the whole internet; nothing slows floods or stops known attacks before they reach the resolvers.',
  fix: 'Associate a web ACL with a rate-based rule and managed rule groups.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html'],
  types: [TYPE],
  reads: [`${ASSOCIATION}.ResourceArn`, `${TYPE}.Visibility`],
  judge(api, context) {
    if (literal(valueAt(api.properties, 'Visibility'))?.toUpperCase() === 'PRIVATE') return notApplicable;
    const fault = { kind: 'violated', at: api.typeAt, message: `\`${api.id}\` has no web ACL` } as const;
    return judgeWebAcl({ subjects: [api] }, fault, context);
  },
  examples: {
    violated: API,
    satisfied: shielded(''),
    undetermined: shielded('    Condition: IsLive\n'),
  },
});
