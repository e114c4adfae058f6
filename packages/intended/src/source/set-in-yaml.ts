import type { Place } from './place.ts';
import type { DictionaryTree, Tree } from './tree.ts';

/** A plain value to write. */
export type PlainValue = string | number | boolean | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** A piece of a text replaced by another. Offsets in UTF-16 units. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Sets the value at a path of keys in a YAML text and leaves every other character as it is: comments, order, quotes
 * and flow style stay. Gives the edits, or undefined where that cannot be done in place: a tag, an alias or a list
 * stands in the way.
 */
export function setInYaml(
  text: string,
  root: Tree,
  path: readonly string[],
  value: PlainValue,
): readonly Edit[] | undefined {
  return setIn({ text, lines: lineStarts(text), step: indentStep(root) }, root, path, value);
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { from, to, text: piece } of edits.toSorted((a, b) => b.from - a.from))
    result = result.slice(0, from) + piece + result.slice(to);
  return result;
}

interface Sheet {
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly lines: readonly number[];
  readonly step: number;
}

function setIn(sheet: Sheet, node: Tree, path: readonly string[], value: PlainValue): readonly Edit[] | undefined {
  if (node.kind !== 'dictionary' || node.tag !== undefined) return undefined;
  const [key = '', ...rest] = path;
  const entry = node.entries.get(key);
  if (entry === undefined) return insertEntry(sheet, node, key, nested(rest, value));
  if (isEmpty(entry.value)) return fillEntry(sheet, entry.keyAt, nested(rest, value));
  if (rest.length > 0) return setIn(sheet, entry.value, rest, value);
  if (isRecord(value) && entry.value.kind === 'dictionary') return setEach(sheet, entry.value, value);
  return replaceValue(sheet, entry.value, value);
}

