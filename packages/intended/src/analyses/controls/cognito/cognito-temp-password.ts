import type { Control } from '../define-control.ts';
import { beBetween } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoTempPassword: Control = propertyControl({
  id: 'cognito-temp-password',
  title: 'Temporary passwords live too long',
  severity: 'low',
  cwe: 324,
  why: 'An invitation that nobody takes up keeps a usable password lying in a mailbox.',
  fix: 'Set `TemporaryPasswordValidityDays` to 7 or fewer.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-policies.html'],
  type: 'AWS::Cognito::UserPool',
  path: 'Policies.PasswordPolicy.TemporaryPasswordValidityDays',
  must: beBetween(0, 7, 'satisfied'),
  otherwise: 'keeps temporary passwords valid for more than seven days',
  good: 7,
  bad: 90,
});
