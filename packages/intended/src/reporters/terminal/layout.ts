import { printable } from '../printable.ts';
import { textWidth } from '../text-width.ts';

export type Paint = (text: string) => string;

/** A word and its colour: lines are broken on plain words, so that colour never counts as width. */
export interface Word {
  readonly text: string;
  readonly paint: Paint | undefined;
}

/** Ends a line wherever it stands. */
export const BREAK: Word = { text: '\n', paint: undefined };

/** Splits a text into words of one colour; `` `code` `` spans get their own where `codePaint` is given. */
export function wordsOf(text: string, paint?: Paint, codePaint?: Paint): readonly Word[] {
  let inCode = false;
  return printable(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const ticks = word.split('`').length - 1;
      const isCode = inCode || ticks > 0;
      if (ticks % 2 === 1) inCode = !inCode;
      return { text: word, paint: isCode && codePaint !== undefined ? codePaint : paint };
    });
}

/** Lines of at most `width` columns; a word that is wider alone is cut. */
export function wrap(words: readonly Word[], width: number): readonly (readonly Word[])[] {
  const lines: Word[][] = [];
  let line: Word[] = [];
  let used = 0;
  for (const word of words.flatMap((one) => cut(one, width))) {
    const size = word === BREAK ? 0 : textWidth(word.text);
    if (word === BREAK || (line.length > 0 && used + 1 + size > width)) {
      lines.push(line);
      line = [];
      used = 0;
    }
    if (word === BREAK) continue;
    used += size + (line.length > 0 ? 1 : 0);
    line.push(word);
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** The text of a line, padded with spaces to `width`. */
export function paintLine(line: readonly Word[], width = 0): string {
  const plain = line.reduce((sum, word, index) => sum + textWidth(word.text) + (index > 0 ? 1 : 0), 0);
  const text = line.map((word) => (word.paint === undefined ? word.text : word.paint(word.text))).join(' ');
  return text + ' '.repeat(Math.max(0, width - plain));
}

/** Wrapped paragraph, each line after `indent`; the first after `first` where given. */
export function paragraph(words: readonly Word[], width: number, indent: string, first: string = indent): string[] {
  const room = Math.max(20, width - indent.length);
  return wrap(words, room).map((line, index) => (index === 0 ? first : indent) + paintLine(line));
}

/** Cells side by side as lines, without trailing spaces. */
export function columns(cells: readonly (readonly Word[])[], widths: readonly number[], gap = '  '): string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 10));
  const height = Math.max(...wrapped.map((lines) => lines.length), 1);
  return Array.from({ length: height }, (_, at) =>
    wrapped
      .map((lines, index) => paintLine(lines[at] ?? [], widths[index] ?? 10))
      .join(gap)
      .trimEnd(),
  );
}

function cut(word: Word, width: number): readonly Word[] {
  if (word === BREAK || textWidth(word.text) <= width) return [word];
  const pieces: Word[] = [];
  let piece = '';
  for (const sign of word.text) {
    if (textWidth(piece + sign) > width && piece !== '') {
      pieces.push({ text: piece, paint: word.paint });
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, { text: piece, paint: word.paint }];
}
