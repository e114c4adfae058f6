import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeItems } from '../list-value.ts';

const TYPE = 'AWS::Cognito::UserPoolClient';
const client = (flow: string): string =>
  `Parameters:\n  Flow: { Type: String }\nResources:\n  App:\n    Type: ${TYPE}\n    Properties:\n      UserPoolId: pool\n      ExplicitAuthFlows: [ALLOW_REFRESH_TOKEN_AUTH, ${flow}]\n`;

export const cognitoAuthFlows: Control = defineControl({
  id: 'cognito-auth-flows',
  title: 'Password flows or implicit grant enabled',
  severity: 'medium',
  cwe: 522,
  why: 'In this flow the app itself handles the password and sends it to the service, where the SRP flow never sends it at all.',
  fix: 'Use `ALLOW_USER_SRP_AUTH`, or the authorization code grant of the managed login.',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html',
  ],
  types: [TYPE],
  reads: [`${TYPE}.ExplicitAuthFlows`],
  judge: (resource) =>
    judgeItems(
      resource.properties.entries.get('ExplicitAuthFlows')?.value,
      ({ text }) => /^(?:ALLOW_)?USER_PASSWORD_AUTH$/.test(text),
      ({ text }) => `\`${resource.id}\` allows \`${text}\``,
    ),
  examples: {
    violated: client('ALLOW_USER_PASSWORD_AUTH'),
    satisfied: client('ALLOW_USER_SRP_AUTH'),
    undetermined: client('!Ref Flow'),
  },
});
