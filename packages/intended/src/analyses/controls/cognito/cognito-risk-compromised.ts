import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoRiskCompromised: Control = propertyControl({
  id: 'cognito-risk-compromised',
  title: 'Compromised credentials not blocked',
  severity: 'low',
  cwe: 521,
  why: 'Passwords known from leaks elsewhere are tried first by attackers.',
  fix: 'Set `CompromisedCredentialsRiskConfiguration.Actions.EventAction` to `BLOCK`.',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-compromised-credentials.html',
  ],
  type: 'AWS::Cognito::UserPoolRiskConfigurationAttachment',
  path: 'CompromisedCredentialsRiskConfiguration.Actions.EventAction',
  must: be('BLOCK'),
  otherwise: 'does not block compromised credentials',
  good: 'BLOCK',
  bad: 'NO_ACTION',
  base: { ClientId: 'ALL', UserPoolId: 'pool' },
});
