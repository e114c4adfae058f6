import type { Code, Denial } from './decision.ts';
import type { Mode, Policy, Section } from './policy.ts';

const BY_PREFIX: Readonly<Record<string, Section>> = {
  event: 'normalise',
  header: 'normalise',
  query: 'normalise',
  path: 'normalise',
  body: 'normalise',
  source: 'routes',
  route: 'routes',
  signed: 'access',
  token: 'access',
  role: 'access',
  scope: 'access',
  not: 'access',
  signature: 'access',
  content: 'input',
  input: 'input',
  output: 'output',
  rate: 'limits',
  spend: 'limits',
  signal: 'signals',
  decoy: 'signals',
  reputation: 'signals',
  sink: 'sinks',
  egress: 'egress',
  process: 'egress',
  file: 'egress',
  escape: 'egress',
  guard: 'normalise',
};

/** What no mode lets through: nothing is learned from them that one would want to allow. */
const ALWAYS: ReadonlySet<Code> = new Set<Code>([
  'process-undeclared',
  'egress-metadata',
  'egress-input',
  'escape-hatch',
  'guard-fault',
]);

export function sectionOf(code: Code): Section {
  return BY_PREFIX[code.split('-', 1)[0] ?? ''] ?? 'normalise';
}

/** What a denial does under this policy, on this route, on this day (ISO date). */
export function modeOf(denial: Denial, policy: Policy, route: string | undefined, today: () => string): Mode {
  if (isExcluded(denial, policy, route, today)) return 'learn';
  if (ALWAYS.has(denial.code)) return 'block';
  const { mode } = policy;
  const section = sectionOf(denial.code);
  return (typeof mode === 'string' ? mode : mode?.[section]) ?? (denial.code === 'signal-score' ? 'warn' : 'block');
}

function isExcluded(denial: Denial, policy: Policy, route: string | undefined, today: () => string): boolean {
  return (policy.exclusions ?? []).some(
    (one) =>
      one.code === denial.code &&
      (one.rule === undefined || one.rule === denial.rule) &&
      (one.route === undefined || one.route === route) &&
      (one.name === undefined || one.name === denial.name) &&
      (one.until === undefined || today() <= one.until),
  );
}
