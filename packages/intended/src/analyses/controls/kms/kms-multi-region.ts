import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const kmsMultiRegion: Control = propertyControl({
  id: 'kms-multi-region',
  title: 'Multi-region key',
  severity: 'info',
  why: 'The same key material lies in several regions, each with its own policy and its own people.',
  fix: 'Leave `MultiRegion` out unless data must be decrypted in another region.',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html'],
  type: 'AWS::KMS::Key',
  path: 'MultiRegion',
  must: notBe(true),
  otherwise: 'is a multi-region key',
  good: false,
  bad: true,
  mechanical: false,
});
