import type { Place, TextPosition } from './place.ts';

/** A string as some file has it: `at` where its text starts, `positions` where it does not run on in one line. */
export interface LocatedText {
  readonly at: Place;
  readonly positions?: readonly TextPosition[] | undefined;
}

/** The place of `offset … offset + length` of a string, by its positions where it has any. Never crosses a line. */
export function locateText(text: LocatedText, offset: number, length: number = 0): Place {
  const run = lastBefore(text.positions ?? [], offset);
  const file = run?.file ?? text.at.file;
  const line = run?.line ?? text.at.line;
  const column = (run?.column ?? text.at.column) + offset - (run?.offset ?? 0);
  return { file, line, column, endLine: line, endColumn: column + length };
}

function lastBefore(positions: readonly TextPosition[], offset: number): TextPosition | undefined {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return positions[low - 1];
}
