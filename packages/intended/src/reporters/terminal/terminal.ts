import { compareFindings, compareRows } from '#finding/compare';
import type { Report } from '#finding/finding';
import { formatPlace } from '#source/place';
import { printable } from '../printable.ts';
import { count, openFindings, verdict } from '../verdict.ts';
import { eligibilityLines } from './eligibility.ts';
import { briefLine, findingLines } from './findings.ts';
import { paragraph, wordsOf } from './layout.ts';
import { matrixLines } from './matrix.ts';
import { stepLines } from './steps.ts';
import type { Style, TerminalOptions } from './style.ts';
import { styleOf } from './style.ts';

/** Rows of the matrix; beyond, a terminal scrolls away what matters. */
const ROWS = 40;
const SHOWN = 5;
const WITH_PATH = 3;
const DIAGNOSTICS = 6;

/** What a person reads after `intended check`: scoreboard, matrix, the worst first, what is missing, what to do next. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const style = styleOf(options);
  const sections = [
    opening(report, style),
    stepLines(report.steps, style),
    matrix(report, style),
    eligibilityLines(report, style),
    worst(report, style),
    doubts(report, style),
    next(report, options.path, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function opening(report: Report, style: Style): string[] {
  const { app, tool } = report;
  const about = [app.name, ...app.dialects, count(app.templates.length, 'template'), `${tool.name} ${tool.version}`];
  const isGood = report.matrix.length > 0 && openFindings(report).length === 0 && report.complete;
  return [
    '',
    ...paragraph(wordsOf(about.join(` ${style.dot} `), style.dim), style.width, ' '),
    ...paragraph(wordsOf(verdict(report), isGood ? style.good : style.bold), style.width, ' '),
  ];
}

function matrix(report: Report, style: Style): string[] {
  const rows = [...report.matrix].sort(compareRows);
  const shown = style.verbose ? rows : rows.slice(0, ROWS);
  const hidden = rows.length - shown.length;
  const more = hidden > 0 ? ['', style.dim(` and ${count(hidden, 'milder service')}; \`--verbose\` shows all`)] : [];
  return [...matrixLines(shown, style), ...more];
}

function worst(report: Report, style: Style): string[] {
  const open = [...openFindings(report)].sort(compareFindings);
  const accepted = report.findings.length - open.length;
  const shown = style.verbose ? open : open.slice(0, SHOWN);
  const rest = open.slice(shown.length);
  const lines = shown.flatMap((finding, index) => [
    ...(index === 0 ? [] : ['']),
    ...findingLines(finding, style, style.verbose || index < WITH_PATH),
  ]);
  if (rest.length > 0) {
    lines.push('', ...rest.slice(0, 2 * SHOWN).map((finding) => briefLine(finding, style)));
    const hidden = rest.length - 2 * SHOWN;
    lines.push(style.dim(` ${hidden > 0 ? `and ${hidden} more; ` : ''}\`--verbose\` shows every finding in full`));
  }
  if (accepted > 0) lines.push('', style.dim(` ${count(accepted, 'accepted finding')} not shown`));
  return lines;
}

function doubts(report: Report, style: Style): string[] {
  if (report.complete && report.diagnostics.length === 0) return [];
  const rank = { error: 0, warning: 1, note: 2 } as const;
  const sorted = report.diagnostics.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
  const shown = style.verbose ? sorted : sorted.slice(0, DIAGNOSTICS);
  const head = report.complete
    ? `${count(sorted.length, 'remark')} about the files read:`
    : `The picture is incomplete: ${count(sorted.length, 'thing')} could not be read or decided.`;
  const paints = { error: style.bad, warning: style.warn, note: style.dim } as const;
  const lines = shown.flatMap(({ severity, place, message }) =>
    paragraph(
      [
        ...wordsOf(severity, paints[severity]),
        ...wordsOf(formatPlace(place), style.dim),
        ...wordsOf(message, undefined, style.code),
      ],
      style.width,
      '     ',
      '   ',
    ),
  );
  const hidden = sorted.length - shown.length;
  const more = hidden > 0 ? [style.dim(`   and ${hidden} more; \`--verbose\` shows all`)] : [];
  return [` ${report.complete ? head : style.warn(head)}`, ...lines, ...more];
}

function next(report: Report, path: string | undefined, style: Style): string[] {
  return paragraph(
    wordsOf(nextAction(report, path === undefined ? '' : ` ${printable(path)}`), undefined, style.code),
    style.width,
    '       ',
    ` ${style.bold('Next:')} `,
  );
}

/** `where` is what the next command line ends with, to name the same app. */
function nextAction(report: Report, where: string): string {
  if (report.matrix.length === 0) return 'give the folder or the template of a serverless app: `intended check PATH`';
  if (report.intent.origin === 'proposed') {
    return `nothing is declared yet, so intent was guessed from the code; run \`intended init${where}\` to write \`intended.yaml\`, and correct it`;
  }
  const [first] = [...openFindings(report)].sort(compareFindings);
  if (first !== undefined)
    return `\`intended explain ${printable(first.resource)}${where}\` shows the evidence of the worst finding`;
  return report.complete
    ? 'add `intended check` to CI, so that it stays so'
    : 'settle what is named above, then check again';
}
