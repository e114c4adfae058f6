import type { ParserOptions, ParseResult, Program } from 'oxc-parser';
import type { Diagnostic, Place, TextPosition } from '#source/place';
import { isTooNested, MOST_LEVELS } from './nesting.ts';

/** The parser's one function that is used here; loaded only when an application has JavaScript or TypeScript. */
export type Parse = (file: string, text: string, options: ParserOptions) => ParseResult;

/** One parsed file, or the inline code of one function. */
export interface Script {
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  readonly language: 'javascript' | 'typescript';
  readonly errors: readonly Diagnostic[];
  place(start: number, end: number): Place;
}

/** A span of a script; turned into a place only when a fact is recorded. */
export interface Spot {
  readonly script: Script;
  readonly start: number;
  readonly end: number;
}

export function placeOf(spot: Spot): Place {
  return spot.script.place(spot.start, spot.end);
}

/** Parses one file. Syntax errors are diagnostics; the parser may still give part of the tree, or none of it. */
export function readScript(
  parse: Parse,
  file: string,
  text: string,
  positions: readonly TextPosition[] | undefined,
): Script {
  const typescript = /\.(?:ts|mts|cts|tsx)$/.test(file);
  const place = positions === undefined ? placeInFile(file, text) : placeInline(file, positions);
  const language = typescript ? 'typescript' : 'javascript';
  if (isTooNested(text)) return tooNested(parse, { file, text, language, place });
  const attempt = (lang: 'ts' | 'tsx' | 'jsx', sourceType: 'module' | 'script'): ParseResult =>
    parse(file, text, { lang, sourceType, preserveParens: false });
  let result = attempt(typescript ? (file.endsWith('.tsx') ? 'tsx' : 'ts') : 'jsx', 'module');
  // Sloppy scripts (`with`, octal numbers, `await` as a name) are no modules; plain JavaScript may be one.
  if (result.errors.length > 0 && !typescript) {
    const script = attempt('jsx', 'script');
    if (script.errors.length < result.errors.length) result = script;
  }
  const errors = result.errors.slice(0, 3).map((error): Diagnostic => {
    const label = error.labels[0];
    return {
      severity: 'warning',
      place: place(label?.start ?? 0, label?.end ?? 0),
      message: `the parser stops here: ${lowerFirst(error.message)}; correct the syntax so that the code can be judged`,
    };
  });
  return { file, text, program: result.program, language, errors, place };
}

function tooNested(parse: Parse, script: Omit<Script, 'program' | 'errors'>): Script {
  const message = `nested more than ${MOST_LEVELS} levels deep, so nothing is concluded from it; name the source file instead of what was made from it`;
  const { program } = parse(script.file, '', {});
  return { ...script, program, errors: [{ severity: 'warning', place: script.place(0, 0), message }] };
}

function lowerFirst(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return (line.charAt(0).toLowerCase() + line.slice(1)).replace(/\.$/, '').slice(0, 160);
}

function placeInFile(file: string, text: string): Script['place'] {
  let starts: number[] | undefined;
  return (start, end) => {
    starts ??= lineStarts(text);
    const from = lastAtMost(starts, start);
    const to = lastAtMost(starts, end);
    return {
      file,
      line: from + 1,
      column: start - (starts[from] ?? 0) + 1,
      endLine: to + 1,
      endColumn: end - (starts[to] ?? 0) + 1,
    };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Inline code stands in a template: each run of it has its own position there. */
function placeInline(file: string, positions: readonly TextPosition[]): Script['place'] {
  const offsets = positions.map((position) => position.offset);
  const find = (offset: number): { file: string; line: number; column: number } => {
    const position = positions[lastAtMost(offsets, offset)];
    if (position === undefined) return { file, line: 1, column: 1 };
    return { file: position.file, line: position.line, column: position.column + offset - position.offset };
  };
  return (start, end) => {
    const from = find(start);
    const to = find(end);
    return { file: from.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}

/** Index of the last number not above `value`; 0 where there is none. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
