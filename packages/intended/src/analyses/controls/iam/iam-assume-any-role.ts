import type { Control } from '../define-control.ts';
import { limitsResource, unlimitedControl } from '../unlimited-actions.ts';

export const iamAssumeAnyRole: Control = unlimitedControl({
  id: 'iam-assume-any-role',
  title: 'AssumeRole of STS on any role',
  severity: 'medium',
  cwe: 269,
  why: 'Every role whose trust policy lets the account in becomes a way on for whoever controls the holder.',
  fix: 'Name the roles that are needed in `Resource`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html'],
  actions: ['sts:AssumeRole'],
  limits: limitsResource,
  reach: 'on any role',
  bad: "{ Effect: Allow, Action: 'sts:AssumeRole', Resource: '*' }",
  good: "{ Effect: Allow, Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/rides' }",
});
