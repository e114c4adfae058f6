import type { JSONScanner } from 'jsonc-parser';
import { createScanner } from 'jsonc-parser';
import type { LineIndex } from './line-index.ts';
import { lineIndex } from './line-index.ts';
import type { ParsedDocument } from './parse-yaml.ts';
import type { Diagnostic } from './place.ts';
import { plainNumber } from './plain-scalar.ts';
import { treeBounds } from './tree-bounds.ts';
import type { ScalarTree, Tree, TreeEntry } from './tree.ts';

/** Token kinds of jsonc-parser, whose `const enum` isolated modules cannot import. */
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  end: 17,
} as const;

interface Reading {
  readonly text: string;
  readonly scanner: JSONScanner;
  readonly lines: LineIndex;
  readonly diagnostics: Diagnostic[];
  kind: number;
  start: number;
  end: number;
  depth: number;
}

/**
 * Reads strict JSON with the place of every key and value. Comments and trailing commas are reported and passed over;
 * any other fault ends the reading, and what stands before it is kept. Never throws.
 */
export function parseJson(source: { readonly path: string; readonly text: string }): ParsedDocument {
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const reading: Reading = {
    text,
    scanner: createScanner(text, false),
    lines: lineIndex(source.path, text),
    diagnostics: [],
    kind: 0,
    start: 0,
    end: 0,
    depth: 0,
  };
  next(reading);
  if (reading.kind === token.end) return { tree: undefined, diagnostics: reading.diagnostics };
  const tree = value(reading);
  if (tree !== undefined && reading.kind !== token.end && !failed(reading))
    fail(reading, 'text after the end of the JSON value; remove it');
  return { tree, diagnostics: reading.diagnostics };
}

function next(reading: Reading): void {
  do {
    reading.kind = reading.scanner.scan();
    reading.start = reading.scanner.getTokenOffset();
    if (reading.kind === token.lineComment || reading.kind === token.blockComment)
      report(reading, 'warning', 'JSON has no comments; remove this one');
  } while (reading.kind >= token.lineComment && reading.kind <= 15);
  reading.end = reading.start + reading.scanner.getTokenLength();
}

function value(reading: Reading): Tree | undefined {
  switch (reading.kind) {
    case token.openBrace:
    case token.openBracket:
      return collection(reading);
    case token.string:
      return stringValue(reading);
    case token.number: {
      const written = reading.text.slice(reading.start, reading.end);
      return plainValue(reading, plainNumber(written) ?? written);
    }
    case token.true:
      return plainValue(reading, true);
    case token.false:
      return plainValue(reading, false);
    case token.null:
      return plainValue(reading, null);
    default:
      fail(reading, 'invalid JSON: a value is expected here; correct this line');
      return undefined;
  }
}

function collection(reading: Reading): Tree | undefined {
  if (reading.depth >= treeBounds.depth) {
    fail(reading, `invalid JSON: too deep; nest at most ${treeBounds.depth} levels`);
    return undefined;
  }
  reading.depth++;
  const tree = reading.kind === token.openBrace ? dictionary(reading) : list(reading);
  reading.depth--;
  return tree;
}

function list(reading: Reading): Tree {
  const { start } = reading;
  const items: Tree[] = [];
  next(reading);
  while (reading.kind !== token.closeBracket && !failed(reading)) {
    const item = value(reading);
    if (item !== undefined) items.push(item);
    if (!failed(reading)) comma(reading, token.closeBracket);
  }
  return { kind: 'list', items, tag: undefined, at: closed(reading, start) };
}

function dictionary(reading: Reading): Tree {
  const { start } = reading;
  const entries = new Map<string, TreeEntry>();
  next(reading);
  while (reading.kind !== token.closeBrace && !failed(reading)) {
    if (reading.kind === token.string) entry(reading, entries);
    else fail(reading, 'invalid JSON: a key in double quotes is expected here; correct this line');
    if (!failed(reading)) comma(reading, token.closeBrace);
  }
  return { kind: 'dictionary', entries, tag: undefined, at: closed(reading, start) };
}

function entry(reading: Reading, entries: Map<string, TreeEntry>): void {
  const key = stringValue(reading);
  if (failed(reading)) return;
  if (reading.kind !== token.colon) {
    fail(reading, 'invalid JSON: `:` is expected after a key; correct this line');
    return;
  }
  next(reading);
  const tree = value(reading);
  if (tree === undefined) return;
  const name = String(key.value);
  const before = entries.get(name);
  if (before !== undefined && reading.diagnostics.length < treeBounds.diagnostics)
    reading.diagnostics.push({
      severity: 'warning',
      place: key.at,
      message: `key \`${name}\` is already on line ${before.keyAt.line} and replaces it here; remove one of the two`,
    });
  entries.set(name, { value: tree, keyAt: key.at });
}

function comma(reading: Reading, close: number): void {
  if (reading.kind === close) return;
  if (reading.kind !== token.comma) {
    fail(
      reading,
      `invalid JSON: a comma or \`${close === token.closeBrace ? '}' : ']'}\` is expected here; correct this line`,
    );
    return;
  }
  const { start } = reading;
  next(reading);
  if (reading.kind !== close || reading.diagnostics.length >= treeBounds.diagnostics) return;
  const place = reading.lines.place(start, start + 1);
  reading.diagnostics.push({
    severity: 'warning',
    place,
    message: 'JSON allows no comma after the last item; remove it',
  });
}

function closed(reading: Reading, start: number): Tree['at'] {
  const end = reading.end;
  if (!failed(reading)) next(reading);
  return reading.lines.place(start, end);
}

function plainValue(reading: Reading, value: string | number | boolean | null): ScalarTree {
  const at = reading.lines.place(reading.start, reading.end);
  next(reading);
  return { kind: 'scalar', value, tag: undefined, at, positions: undefined };
}

function stringValue(reading: Reading): ScalarTree {
  const { start, end, text, lines } = reading;
  if (reading.scanner.getTokenError() !== 0)
    fail(reading, 'invalid JSON: this string is not closed or has a wrong escape; correct this line');
  const value = reading.scanner.getTokenValue();
  // Without the quotes, so that an offset in the value is an offset from here.
  const at = lines.place(start + 1, Math.max(start + 1, end - 1));
  const positions = value.length === end - start - 2 ? undefined : escapes(text, start, end, lines);
  if (!failed(reading)) next(reading);
  return { kind: 'scalar', value, tag: undefined, at, positions };
}

/** A new run after every escape; each stands for one UTF-16 unit. */
function escapes(text: string, start: number, end: number, lines: LineIndex): ScalarTree['positions'] {
  const positions = [lines.position(0, start + 1)];
  let skipped = start + 1;
  for (let at = text.indexOf('\\', start); at !== -1 && at < end - 1; at = text.indexOf('\\', at)) {
    const length = text[at + 1] === 'u' ? 6 : 2;
    skipped += length - 1;
    at += length;
    positions.push(lines.position(at - skipped, at));
  }
  return positions;
}

function failed(reading: Reading): boolean {
  return reading.kind === -1;
}

/** One fault ends the reading: what follows it would be guessed. */
function fail(reading: Reading, message: string): void {
  if (failed(reading)) return;
  report(reading, 'error', message);
  reading.kind = -1;
}

function report(reading: Reading, severity: Diagnostic['severity'], message: string): void {
  if (reading.diagnostics.length >= treeBounds.diagnostics && severity !== 'error') return;
  reading.diagnostics.push({ severity, place: reading.lines.place(reading.start, reading.end), message });
}
