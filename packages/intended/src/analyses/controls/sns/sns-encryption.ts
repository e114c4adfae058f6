import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const snsEncryption: Control = propertyControl({
  id: 'sns-encryption',
  title: 'Topic not encrypted with KMS',
  severity: 'medium',
  cwe: 311,
  why: 'Messages that wait for delivery lie in clear text.',
  fix: 'Set `KmsMasterKeyId` to a key of your own, or to `alias/aws/sns` where no service of the platform publishes.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html'],
  type: 'AWS::SNS::Topic',
  path: 'KmsMasterKeyId',
  must: bePresent,
  otherwise: 'is not encrypted',
  good: 'alias/aws/sns',
  mechanical: false,
});
