import type { Place, TextPosition } from './place.ts';

/** Turns offsets of one text into places; asking by rising offset costs no search. */
export interface LineIndex {
  readonly file: string;
  /** The end is exclusive; offsets outside the text are moved to its nearest end. */
  place(start: number, end: number): Place;
  /** The place of `offset`, as a position for `textOffset` of a decoded text. */
  position(textOffset: number, offset: number): TextPosition;
}

/** Reads the line starts of a text once. Lines end with LF, CRLF or CR, as YAML has it. */
export function lineIndex(file: string, text: string): LineIndex {
  const starts = lineStarts(text);
  let last = 0;
  const lineOf = (offset: number): number => {
    if (!within(starts, last, offset)) last = within(starts, last + 1, offset) ? last + 1 : search(starts, offset);
    return last;
  };
  const clamp = (offset: number): number => Math.max(0, Math.min(offset, text.length));
  return {
    file,
    place(start, end) {
      const from = clamp(start);
      const to = Math.max(from, clamp(end));
      const line = lineOf(from);
      const column = from - (starts[line] ?? 0) + 1;
      const next = starts[line + 1];
      if (next === undefined || to < next)
        return { file, line: line + 1, column, endLine: line + 1, endColumn: column + to - from };
      const endLine = search(starts, to);
      return { file, line: line + 1, column, endLine: endLine + 1, endColumn: to - (starts[endLine] ?? 0) + 1 };
    },
    position(textOffset, offset) {
      const at = clamp(offset);
      const line = lineOf(at);
      return { offset: textOffset, file, line: line + 1, column: at - (starts[line] ?? 0) + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function within(starts: readonly number[], line: number, offset: number): boolean {
  const start = starts[line];
  if (start === undefined || offset < start) return false;
  const next = starts[line + 1];
  return next === undefined || offset < next;
}

function search(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
