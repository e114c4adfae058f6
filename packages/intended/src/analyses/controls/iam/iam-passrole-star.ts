import type { Control } from '../define-control.ts';
import { unlimitedControl } from '../unlimited-actions.ts';

export const iamPassroleStar: Control = unlimitedControl({
  id: 'iam-passrole-star',
  title: 'PassRole on any role',
  severity: 'high',
  cwe: 269,
  why: 'Who may pass any role to a service may give a function or a machine of theirs the rights of an administrator.',
  fix: 'Name the roles that may be passed in `Resource`, and the service in a condition on `iam:PassedToService`.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
  actions: ['iam:PassRole'],

  reach: 'on any role',
  bad: "{ Effect: Allow, Action: 'iam:PassRole', Resource: '*' }",
  good: "{ Effect: Allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/rides' }",
});
