import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const acmKeyStrength: Control = propertyControl({
  id: 'acm-key-strength',
  title: 'Weak certificate key algorithm',
  severity: 'medium',
  cwe: 326,
  why: 'An RSA key of 1024 bits can be factored by those with means, who can then pose as the site.',
  fix: 'Use `RSA_2048` or longer, or an elliptic curve such as `EC_prime256v1`.',
  sources: ['https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html'],
  type: 'AWS::CertificateManager::Certificate',
  path: 'KeyAlgorithm',
  must: notBe(['RSA_1024', 'RSA-1024']),
  otherwise: 'has a key that is too short',
  good: 'RSA_2048',
  bad: 'RSA_1024',
  base: { DomainName: 'rides.example.com' },
});
