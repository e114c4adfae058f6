import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoClassicFlow: Control = propertyControl({
  id: 'cognito-classic-flow',
  title: 'Identity pool allows the basic (classic) flow',
  severity: 'medium',
  cwe: 287,
  why: 'In the classic flow the client chooses the role and asks for its own credentials, past the limits of the enhanced flow.',
  fix: 'Leave `AllowClassicFlow` out, or set it to `false`.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html'],
  type: 'AWS::Cognito::IdentityPool',
  path: 'AllowClassicFlow',
  must: be(false, 'satisfied'),
  otherwise: 'allows the classic flow',
  good: false,
  bad: true,
  base: { AllowUnauthenticatedIdentities: false },
});
