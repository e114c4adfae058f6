import type { Answer, Finding, Report } from '#finding/finding';
import type { FrameworkName, FrameworkTable } from './table.ts';
import { requirementsOf } from './table.ts';

/** What a run says about one requirement. It is judged as far as configuration shows it: that is never the whole of it. */
export interface Requirement {
  readonly id: string;
  readonly status: 'met' | 'not met' | 'undetermined' | 'not judged here';
  /** Controls that speak to it. */
  readonly controls: readonly string[];
  readonly findings: readonly Finding[];
  /** Questions asked, and those with a good answer. */
  readonly asked: number;
  readonly satisfied: number;
}

/** Findings with the requirements of every framework that they speak to. */
export function withFrameworks(report: Report, table: FrameworkTable): Report {
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, frameworks: requirementsOf(table, finding.control) })),
  };
}

/** The report grouped by the requirements of one framework, in the order of their ids. */
export function requirements(report: Report, name: FrameworkName, table: FrameworkTable): readonly Requirement[] {
  const controls = new Map<string, string[]>();
  for (const [control, ids] of Object.entries(table.controls))
    for (const id of ids[name] ?? []) controls.set(id, [...(controls.get(id) ?? []), control]);
  return [...controls]
    .map(([id, own]) => requirement(id, new Set(own), report))
    .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

function requirement(id: string, controls: ReadonlySet<string>, report: Report): Requirement {
  const answers = (report.answers ?? []).filter((answer) => controls.has(answer.control));
  const findings = report.findings.filter((finding) => controls.has(finding.control) && finding.accepted === undefined);
  return {
    id,
    status: statusOf(answers, findings),
    controls: [...controls],
    findings,
    asked: answers.length,
    satisfied: answers.filter(({ kind }) => kind === 'satisfied').length,
  };
}

function statusOf(answers: readonly Answer[], findings: readonly Finding[]): Requirement['status'] {
  if (findings.some(({ outcome }) => outcome === 'violated')) return 'not met';
  if (findings.length > 0) return 'undetermined';
  return answers.length === 0 ? 'not judged here' : 'met';
}
