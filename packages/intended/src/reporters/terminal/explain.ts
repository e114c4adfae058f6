import { compareFindings } from '#finding/compare';
import type { CellPath, Finding, Hop, MatrixRow, Report } from '#finding/finding';
import { formatPlace } from '#source/place';
import type { AccessGroup } from '../access-groups.ts';
import { accessGroups, accessPhrase } from '../access-groups.ts';
import { starRange } from '../stars.ts';
import { findingLines } from './findings.ts';
import { paragraph, wordsOf } from './layout.ts';
import { matrixLines } from './matrix.ts';
import type { Style, TerminalOptions } from './style.ts';
import { styleOf } from './style.ts';

/**
 * Everything the report knows about one service, or one finding (its control, or the start of its fingerprint):
 * each departure hop by hop. Undefined when the report knows neither.
 */
export function renderExplanation(report: Report, subject: string, options: TerminalOptions): string | undefined {
  const style = styleOf(options);
  const wanted = subject.toLowerCase();
  const row = report.matrix.find((one) => one.service === subject) ?? uniqueRow(report, wanted);
  const findings = report.findings
    .filter((one) => (row === undefined ? matches(one, wanted) : one.resource === row.service))
    .sort(compareFindings);
  if (row === undefined && findings.length === 0) return undefined;
  const sections = [
    ...(row === undefined ? [] : rowSections(row, style)),
    ...findings.map((finding) => [...findingLines(finding, style, true), ...identityLines(finding, style)]),
  ];
  return `\n${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Names that `explain` would take, the nearest to `subject` first, at most `most`. */
export function explainable(report: Report, subject: string, most: number): readonly string[] {
  const wanted = subject.toLowerCase();
  const names = [
    ...new Set([...report.matrix.map((row) => row.service), ...report.findings.map((one) => one.control)]),
  ];
  const near = names.filter((name) => name.toLowerCase().includes(wanted));
  return [...near, ...names.filter((name) => !near.includes(name))].slice(0, most);
}

function uniqueRow(report: Report, wanted: string): MatrixRow | undefined {
  const rows = report.matrix.filter((row) => row.service.toLowerCase() === wanted);
  return rows.length === 1 ? rows[0] : undefined;
}

function matches(finding: Finding, wanted: string): boolean {
  if (finding.control.toLowerCase() === wanted || finding.resource.toLowerCase() === wanted) return true;
  return wanted.length >= 4 && finding.fingerprint.startsWith(wanted);
}

function rowSections(row: MatrixRow, style: Style): readonly string[][] {
  const groups = accessGroups(row);
  const stars = starRange(row.stars, row.starsMax);
  const why =
    row.why === ''
      ? []
      : paragraph(wordsOf(`${stars} ${stars === '1' ? 'star' : 'stars'}: ${row.why}`), style.width, ' ');
  const doubt = row.complete
    ? []
    : paragraph(
        wordsOf('Its code or policies could not all be read: it may reach more.', style.warn),
        style.width,
        ' ',
      );
  const none = groups.length === 0 ? [[' Nothing beyond what was intended.']] : [];
  return [
    matrixLines([row], style),
    [...why, ...doubt],
    ...none,
    ...groups.map((group) => groupLines(group, row, style)),
    ...(row.cells ?? []).filter((cell) => cell.path.length > 0).map((cell) => cellLines(cell, style)),
  ].filter((lines) => lines.length > 0);
}

function groupLines(group: AccessGroup, row: MatrixRow, style: Style): string[] {
  const stars = style.stars(group.stars, group.stars);
  const phrase = `${accessPhrase(group, row.service)}: ${group.data.join(', ')}`;
  return [
    ` ${stars.paint(stars.text)}  ${style.severity('info')(group.kind)}`,
    ...paragraph(wordsOf(phrase, style.bold), style.width, '        '),
    ...group.path.flatMap((hop, index) => hopLines(hop, index, style)),
  ];
}

/** Why a class stands in the Wired or Potential column. */
function cellLines({ data, column, path }: CellPath, style: Style): string[] {
  const phrase =
    column === 'wired' ? `${data} arrives as things stand` : `${data} could arrive if one component misbehaves`;
  return [
    ...paragraph(wordsOf(phrase, style.bold), style.width, ' '),
    ...path.flatMap((hop, index) => hopLines(hop, index, style)),
  ];
}

function hopLines(hop: Hop, index: number, style: Style): string[] {
  const place = hop.at === undefined ? [] : wordsOf(formatPlace(hop.at), style.dim);
  const what = hop.from === hop.to ? hop.to : `${hop.from} ${style.arrow} ${hop.to}`;
  const words = [...wordsOf(`${index + 1}. ${what}: ${hop.how}`), ...place];
  return paragraph(words, style.width, '           ', '        ');
}

function identityLines(finding: Finding, style: Style): string[] {
  const accepted = finding.accepted === undefined ? '' : `, accepted: ${finding.accepted.because}`;
  return paragraph(wordsOf(`finding ${finding.fingerprint}${accepted}`, style.dim), style.width, '        ');
}
