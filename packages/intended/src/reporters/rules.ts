import type { Finding, Report } from '#finding/finding';
import { REACH_KINDS } from '#finding/reach-facts';
import { REACH_RULES } from '#finding/reach-words';

/** One rule a report speaks of: what its findings have in common. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** Of its worst finding. */
  readonly stars: number;
  readonly findings: readonly Finding[];
}

/** Rules of all findings, by id. */
export function rulesOf(report: Report): readonly Rule[] {
  const byControl = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const group = byControl.get(finding.control);
    if (group === undefined) byControl.set(finding.control, [finding]);
    else group.push(finding);
  }
  return [...byControl.keys()].sort().flatMap((id) => {
    const findings = byControl.get(id) ?? [];
    const [first] = findings;
    if (first === undefined) return [];
    const kind = REACH_KINDS.find((one) => one === id);
    const words = kind === undefined ? { title: first.title, help: `${first.why} ${first.fix}` } : REACH_RULES[kind];
    return [{ id, ...words, stars: Math.max(...findings.map((finding) => finding.starsMax)), findings }];
  });
}
