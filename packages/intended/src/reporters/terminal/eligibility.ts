import type { EligibilityCell, Report } from '#finding/finding';
import { eligibilityTable, verdictText } from '../eligibility-table.ts';
import type { Paint, Word } from './layout.ts';
import { columns, paragraph, wordsOf } from './layout.ts';
import type { Style } from './style.ts';

const WIDTH = 26;

/** Which service may hold what the data asks for: as intended, and as it could come to be. */
export function eligibilityLines(report: Report, style: Style): string[] {
  const { programs, rows, laws } = eligibilityTable(report);
  if (programs.length === 0) return [];
  const room = Math.floor((style.width - WIDTH - 1) / (2 * programs.length)) - 2;
  const width = Math.max(12, Math.min(WIDTH, room));
  const widths = [WIDTH, ...programs.flatMap(() => [width, width])];
  const heads = ['Eligible for', ...programs.flatMap((program) => [`${program}, intended`, `${program}, potential`])];
  const lines = rows.flatMap((row) =>
    columns(
      [
        wordsOf(row.service, style.bold),
        ...programs.flatMap((_, index) => [
          verdictWords(row.intended[index], style),
          verdictWords(row.potential[index], style),
        ]),
      ],
      widths,
    ),
  );
  const rule = style.dim(style.rule.repeat(widths.reduce((sum, one) => sum + one + 2, -2)));
  const law =
    laws.length === 0
      ? []
      : paragraph(
          wordsOf(`${laws.join(', ')}: no list exists for a law; it binds the app, whatever it uses`, style.dim),
          style.width,
          ' ',
        );
  const head = columns(
    heads.map((text) => wordsOf(text, style.bold)),
    widths,
  );
  return [...[...head, rule, ...lines].map((line) => ` ${line}`.trimEnd()), ...law];
}

function verdictWords(cell: EligibilityCell | undefined, style: Style): readonly Word[] {
  return wordsOf(cell === undefined ? style.dash : verdictText(cell), paintOf(cell, style));
}

function paintOf(cell: EligibilityCell | undefined, style: Style): Paint | undefined {
  if (cell === undefined) return style.dim;
  if (cell.verdict === 'eligible') return style.good;
  return cell.verdict === 'unknown' ? style.warn : style.bad;
}