function setEach(
  sheet: Sheet,
  node: DictionaryTree,
  value: Readonly<Record<string, PlainValue>>,
): readonly Edit[] | undefined {
  const missing = Object.entries(value).filter(([key]) => !node.entries.has(key));
  const edits: Edit[] = [];
  for (const [key, one] of Object.entries(value)) {
    if (!node.entries.has(key)) continue;
    const made = setIn(sheet, node, [key], one);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  // All new keys go to one place: two insertions at one offset would have no order.
  const inserted = missing.length === 0 ? [] : insertEntries(sheet, node, missing);
  return inserted === undefined ? undefined : [...edits, ...inserted];
}

function replaceValue(sheet: Sheet, node: Tree, value: PlainValue): readonly Edit[] | undefined {
  const isOneLine = node.at.line === node.at.endLine;
  if (node.tag !== undefined || !isOneLine) return undefined;
  const from = offsetOf(sheet, node.at.line, node.at.column);
  const to = offsetOf(sheet, node.at.endLine, node.at.endColumn);
  // An alias or anchor is not this place's own.
  if (/^[&*]/.test(sheet.text.slice(from, to))) return undefined;
  const quotes = quotesAround(sheet.text, from, to);
  return [{ from: from - quotes, to: to + quotes, text: flow(value) }];
}

/** A quoted text's place is that of the text inside its quotes. */
function quotesAround(text: string, from: number, to: number): 0 | 1 {
  const before = text[from - 1];
  return (before === '"' || before === "'") && text[to] === before ? 1 : 0;
}

function insertEntry(sheet: Sheet, node: DictionaryTree, key: string, value: PlainValue): readonly Edit[] | undefined {
  return insertEntries(sheet, node, [[key, value]]);
}

function insertEntries(
  sheet: Sheet,
  node: DictionaryTree,
  entries: readonly (readonly [string, PlainValue])[],
): readonly Edit[] | undefined {
  const start = offsetOf(sheet, node.at.line, node.at.column);
  const last = [...node.entries.values()].at(-1);
  if (sheet.text[start] === '{') return insertInFlow(sheet, node, entries);
  if (last === undefined || sheet.text[start] === '*' || sheet.text[start] === '&') return undefined;
  const indent = last.keyAt.column - 1;
  const line = lastLineOf(last.value.at, last.keyAt);
  const at = sheet.lines[line] ?? sheet.text.length;
  const newline = at > 0 && sheet.text[at - 1] !== '\n' ? '\n' : '';
  return [
    { from: at, to: at, text: newline + entries.map(([key, value]) => block(key, value, indent, sheet.step)).join('') },
  ];
}

function insertInFlow(
  sheet: Sheet,
  node: DictionaryTree,
  entries: readonly (readonly [string, PlainValue])[],
): readonly Edit[] {
  const text = entries.map(([key, value]) => `${key}: ${flow(value)}`).join(', ');
  const last = [...node.entries.values()].at(-1);
  if (last === undefined) {
    const from = offsetOf(sheet, node.at.line, node.at.column);
    return [{ from, to: offsetOf(sheet, node.at.endLine, node.at.endColumn), text: `{ ${text} }` }];
  }
  const end = offsetOf(sheet, last.value.at.endLine, last.value.at.endColumn);
  const at = end + quotesAround(sheet.text, offsetOf(sheet, last.value.at.line, last.value.at.column), end);
  return [{ from: at, to: at, text: `, ${text}` }];
}

/** `Key:` with nothing behind it. */
function fillEntry(sheet: Sheet, keyAt: Place, value: PlainValue): readonly Edit[] | undefined {
  const colon = sheet.text.indexOf(':', offsetOf(sheet, keyAt.endLine, keyAt.endColumn));
  if (colon < 0) return undefined;
  const after = /^[ \t]*(?:~|null)?/.exec(sheet.text.slice(colon + 1))?.[0] ?? '';
  const text = isRecord(value)
    ? `\n${Object.entries(value)
        .map(([key, one]) => block(key, one, keyAt.column - 1 + sheet.step, sheet.step))
        .join('')}`.trimEnd()
    : ` ${flow(value)}`;
  return [{ from: colon + 1, to: colon + 1 + after.length, text }];
}

/** Number of the last line that a value stands on; an end at column 1 belongs to the line before. */
function lastLineOf(at: Place, keyAt: Place): number {
  const end = at.endColumn === 1 ? at.endLine - 1 : at.endLine;
  return Math.max(end, keyAt.line);
}

function nested(path: readonly string[], value: PlainValue): PlainValue {
  return path.reduceRight<PlainValue>((below, key) => ({ [key]: below }), value);
}

function isEmpty(node: Tree): boolean {
  return node.kind === 'scalar' && node.value === null && node.tag === undefined;
}

/** Block style, so that what is added reads like what stands there. */
function block(key: string, value: PlainValue, indent: number, step: number): string {
  const pad = ' '.repeat(indent);
  if (isRecord(value) && Object.keys(value).length > 0)
    return `${pad}${key}:\n${Object.entries(value)
      .map(([name, one]) => block(name, one, indent + step, step))
      .join('')}`;
  if (isList(value) && value.length > 0)
    return `${pad}${key}:\n${value.map((item) => `${pad}${' '.repeat(step)}- ${flow(item)}\n`).join('')}`;
  return `${pad}${key}: ${flow(value)}\n`;
}

function flow(value: PlainValue): string {
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, one]) => `${key}: ${flow(one)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  return isPlain(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

/** May the text stand without quotes, in YAML 1.1 too? */
function isPlain(text: string): boolean {
  return (
    (/^[A-Za-z_/][\w./-]*(?::[\w./*-]+)*$/.test(text) || /^![A-Z]\w+ [\w.]+$/.test(text)) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
  );
}

function isRecord(value: PlainValue): value is { readonly [key: string]: PlainValue } {
  return typeof value === 'object' && !Array.isArray(value);
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** How deep this person indents: what the first nested mapping of the document shows. */
function indentStep(root: Tree): number {
  if (root.kind !== 'dictionary') return 2;
  for (const { keyAt, value } of root.entries.values()) {
    if (value.kind !== 'dictionary' || value.at.line === keyAt.line) continue;
    const [first] = value.entries.values();
    if (first !== undefined && first.keyAt.column > keyAt.column) return first.keyAt.column - keyAt.column;
  }
  return 2;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function offsetOf({ lines, text }: Sheet, line: number, column: number): number {
  return Math.min(text.length, (lines[line - 1] ?? text.length) + column - 1);
}
