import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoCaseSensitive: Control = propertyControl({
  id: 'cognito-case-sensitive',
  title: 'Usernames are case sensitive',
  severity: 'info',
  cwe: 178,
  why: '`Ann@example.org` and `ann@example.org` can be two people, one of whom passes for the other.',
  fix: 'Set `UsernameConfiguration.CaseSensitive` to `false` when the pool is made; it cannot be changed later.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-case-sensitivity.html'],
  type: 'AWS::Cognito::UserPool',
  path: 'UsernameConfiguration.CaseSensitive',
  must: be(false),
  otherwise: 'tells names apart by case',
  good: false,
  bad: true,
});
