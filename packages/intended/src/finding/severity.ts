import type { Severity } from './finding.ts';

/** Mildest first: the index is the rank. */
export const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** 0 for `info` to 4 for `critical`. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/**
 * Severity of a number of stars (0–5; fractions and values outside are clamped).
 * The bands are those code scanning gives to `security-severity` = 2 × stars, so that
 * the terminal and the pull request never disagree.
 */
export function severityOfStars(stars: number): Severity {
  if (stars >= 5) return 'critical';
  if (stars >= 4) return 'high';
  if (stars >= 2) return 'medium';
  return stars >= 1 ? 'low' : 'info';
}

/** Stars of a severity that no access path gave: the middle of its band, so that both ways agree. */
export function starsOfSeverity(severity: Severity): number {
  return [0, 1, 3, 4, 5][severityRank(severity)] ?? 0;
}

/** CVSS-like number for SARIF, `0.0`–`10.0`. */
export function securitySeverity(stars: number): string {
  return (2 * Math.min(5, Math.max(0, stars))).toFixed(1);
}

export function isSeverity(text: string): text is Severity {
  return SEVERITIES.some((severity) => severity === text);
}
