import type { Control } from '../define-control.ts';
import { limitsResource, unlimitedControl } from '../unlimited-actions.ts';

export const iamKmsDecryptStar: Control = unlimitedControl({
  id: 'iam-kms-decrypt-star',
  title: 'Decrypt of KMS on all keys',
  severity: 'medium',
  cwe: 732,
  why: 'Encryption under a customer key guards nothing from a holder that may decrypt with every key of the account.',
  fix: 'Name the keys that are needed in `Resource`, or narrow with `kms:ViaService` or `kms:EncryptionContext`.',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html'],
  actions: ['kms:Decrypt', 'kms:ReEncryptFrom'],
  limits: limitsResource,
  reach: 'with every key',
  bad: "{ Effect: Allow, Action: 'kms:Decrypt', Resource: '*' }",
  good: "{ Effect: Allow, Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-central-1:123456789012:key/0123-4567' }",
});
