import type { Finding, Report, Severity } from './finding.ts';
import { severityRank } from './severity.ts';

/** What makes a run fail: a finding with this many stars, or of this severity, or worse. */
export type Gate =
  | { readonly kind: 'stars'; readonly atLeast: number }
  | { readonly kind: 'severity'; readonly atLeast: Severity }
  | { readonly kind: 'never' };

/** Two stars and more: what is merely untidy (drift, one star) is shown but stops nobody. */
export const DEFAULT_GATE: Gate = { kind: 'severity', atLeast: 'medium' };

/** Certain findings that nobody accepted, at or above the gate. What is undetermined is shown, never counted as a fault. */
export function gated(findings: readonly Finding[], gate: Gate): readonly Finding[] {
  return findings.filter(
    (finding) => finding.accepted === undefined && finding.outcome === 'violated' && isAtGate(finding, gate),
  );
}

/**
 * 2 the picture is incomplete or there was nothing to judge, else 1 findings at the gate, else 0 as intended:
 * who tolerates findings must not tolerate blindness.
 */
export function exitCodeOf(report: Report, gate: Gate): 0 | 1 | 2 {
  if (!report.complete || report.matrix.length === 0) return 2;
  return gated(report.findings, gate).length > 0 ? 1 : 0;
}

function isAtGate(finding: Finding, gate: Gate): boolean {
  switch (gate.kind) {
    case 'stars':
      return finding.stars >= gate.atLeast;
    case 'severity':
      return severityRank(finding.severity) >= severityRank(gate.atLeast);
    case 'never':
      return false;
    default:
      return gate satisfies never;
  }
}
