/**
 * Where a fact stands in a file a person wrote. Lines and columns count from 1, columns in UTF-16 units;
 * the end is exclusive. `file` is relative to the folder being judged, with `/`.
 */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Something a person should know about a file: never thrown, always carried beside the result. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  readonly place: Place;
  /** Lower case, no final period, user's words in backticks, and what to do. */
  readonly message: string;
}

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** A place for facts about a whole file. */
export function wholeFile(file: string): Place {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** `text[offset]` stands at this line and column of `file`. Between two positions columns advance with the text. */
export interface TextPosition {
  readonly offset: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
