import type { Control } from '../define-control.ts';
import { notBe } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const acmTransparency: Control = propertyControl({
  id: 'acm-transparency',
  title: 'Certificate transparency logging off',
  severity: 'low',
  cwe: 295,
  why: 'Browsers distrust certificates that no public log lists, and one issued by mistake stays unseen.',
  fix: 'Set `CertificateTransparencyLoggingPreference` to `ENABLED`, or leave it out.',
  sources: ['https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html'],
  type: 'AWS::CertificateManager::Certificate',
  path: 'CertificateTransparencyLoggingPreference',
  must: notBe('DISABLED'),
  otherwise: 'stays out of the transparency logs',
  good: 'ENABLED',
  bad: 'DISABLED',
  base: { DomainName: 'rides.example.com' },
});
