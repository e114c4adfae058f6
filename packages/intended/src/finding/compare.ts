import type { Finding, MatrixRow } from './finding.ts';
import { severityRank } from './severity.ts';

/** Worst first; at the same weight who reaches the data (step 3) stands before how services are configured (step 5); ties by control, then resource, then fingerprint, so that two runs print the same order. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    Number(a.accepted !== undefined) - Number(b.accepted !== undefined) ||
    severityRank(b.severity) - severityRank(a.severity) ||
    b.stars - a.stars ||
    b.starsMax - a.starsMax ||
    a.step - b.step ||
    outcomeRank(a) - outcomeRank(b) ||
    compareText(a.control, b.control) ||
    compareText(a.resource, b.resource) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Worst first; ties by service. */
export function compareRows(a: MatrixRow, b: MatrixRow): number {
  return b.stars - a.stars || b.starsMax - a.starsMax || compareText(a.service, b.service);
}

/** By UTF-16 unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function outcomeRank(finding: Finding): number {
  return finding.outcome === 'violated' ? 0 : 1;
}
