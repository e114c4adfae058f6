import type { Finding, Report } from '#finding/finding';
import type { Place } from '#source/place';

/** The report with places relative to a folder above: `prefix` is the way from there to the app's root, `''` for none. */
export function rebase(report: Report, prefix: string): Report {
  if (prefix === '') return report;
  const move = (place: Place): Place => ({ ...place, file: `${prefix}/${place.file}` });
  return {
    ...report,
    diagnostics: report.diagnostics.map((one) => ({ ...one, place: move(one.place) })),
    findings: report.findings.map((one) => rebaseFinding(one, move)),
  };
}

function rebaseFinding(finding: Finding, move: (place: Place) => Place): Finding {
  const related = finding.related.map((one) => ({ ...one, location: move(one.location) }));
  return { ...finding, location: move(finding.location), related };
}
