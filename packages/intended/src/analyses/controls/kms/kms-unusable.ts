import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const kmsUnusable: Control = propertyControl({
  id: 'kms-unusable',
  title: 'Key disabled or pending deletion while in use',
  severity: 'medium',
  why: 'Whatever is encrypted under a disabled key cannot be read, and its writers fail.',
  fix: 'Leave `Enabled` out or set it to `true`; move the data first if the key is to go.',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html'],
  type: 'AWS::KMS::Key',
  path: 'Enabled',
  must: notBe(false),
  otherwise: 'is disabled',
  good: true,
  bad: false,
});
