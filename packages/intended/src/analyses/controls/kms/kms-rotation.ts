import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const kmsRotation: Control = propertyControl({
  id: 'kms-rotation',
  title: 'Rotation off',
  severity: 'medium',
  cwe: 324,
  why: 'A key that never changes can be used for ever by whoever once got at its material.',
  fix: 'Set `EnableKeyRotation` to `true`.',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html'],
  type: 'AWS::KMS::Key',
  applies: canRotate,
  path: 'EnableKeyRotation',
  must: be(true),
  otherwise: 'is never rotated',
  good: true,
});

/** Only symmetric keys whose material the service made itself can be rotated by it. */
function canRotate({ properties }: Resource): boolean {
  const word = (name: string): string => literal(valueAt(properties, name)) ?? '';
  return (
    /^(?:SYMMETRIC_DEFAULT)?$/.test(word('KeySpec')) &&
    /^(?:ENCRYPT_DECRYPT)?$/.test(word('KeyUsage')) &&
    /^(?:AWS_KMS)?$/.test(word('Origin'))
  );
}
