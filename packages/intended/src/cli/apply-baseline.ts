import { relative } from 'node:path';
import { compareWithBaseline, parseBaseline, renderBaseline } from '#finding/baseline';
import type { Report } from '#finding/finding';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Io } from './io.ts';
import { CannotDo } from './wrong-use.ts';

export function baselineText(report: Report): string {
  return renderBaseline(report.findings);
}

/** The report with what the baseline knows marked, and a remark about entries that are fixed. */
export function applyBaseline(report: Report, file: string, io: Io): Report {
  const text = io.readFile(file);
  const name = relative(io.cwd, file).replaceAll('\\', '/');
  if (text === undefined) {
    throw new CannotDo(`baseline \`${name}\` does not exist; write it with \`--baseline ${name} --write-baseline\``);
  }
  const baseline = parseBaseline(name, text);
  if ('severity' in baseline) throw new CannotDo(`${name}: ${baseline.message}`);
  const compared = compareWithBaseline(report.findings, baseline);
  const stale = compared.stale.map<Diagnostic>((entry) => ({
    severity: 'note',
    place: wholeFile(name),
    message: `baseline entry \`${entry.control}\` on \`${entry.resource}\` matches nothing any more; write the baseline again to drop it`,
  }));
  return { ...report, findings: compared.findings, diagnostics: [...report.diagnostics, ...stale] };
}
