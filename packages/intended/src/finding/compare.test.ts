import { expect, test } from 'vitest';
import { makeFinding } from './cases/make-finding.ts';
import { compareFindings } from './compare.ts';

test('the worst comes first, ties go by control and resource, accepted ones last', () => {
  const findings = [
    makeFinding({ control: 'accepted', severity: 'critical', accepted: { by: 'intent', because: 'so' } }),
    makeFinding({ control: 'b', resource: 'B' }),
    makeFinding({ control: 'b', resource: 'A' }),
    makeFinding({ control: 'a', outcome: 'undetermined' }),
    makeFinding({ control: 'a', resource: 'Z' }),
    makeFinding({ control: 'stars', stars: 3, starsMax: 3 }),
    makeFinding({ control: 'critical', severity: 'critical' }),
  ];
  const order = findings.sort(compareFindings).map((finding) => `${finding.control} ${finding.resource}`);
  expect(order).toEqual(['critical Bucket', 'stars Bucket', 'a Z', 'b A', 'b B', 'a Bucket', 'accepted Bucket']);
});
