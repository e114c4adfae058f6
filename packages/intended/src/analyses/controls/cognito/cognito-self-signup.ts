import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoSelfSignup: Control = propertyControl({
  id: 'cognito-self-signup',
  title: 'Open self sign-up',
  severity: 'info',
  why: 'Anyone may become a signed-in user, so that signed-in is worth no more than anyone.',
  fix: 'Set `AdminCreateUserConfig.AllowAdminCreateUserOnly` to `true` unless the app is meant for the public.',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-admin-create-user-policy.html',
  ],
  type: 'AWS::Cognito::UserPool',
  path: 'AdminCreateUserConfig.AllowAdminCreateUserOnly',
  must: be(true),
  otherwise: 'lets anyone sign up',
  good: true,
  bad: false,
  // Whether the public may sign up is what the app is meant for.
  mechanical: false,
});
