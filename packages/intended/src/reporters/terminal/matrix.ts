import type { MatrixRow } from '#finding/finding';
import { accessGroups, accessPhrase } from '../access-groups.ts';
import type { AccessGroup } from '../access-groups.ts';
import { textWidth } from '../text-width.ts';
import type { Word } from './layout.ts';
import { BREAK, columns, wordsOf } from './layout.ts';
import type { Style } from './style.ts';

const RISK_WIDTH = 5;
const GAPS = 4 * 2 + 1;
const HEADS = ['Service', 'Intended', 'Potential', 'Excess', 'Risk'] as const;

/** The table of the first talk: what each service is meant to touch, what it could, and how bad the rest is. */
export function matrixLines(rows: readonly MatrixRow[], style: Style): string[] {
  if (rows.length === 0) return [];
  const widths = columnWidths(rows, style.width);
  const total = widths.reduce((sum, width) => sum + width, GAPS - 1);
  const head = columns(
    HEADS.map((text) => wordsOf(text, style.bold)),
    widths,
  );
  const body = rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...columns(cellsOf(row, style), widths).map((line) => ` ${line}`),
  ]);
  const rule = ` ${style.dim(style.rule.repeat(total))}`;
  return [...head.map((line) => ` ${line}`), rule, ...body];
}

function cellsOf(row: MatrixRow, style: Style): readonly (readonly Word[])[] {
  const intended = new Set(row.intended);
  const wider = row.potential.filter((id) => !intended.has(id));
  const same = row.potential.filter((id) => intended.has(id));
  const potential = [...listed(same, undefined, wider.length > 0), ...listed(wider, style.bad, false, '+')];
  const isSame = wider.length === 0 && same.length === intended.size && same.length > 0;
  const stars = style.stars(row.stars, row.starsMax);
  return [
    [...wordsOf(row.service, style.bold), BREAK, ...wordsOf(label(row), style.dim)],
    row.intended.length === 0 ? wordsOf('nothing', style.dim) : listed(row.intended, undefined, false),
    isSame
      ? wordsOf(row.excess.length > 0 ? 'the same' : 'as intended', style.dim)
      : potential.length === 0
        ? wordsOf('nothing', style.dim)
        : potential,
    excessWords(row, style),
    [stars],
  ];
}

function label(row: MatrixRow): string {
  return row.complete ? row.kind : `${row.kind}, incomplete`;
}

function excessWords(row: MatrixRow, style: Style): readonly Word[] {
  const groups = accessGroups(row);
  if (groups.length === 0) return wordsOf(style.dash, style.dim);
  return groups.flatMap((group, index) => {
    const phrase = `${accessPhrase(group, row.service)}: ${group.data.join(', ')}`;
    return [...(index === 0 ? [] : [BREAK]), ...wordsOf(phrase, paintOf(group, style))];
  });
}

function paintOf(group: AccessGroup, style: Style): Word['paint'] {
  if (group.kind === 'leak') return style.bad;
  if (group.kind === 'drift' || group.kind === 'missing') return style.dim;
  return group.certainty === 'maybe' ? style.warn : style.bad;
}

function listed(ids: readonly string[], paint: Word['paint'], goesOn: boolean, sign = ''): readonly Word[] {
  return ids.flatMap((id, index) => wordsOf(`${sign}${id}${index < ids.length - 1 || goesOn ? ',' : ''}`, paint));
}

/** The service column fits its longest name within a third of the width; the rest is shared, most to the excess. */
function columnWidths(rows: readonly MatrixRow[], width: number): readonly number[] {
  const widest = (text: string): number => Math.max(...text.split(' ').map(textWidth));
  const longest = rows.reduce(
    (most, row) => Math.max(most, textWidth(row.service), widest(label(row))),
    'Service'.length,
  );
  const service = Math.min(longest, Math.floor(width / 4));
  const room = width - GAPS - RISK_WIDTH - service;
  const side = Math.max(11, Math.floor(room * 0.28));
  return [service, side, side, room - 2 * side, RISK_WIDTH];
}
