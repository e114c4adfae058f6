import type { Report } from '../finding.ts';

/** One service, all as intended. */
export const emptyReport: Report = {
  schemaVersion: 1,
  tool: { name: 'intended', version: '0.0.0' },
  app: { name: 'app', root: '/app', dialects: ['sam'], templates: ['template.yaml'] },
  intent: { origin: 'file', file: 'intended.yaml' },
  complete: true,
  diagnostics: [],
  data: [],
  matrix: [
    {
      service: 'Fn',
      kind: 'function',
      type: 'AWS::Lambda::Function',
      resources: ['Fn'],
      intended: [],
      wired: [],
      potential: [],
      capability: [],
      excess: [],
      leak: [],
      drift: [],
      missing: [],
      stars: 0,
      starsMax: 0,
      why: '',
      complete: true,
    },
  ],
  eligibility: [],
  steps: [],
  findings: [],
  timings: {},
};
