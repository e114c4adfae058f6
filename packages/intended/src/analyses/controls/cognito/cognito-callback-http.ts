import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeItems } from '../list-value.ts';
import { worstOf } from '../judge-value.ts';

const TYPE = 'AWS::Cognito::UserPoolClient';
const PROPERTIES: readonly string[] = ['CallbackURLs', 'LogoutURLs', 'DefaultRedirectURI'];
const client = (url: string): string =>
  `Parameters:\n  Url: { Type: String }\nResources:\n  App:\n    Type: ${TYPE}\n    Properties: { UserPoolId: pool, CallbackURLs: [${url}] }\n`;

export const cognitoCallbackHttp: Control = defineControl({
  id: 'cognito-callback-http',
  title: 'Callback URL over HTTP or localhost in production',
  severity: 'medium',
  cwe: 319,
  why: 'Codes and tokens are sent to the callback: in clear text anyone on the way reads them, on localhost any program of the machine.',
  fix: 'List `https://` addresses only, and give development a client of its own.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html'],
  types: [TYPE],
  reads: PROPERTIES.map((property) => `${TYPE}.${property}`),
  judge: (resource) =>
    worstOf(
      PROPERTIES.map((property) =>
        judgeItems(
          resource.properties.entries.get(property)?.value,
          ({ text }) => /^http:\/\/|^https:\/\/(?:localhost|127\.0\.0\.1)(?:[:/]|$)/i.test(text),
          ({ text }) => `\`${resource.id}\` sends tokens to \`${text}\``,
        ),
      ),
    ),
  examples: {
    violated: client("'http://localhost:3000'"),
    satisfied: client("'https://rides.example/signed-in'"),
    undetermined: client('!Ref Url'),
  },
});
