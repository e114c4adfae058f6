import type { Finding, Report } from '#finding/finding';

/** The definition of the first talk, which opens every report. */
export const DEFINITION = 'Your serverless app works as intended, and only as intended.';

/** The answer in a sentence with its final period, and a second one where part of the app could not be read. */
export function verdict(report: Report): string {
  return [answer(report), doubt(report)].filter((sentence) => sentence !== undefined).join(' ');
}

function answer(report: Report): string {
  const rows = report.matrix.length;
  if (rows === 0) return 'No service was found to judge.';
  const wider = report.matrix.filter((row) => row.excess.length > 0).length;
  const leaking = report.matrix.filter((row) => row.leak.length > 0).length;
  const parts = [
    wider === 0 ? undefined : `${wider} of ${count(rows, 'service')} could reach more than was intended`,
    leaking === 0 ? undefined : `${leaking} already ${leaking === 1 ? 'receives' : 'receive'} what nobody declared`,
  ].filter((part) => part !== undefined);
  if (parts.length > 0) return `Not yet: ${parts.join(', ')}.`;
  const open = openFindings(report).length;
  if (open > 0) return `Access is as intended; ${count(open, 'other finding')} to look at.`;
  if (!report.complete || unread(report) > 0) return 'As intended as far as could be read.';
  return 'Works as intended, and only as intended.';
}

function doubt(report: Report): string | undefined {
  if (!report.complete) return 'The picture is incomplete: part of the app could not be read.';
  const rows = unread(report);
  return rows === 0 ? undefined : `${count(rows, 'service')} could not be read to the end.`;
}

function unread(report: Report): number {
  return report.matrix.filter((row) => !row.complete).length;
}

/** Findings that nobody accepted. */
export function openFindings(report: Report): readonly Finding[] {
  return report.findings.filter((finding) => finding.accepted === undefined);
}

/** `1 service`, `2 services`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
