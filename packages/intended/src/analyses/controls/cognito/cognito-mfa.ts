import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoMfa: Control = propertyControl({
  id: 'cognito-mfa',
  title: 'User pool MFA off',
  severity: 'medium',
  cwe: 308,
  why: 'A stolen or guessed password alone opens the account, and with it everything that the signed-in person may read.',
  fix: 'Set `MfaConfiguration` to `ON`, or to `OPTIONAL` where people may choose.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html'],
  type: 'AWS::Cognito::UserPool',
  path: 'MfaConfiguration',
  must: be(['ON', 'OPTIONAL', true]),
  otherwise: 'has no multi-factor sign-in',
  good: 'ON',
  // Asking everybody at once would shut people out who have no second factor yet.
  remedy: {
    set: [
      { path: 'MfaConfiguration', value: 'OPTIONAL' },
      { path: 'EnabledMfas', value: ['SOFTWARE_TOKEN_MFA'] },
    ],
  },
});
