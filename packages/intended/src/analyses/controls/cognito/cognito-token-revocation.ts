import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoTokenRevocation: Control = propertyControl({
  id: 'cognito-token-revocation',
  title: 'Token revocation off',
  severity: 'low',
  cwe: 613,
  why: 'A stolen refresh token goes on working after sign-out until it expires.',
  fix: 'Leave `EnableTokenRevocation` out, or set it to `true`.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html'],
  type: 'AWS::Cognito::UserPoolClient',
  path: 'EnableTokenRevocation',
  must: be(true, 'satisfied'),
  otherwise: 'cannot revoke its tokens',
  good: true,
  bad: false,
  base: { UserPoolId: 'pool' },
});
