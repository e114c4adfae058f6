import type { EligibilityCell, Finding } from '#finding/finding';
import { fingerprint } from '#finding/fingerprint';
import { starsOfSeverity } from '#finding/severity';
import type { Place } from '#source/place';
import type { Verdict } from './verdict.ts';

/** A service that holds, or could hold, data whose program does not list it. What is eligible or bound by law alone is none. */
export function eligibilityFinding(cell: EligibilityCell, verdict: Verdict, at: Place): readonly Finding[] {
  if (verdict.kind !== 'not-listed' && verdict.kind !== 'unknown') return [];
  const holds = cell.neededBy === 'intended' ? 'is meant to handle' : 'could handle';
  const data = cell.data.map((id) => `\`${id}\``).join(', ');
  const isOpen = verdict.kind === 'unknown';
  const severity = isOpen ? 'low' : cell.neededBy === 'intended' ? 'high' : 'medium';
  return [
    {
      ...words(cell.program),
      fingerprint: fingerprint(controlOf(cell.program), cell.service),
      severity,
      stars: isOpen ? 0 : starsOfSeverity(severity),
      starsMax: starsOfSeverity(severity),
      confidence: isOpen ? 'low' : 'medium',
      outcome: isOpen ? 'undetermined' : 'violated',
      data: cell.data,
      resource: cell.service,
      location: at,
      message: `\`${cell.service}\` ${holds} ${data}, and for ${cell.program} it is ${isOpen ? 'unknown' : verdict.text}: ${verdict.evidence}`,
    },
  ];
}

/** Id of the control of a program: `eligibility-pci`. */
export function controlOf(program: string): string {
  return `eligibility-${program.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

/** What all findings of a program share. */
export function words(
  program: string,
): Omit<
  Finding,
  | 'fingerprint'
  | 'stars'
  | 'starsMax'
  | 'severity'
  | 'confidence'
  | 'outcome'
  | 'data'
  | 'resource'
  | 'location'
  | 'message'
> {
  return {
    control: controlOf(program),
    title: `Service may not be eligible for ${program}`,
    related: [],
    why: `Data that ${program} protects may lie only in services that the program covers; an auditor asks for the list and its day.`,
    fix: 'Keep the data away from the service, take one that is listed, or attest it: an `attest` entry of the intent file names the service, the program and the reason.',
    step: 4,
    wip: 'provided',
    owasp2017: undefined,
    cwe: undefined,
    frameworks: [],
    accepted: undefined,
  };
}
