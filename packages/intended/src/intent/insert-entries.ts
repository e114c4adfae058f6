import { parseYaml } from '#source/parse-yaml';
import type { Place } from '#source/place';
import type { DictionaryTree, Tree, TreeEntry } from '#source/tree';
import type { RenderedEntry } from './render-yaml.ts';
import { indent } from './render-yaml.ts';

/**
 * Adds entries to the end of one section of a YAML text and leaves every other character as it is. The section is made
 * where there is none. Undefined where the text has no mapping at its root, or a section of another shape.
 */
export function insertEntries(
  text: string,
  section: string,
  shape: 'mapping' | 'list',
  entries: readonly RenderedEntry[],
): string | undefined {
  if (entries.length === 0) return text;
  const { tree } = parseYaml({ path: '', text });
  if (tree === undefined) return appendSection(text, section, entries);
  if (tree.kind !== 'dictionary') return undefined;
  const entry = tree.entries.get(section);
  if (entry === undefined) return addSection(text, tree, section, shape, entries);
  if (isEmptyScalar(entry.value)) return fillEmpty(text, entry, entries);
  if (entry.value.kind !== (shape === 'list' ? 'list' : 'dictionary')) return undefined;
  return isFlow(text, entry.value) ? addToFlow(text, entry, entries) : addToBlock(text, entry.value, entries);
}

function isEmptyScalar(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null;
}

/** Offset of a place's start or end in the text. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let index = 1; index < line; index++) start = text.indexOf('\n', start) + 1;
  return start + column - 1 + (line === 1 && text.startsWith('\uFEFF') ? 1 : 0);
}

function isFlow(text: string, tree: Tree): boolean {
  const first = text[offsetOf(text, tree.at.line, tree.at.column)];
  return first === '{' || first === '[';
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function addSection(
  text: string,
  root: DictionaryTree,
  section: string,
  shape: 'mapping' | 'list',
  entries: readonly RenderedEntry[],
): string {
  if (!isFlow(text, root)) return appendSection(text, section, entries, root.at.column - 1);
  const flows = entries.map((entry) => entry.flow).join(', ');
  const rendered = shape === 'list' ? `${section}: [${flows}]` : `${section}: { ${flows} }`;
  return beforeEnd(text, root.at, rendered, root.entries.size === 0);
}

function appendSection(text: string, section: string, entries: readonly RenderedEntry[], column: number = 0): string {
  const newline = newlineOf(text);
  const lines = indent([`${section}:`, ...indent(entries.flatMap((entry) => entry.lines))], column);
  const before = text === '' || text.endsWith('\n') ? text : text + newline;
  const gap = before.trim() === '' ? '' : newline;
  return before + gap + lines.join(newline) + newline;
}

/** `services:`, `services: null` or `services: ~`: the entries go below, what stood for nothing goes away. */
function fillEmpty(text: string, { keyAt, value }: TreeEntry, entries: readonly RenderedEntry[]): string {
  const from = offsetOf(text, value.at.line, value.at.column);
  const to = offsetOf(text, value.at.endLine, value.at.endColumn);
  return below(text.slice(0, from) + text.slice(to), keyAt, entries);
}

function below(text: string, keyAt: Place, entries: readonly RenderedEntry[]): string {
  return afterLine(
    text,
    keyAt.line,
    indent(
      entries.flatMap((entry) => entry.lines),
      keyAt.column + 1,
    ),
  );
}

function addToBlock(text: string, value: Tree, entries: readonly RenderedEntry[]): string {
  return afterLine(
    text,
    value.at.endLine,
    indent(
      entries.flatMap((entry) => entry.lines),
      value.at.column - 1,
    ),
  );
}

function afterLine(text: string, line: number, lines: readonly string[]): string {
  const newline = newlineOf(text);
  let end = 0;
  for (let index = 0; index < line; index++) {
    const next = text.indexOf('\n', end);
    if (next === -1) return text + newline + lines.join(newline) + newline;
    end = next + 1;
  }
  return text.slice(0, end) + lines.join(newline) + newline + text.slice(end);
}

function addToFlow(text: string, entry: TreeEntry, entries: readonly RenderedEntry[]): string {
  const { value } = entry;
  const isEmpty =
    value.kind === 'list' ? value.items.length === 0 : value.kind === 'dictionary' && value.entries.size === 0;
  // An empty collection on the line of its key becomes a block, which has room for comments.
  if (isEmpty && value.at.line === entry.keyAt.line && value.at.endLine === value.at.line)
    return fillEmpty(text, entry, entries);
  return beforeEnd(text, value.at, entries.map((added) => added.flow).join(', '), isEmpty);
}

function beforeEnd(text: string, at: Place, added: string, isEmpty: boolean): string {
  const close = offsetOf(text, at.endLine, at.endColumn) - 1;
  const before = text.slice(0, close).trimEnd();
  const comma = isEmpty || before.endsWith(',') ? '' : ',';
  // The gap stays before the comma: a comment may end the line before the closing bracket.
  const gap = text.slice(before.length, close);
  const isTight = !gap.includes('\n');
  return `${before}${isTight ? '' : gap}${comma} ${added}${isTight ? ' ' : ''}${text.slice(close)}`;
}
