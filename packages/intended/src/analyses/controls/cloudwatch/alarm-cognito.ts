import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmCognito: Control = alarmControl({
  id: 'alarm-cognito',
  title: 'No alarm on sign-in throttles and risk',
  severity: 'low',
  why: 'Throttled and risky sign-ins are what guessing of passwords looks like.',
  fix: 'Make an alarm on `SignInThrottles`, or on `Risk` with threat protection.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html'],
  types: ['AWS::Cognito::UserPool'],
  namespace: 'AWS/Cognito',
  metric: 'SignInThrottles',
  dimension: 'UserPool',
  metrics: /Throttles|Risk|^SignInSuccesses$|TakeOver|CompromisedCredential/,
  example: '    Type: AWS::Cognito::UserPool\n    Properties: { UserPoolName: riders }\n',
});
