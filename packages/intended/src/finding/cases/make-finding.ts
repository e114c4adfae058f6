import type { Finding } from '../finding.ts';
import { fingerprint } from '../fingerprint.ts';

/** A finding for tests: mention only what matters to the case. */
export function makeFinding(fields: Partial<Finding> = {}): Finding {
  const control = fields.control ?? 's3-website';
  const resource = fields.resource ?? 'Bucket';
  return {
    fingerprint: fingerprint(control, resource),
    control,
    title: 'Website bucket',
    severity: 'medium',
    confidence: 'high',
    outcome: 'violated',
    stars: 2,
    starsMax: 2,
    data: [],
    resource,
    location: { file: 'template.yaml', line: 10, column: 3, endLine: 20, endColumn: 1 },
    related: [],
    message: '`Bucket` is a website',
    why: 'Anyone reads it.',
    fix: 'Serve it through a distribution.',
    step: 5,
    wip: 'provided',
    owasp2017: undefined,
    cwe: undefined,
    frameworks: [],
    accepted: undefined,
    ...fields,
  };
}
