import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const iamAccessKey: Control = propertyControl({
  id: 'iam-access-key',
  title: 'Long-lived access key in the template',
  severity: 'high',
  cwe: 798,
  why: 'The key works until somebody remembers it, and its secret passes through whatever reads the stack.',
  fix: 'Give the program a role. Where that cannot be, make the key outside the template and rotate it.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'],
  type: 'AWS::IAM::AccessKey',
  path: 'Status',
  must: be('Inactive'),
  otherwise: 'is an access key that does not expire',
  good: 'Inactive',
  bad: 'Active',
  base: { UserName: 'mailer' },
  mechanical: false,
});
