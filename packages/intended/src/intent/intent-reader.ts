import type { Diagnostic, Place } from '#source/place';
import type { DictionaryTree, Tree, TreeEntry } from '#source/tree';
import { didYouMean } from './near-name.ts';

/** Collects what is wrong while an intent file is read; one per file. */
export interface IntentReader {
  readonly diagnostics: Diagnostic[];
}

export function report(reader: IntentReader, place: Place, message: string): void {
  reader.diagnostics.push({ severity: 'error', place, message });
}

export function warn(reader: IntentReader, place: Place, message: string): void {
  reader.diagnostics.push({ severity: 'warning', place, message });
}

/** What a tree is, in the words of somebody who writes YAML. */
function shapeOf(tree: Tree): string {
  if (tree.kind === 'list') return 'a list';
  if (tree.kind === 'dictionary') return 'a mapping';
  return tree.value === null ? 'empty' : `\`${shorten(String(tree.value))}\``;
}

export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A mapping; anything else is reported. An empty value is an empty mapping. */
export function readMapping(reader: IntentReader, tree: Tree | undefined, what: string): DictionaryTree | undefined {
  if (tree === undefined || (tree.kind === 'scalar' && tree.value === null)) return undefined;
  if (tree.kind === 'dictionary') return tree;
  report(reader, tree.at, `${what} is ${shapeOf(tree)}; write it as a mapping (\`key: value\`)`);
  return undefined;
}

/** Reports the keys that mean nothing here. */
export function reportUnknownKeys(
  reader: IntentReader,
  mapping: DictionaryTree,
  allowed: readonly string[],
  what: string,
): void {
  for (const [key, entry] of mapping.entries) {
    if (allowed.includes(key)) continue;
    const hint = didYouMean(key, allowed);
    const advice = hint === '' ? `; ${what} takes ${allowed.map((name) => `\`${name}\``).join(', ')}` : hint;
    report(reader, entry.keyAt, `\`${shorten(key)}\` is not a key of ${what}${advice}`);
  }
}

export function entryOf(mapping: DictionaryTree, key: string): TreeEntry | undefined {
  return mapping.entries.get(key);
}

/** A string; numbers and dates count as what is written. */
export function readText(reader: IntentReader, entry: TreeEntry | undefined, what: string): string | undefined {
  if (entry === undefined) return undefined;
  const text = textOf(entry.value);
  if (text === undefined) report(reader, placeOf(entry), `${what} is ${shapeOf(entry.value)}; write a text`);
  return text;
}

export function readTruth(reader: IntentReader, entry: TreeEntry | undefined, what: string): boolean {
  if (entry === undefined) return false;
  if (entry.value.kind === 'scalar' && typeof entry.value.value === 'boolean') return entry.value.value;
  report(reader, placeOf(entry), `${what} is ${shapeOf(entry.value)}; write \`true\` or \`false\``);
  return false;
}

/** A list of texts; a single text counts as a list of one. Each malformed item is reported, the others are kept. */
export function readTexts(reader: IntentReader, entry: TreeEntry | undefined, what: string): readonly string[] {
  return readNames(reader, entry, what).map((name) => name.text);
}

export interface Name {
  readonly text: string;
  readonly at: Place;
}

export function readNames(reader: IntentReader, entry: TreeEntry | undefined, what: string): readonly Name[] {
  if (entry === undefined) return [];
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  const names: Name[] = [];
  for (const item of items) {
    const text = textOf(item);
    if (text !== undefined) names.push({ text, at: item.at });
    else if (shapeOf(item) !== 'empty' || entry.value.kind === 'list')
      report(reader, item.at, `${what} has ${shapeOf(item)}; write a list of names (\`[one, two]\`)`);
  }
  return names;
}

/** What a scalar says as a text; numbers and days count as what is written. */
function textOf(tree: Tree): string | undefined {
  if (tree.kind !== 'scalar' || tree.value === null || typeof tree.value === 'boolean') return undefined;
  return String(tree.value);
}

/** One of a few words, or undefined after a report. */
export function readChoice<Choice extends string>(
  reader: IntentReader,
  entry: TreeEntry | undefined,
  choices: readonly Choice[],
  what: string,
): Choice | undefined {
  const text = readText(reader, entry, what);
  if (text === undefined || entry === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  const hint = didYouMean(text, choices);
  const advice = hint === '' ? `; write one of ${choices.map((name) => `\`${name}\``).join(', ')}` : hint;
  report(reader, placeOf(entry), `\`${shorten(text)}\` is not ${what}${advice}`);
  return undefined;
}

/** Empty values have no length in the file: the key is what a person can see. */
export function placeOf(entry: TreeEntry): Place {
  return entry.value.kind === 'scalar' && entry.value.value === null ? entry.keyAt : entry.value.at;
}

export function fromKey(entry: TreeEntry): Place {
  const { file, line, column } = entry.keyAt;
  const { endLine, endColumn } = placeOf(entry);
  return { file, line, column, endLine, endColumn };
}
