import type { ScalarEvent } from 'js-yaml';
import { CHOMPING_MODE, SCALAR_STYLE } from 'js-yaml';
import type { LineIndex } from './line-index.ts';
import type { TextPosition } from './place.ts';

/** Where each run of a decoded YAML scalar stands; empty for one without text. For scalars that do not read as written. */
export function scalarPositions(text: string, scalar: ScalarEvent, lines: LineIndex): readonly TextPosition[] {
  if (scalar.valueStart < 0) return [];
  if (scalar.style === SCALAR_STYLE.LITERAL_BLOCK) return blockPositions(text, scalar, lines, false);
  if (scalar.style === SCALAR_STYLE.FOLDED_BLOCK) return blockPositions(text, scalar, lines, true);
  return flowPositions(text, scalar, lines);
}

/** Follows the line folding of YAML 1.2, 8.1.2 and 8.1.3: every content line is one run. */
function blockPositions(text: string, scalar: ScalarEvent, lines: LineIndex, folded: boolean): TextPosition[] {
  const positions: TextPosition[] = [];
  if (scalar.indent < 0) return positions;
  let offset = 0;
  let empty = 0;
  let started = false;
  let moreIndented = false;
  for (const { from, to } of linesOf(text, scalar.valueStart, scalar.valueEnd)) {
    let column = 0;
    while (column < scalar.indent && text.charCodeAt(from + column) === 32 && from + column < to) column++;
    if (from + column >= to) {
      empty++;
      continue;
    }
    const start = from + scalar.indent;
    const deeper = isBlank(text.charCodeAt(start));
    offset += separator(folded, started, empty, deeper, moreIndented);
    moreIndented = folded && deeper;
    positions.push(lines.position(offset, start));
    offset += to - start;
    started = true;
    empty = 0;
  }
  if (scalar.chomping !== CHOMPING_MODE.STRIP && positions.length === 0) return [];
  return positions;
}

function separator(folded: boolean, started: boolean, empty: number, deeper: boolean, moreIndented: boolean): number {
  if (!folded || deeper) return started ? 1 + empty : empty;
  if (moreIndented) return empty + 1;
  return empty === 0 ? (started ? 1 : 0) : empty;
}

function* linesOf(text: string, start: number, end: number): Generator<{ from: number; to: number }> {
  let from = start;
  while (from < end) {
    let to = from;
    while (to < end && !isBreak(text.charCodeAt(to))) to++;
    yield { from, to };
    from = text.charCodeAt(to) === 13 && text.charCodeAt(to + 1) === 10 ? to + 2 : to + 1;
  }
}

/** Quoted and plain scalars: a new run after every folded line break and every escape. */
function flowPositions(text: string, scalar: ScalarEvent, lines: LineIndex): TextPosition[] {
  const positions = [lines.position(0, scalar.valueStart)];
  const end = scalar.valueEnd;
  let offset = 0;
  let at = scalar.valueStart;
  let run = at;
  let kept = at;
  const restart = (length: number, next: number): void => {
    offset += length;
    at = run = kept = next;
    positions.push(lines.position(offset, at));
  };
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) {
      const fold = skipBreaks(text, at, end);
      restart(kept - run + (fold.breaks === 1 ? 1 : fold.breaks - 1), fold.at);
    } else if (code === 39 && scalar.style === SCALAR_STYLE.SINGLE_QUOTED) restart(at - run + 1, at + 2);
    else if (code === 92 && scalar.style === SCALAR_STYLE.DOUBLE_QUOTED) {
      const escape = escapeAt(text, at, end);
      restart(at - run + escape.length, escape.next);
    } else {
      at++;
      if (!isBlank(code)) kept = at;
    }
  }
  return positions;
}

/** `length`: of what the escape stands for, in UTF-16 units. */
function escapeAt(text: string, at: number, end: number): { length: number; next: number } {
  const code = text.charCodeAt(at + 1);
  if (isBreak(code)) return { length: 0, next: skipBreaks(text, at + 1, end).at };
  if (code === 120) return { length: 1, next: at + 4 };
  if (code === 117) return { length: 1, next: at + 6 };
  if (code === 85) return { length: Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1, next: at + 10 };
  return { length: 1, next: at + 2 };
}

function skipBreaks(text: string, from: number, end: number): { at: number; breaks: number } {
  let at = from;
  let breaks = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
    else if (code !== 13 && !isBlank(code)) break;
  }
  return { at, breaks };
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
