import type { Event } from 'js-yaml';
import { parseEvents, YAMLException } from 'js-yaml';
import type { LineIndex } from './line-index.ts';
import { lineIndex } from './line-index.ts';
import type { Place, TextPosition } from './place.ts';
import { treeBounds } from './tree-bounds.ts';

/** Enough to stand deeper than anything around it. */
const indent = 4 * treeBounds.depth;
/** Repairs read the text again: at most so many times, and so many characters in all. */
const maxRepairs = 200;
const maxCharacters = 20_000_000;

/** Events with the text that their offsets are of. */
export interface LenientEvents {
  readonly text: string;
  readonly events: readonly Event[];
  readonly lines: LineIndex;
}

/**
 * Parses YAML as strictly as YAML 1.2, but for the indentation inside brackets and quotes: CloudFormation and SAM read
 * `]`, `}` and continued strings at any column, and many templates close them below their key. Such lines are indented
 * for the parser; places are those of the text as given.
 * @throws {YAMLException} for any other fault, with a mark in the text as given.
 */
export function lenientEvents(path: string, given: string): LenientEvents {
  const indented = new Set<number>();
  let text = given;
  for (let read = 0; ; read += given.length) {
    const lines = indentedLines(lineIndex(path, text), indented);
    try {
      return { text, events: parseEvents(text, { maxDepth: treeBounds.depth }), lines };
    } catch (error) {
      const start = deficientLine(text, error);
      const line = start === undefined ? 0 : lines.place(start, start).line;
      // A line that is at fault again although it is indented cannot be repaired.
      const isRepairable = !indented.has(line) && indented.size < maxRepairs && read <= maxCharacters;
      if (start === undefined || !isRepairable) throw atGivenText(error, given, lines);
      indented.add(line);
      text = `${text.slice(0, start)}${' '.repeat(indent)}${text.slice(start)}`;
    }
  }
}

/** Start of the line that stands too far left; undefined for any other fault. */
function deficientLine(text: string, error: unknown): number | undefined {
  if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') return undefined;
  let start = error.mark?.position ?? 0;
  while (start > 0 && !/[\r\n]/.test(text[start - 1] ?? '')) start--;
  return start;
}

function indentedLines(lines: LineIndex, indented: ReadonlySet<number>): LineIndex {
  if (indented.size === 0) return lines;
  const column = (line: number, at: number): number => (indented.has(line) ? Math.max(1, at - indent) : at);
  return {
    file: lines.file,
    place(start, end): Place {
      const place = lines.place(start, end);
      return {
        ...place,
        column: column(place.line, place.column),
        endColumn: column(place.endLine, place.endColumn),
      };
    },
    position(textOffset, offset): TextPosition {
      const position = lines.position(textOffset, offset);
      return { ...position, column: column(position.line, position.column) };
    },
  };
}

/** The same fault, marked in the text without repairs. */
function atGivenText(error: unknown, given: string, lines: LineIndex): unknown {
  if (!(error instanceof YAMLException) || error.mark === undefined) return error;
  const { line, column } = lines.place(error.mark.position, error.mark.position);
  return new YAMLException(error.reason, { ...error.mark, buffer: given, position: offsetOf(given, line, column) });
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let seen = 1; seen < line; seen++) {
    const eol = /\r\n|\r|\n/g;
    eol.lastIndex = start;
    if (eol.exec(text) === null) return text.length;
    start = eol.lastIndex;
  }
  return Math.min(text.length, start + column - 1);
}
