import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoUserEnumeration: Control = propertyControl({
  id: 'cognito-user-enumeration',
  title: 'Client reveals whether a user exists',
  severity: 'low',
  cwe: 204,
  why: 'Different answers for known and unknown names let anyone find out who has an account.',
  fix: 'Set `PreventUserExistenceErrors` to `ENABLED`.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html'],
  type: 'AWS::Cognito::UserPoolClient',
  path: 'PreventUserExistenceErrors',
  must: be('ENABLED'),
  otherwise: 'tells callers whether a user exists',
  good: 'ENABLED',
  bad: 'LEGACY',
  base: { UserPoolId: 'pool' },
});
