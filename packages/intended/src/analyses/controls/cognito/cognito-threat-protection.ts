import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoThreatProtection: Control = propertyControl({
  id: 'cognito-threat-protection',
  title: 'Threat protection not enforced',
  severity: 'medium',
  cwe: 307,
  why: 'Without it the pool lets sign-ins with leaked passwords and from unusual places pass like any other.',
  fix: 'Set `UserPoolAddOns.AdvancedSecurityMode` to `ENFORCED`.',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html',
  ],
  type: 'AWS::Cognito::UserPool',
  path: 'UserPoolAddOns.AdvancedSecurityMode',
  must: be('ENFORCED'),
  otherwise: 'does not enforce threat protection',
  good: 'ENFORCED',
  bad: 'AUDIT',
});
