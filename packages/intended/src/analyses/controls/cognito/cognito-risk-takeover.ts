import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoRiskTakeover: Control = propertyControl({
  id: 'cognito-risk-takeover',
  title: 'Risky sign-ins not blocked',
  severity: 'low',
  cwe: 307,
  why: 'A sign-in that looks like a takeover goes through as if it were the person.',
  fix: 'Set the action for high risk to `BLOCK` or to a second factor.',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-adaptive-authentication.html',
  ],
  type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment',
  path: 'AccountTakeoverRiskConfiguration.Actions.HighAction.EventAction',
  must: be(['BLOCK', 'MFA_REQUIRED', 'MFA_IF_CONFIGURED']),
  otherwise: 'lets sign-ins of high risk pass',
  good: 'BLOCK',
  bad: 'NO_ACTION',
  base: { ClientId: 'ALL', UserPoolId: 'pool' },
});
