import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { tableControl } from '../table-parts.ts';

export const ddbDeletionProtection: Control = tableControl({
  id: 'ddb-deletion-protection',
  title: 'Deletion protection off',
  severity: 'low',
  why: 'One wrong command, or a replaced resource in a stack, removes the table with everything in it.',
  fix: 'Set `DeletionProtectionEnabled` to `true`.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html'],
  path: 'DeletionProtectionEnabled',
  must: be(true),
  otherwise: 'may be deleted by mistake',
  good: true,
});
