import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeItems } from '../list-value.ts';

const TYPE = 'AWS::Cognito::UserPoolClient';
const client = (flow: string): string =>
  `Parameters:\n  Flow: { Type: String }\nResources:\n  App:\n    Type: ${TYPE}\n    Properties:\n      UserPoolId: pool\n      AllowedOAuthFlows: [${flow}]\n`;

export const cognitoOauthImplicit: Control = defineControl({
  id: 'cognito-oauth-implicit',
  title: 'Implicit OAuth grant enabled',
  severity: 'medium',
  cwe: 598,
  why: 'The implicit grant puts tokens into the address bar, from where history, referrers and scripts take them.',
  fix: 'Use the `code` grant with PKCE, and take `implicit` out of `AllowedOAuthFlows`.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html'],
  types: [TYPE],
  reads: [`${TYPE}.AllowedOAuthFlows`],
  judge: (resource) =>
    judgeItems(
      resource.properties.entries.get('AllowedOAuthFlows')?.value,
      ({ text }) => text.toLowerCase() === 'implicit',
      () => `\`${resource.id}\` allows the implicit grant`,
    ),
  examples: { violated: client('code, implicit'), satisfied: client('code'), undetermined: client('!Ref Flow') },
});
