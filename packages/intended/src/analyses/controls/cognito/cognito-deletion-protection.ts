import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const cognitoDeletionProtection: Control = propertyControl({
  id: 'cognito-deletion-protection',
  title: 'Deletion protection off',
  severity: 'low',
  why: 'Deleting the pool deletes every account, and passwords cannot be exported beforehand.',
  fix: 'Set `DeletionProtection` to `ACTIVE`.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html'],
  type: 'AWS::Cognito::UserPool',
  path: 'DeletionProtection',
  must: be('ACTIVE'),
  otherwise: 'is not protected against deletion',
  good: 'ACTIVE',
  bad: 'INACTIVE',
});
