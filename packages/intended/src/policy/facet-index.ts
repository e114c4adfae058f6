import { ANY, firstUnknown, HOLE, isSymbolic, STAR } from './alphabet.ts';
import { segments } from './compare.ts';
import type { Facet, FacetText } from './facets.ts';
import { itemAt } from './item-at.ts';

/** One text of a facet, and the facet's number. */
export interface Entry {
  readonly facet: number;
  readonly text: FacetText;
  /** What follows the first symbol of its resource part has something that may be any string. */
  readonly several: boolean;
}

/**
 * Finds the facets that a pattern may cover without comparing it with all of them: by exact resource part,
 * by the families that hold it, by sorted prefix, and, for names that are not known, by what stands before them.
 * Every facet that `compareArn` would not call NONE is among the candidates.
 */
export interface FacetIndex {
  candidates(pattern: string): Iterable<Entry>;
}

/** Entries by their first symbol: names that the provider generates, and names that may be any string. */
interface Groups {
  readonly generated: Map<string, Entry[]>;
  readonly opaque: Map<string, Entry[]>;
}

interface Shelf {
  readonly exact: Map<string, Entry[]>;
  /** Names that are known, sorted by resource part. */
  readonly sorted: { readonly tail: string; readonly entry: Entry }[];
  /** Resource parts with a symbol, by what stands before it. */
  readonly symbolic: Map<string, Groups>;
  readonly all: Entry[];
}

export function facetIndex(facets: readonly Facet[]): FacetIndex {
  const shelves = new Map<string, Shelf>();
  const all: Entry[] = [];
  for (const [facet, one] of facets.entries())
    for (const text of one.texts) {
      const pieces = segments(text.text);
      const head = withoutFamily(pieces?.[5] ?? '');
      const entry = { facet, text, several: unknownBehind(head) };
      all.push(entry);
      place(shelfOf(shelves, pieces?.[2] ?? ''), pieces?.[5] ?? '', entry);
    }
  for (const shelf of shelves.values()) shelf.sorted.sort((left, right) => (left.tail < right.tail ? -1 : 1));
  return {
    candidates(pattern) {
      const pieces = segments(pattern);
      if (
        pieces === undefined ||
        isSymbolic(pieces[2]) ||
        pieces.slice(0, 5).some((piece) => /[\uE000\uDBC0-\uDBFF]/.test(piece) && piece.length > 2)
      )
        return all;
      const shelf = shelves.get(pieces[2]);
      return shelf === undefined ? [] : search(shelf, pieces[5]);
    },
  };
}

function shelfOf(shelves: Map<string, Shelf>, service: string): Shelf {
  let shelf = shelves.get(service);
  if (shelf === undefined) {
    shelf = { exact: new Map(), sorted: [], symbolic: new Map(), all: [] };
    shelves.set(service, shelf);
  }
  return shelf;
}

function place(shelf: Shelf, tail: string, entry: Entry): void {
  const head = withoutFamily(tail);
  push(shelf.exact, head, entry);
  shelf.all.push(entry);
  const symbol = firstSymbol(head);
  if (symbol === head.length) shelf.sorted.push({ tail: head, entry });
  else {
    const before = head.slice(0, symbol);
    const groups = shelf.symbolic.get(before) ?? { generated: new Map(), opaque: new Map() };
    shelf.symbolic.set(before, groups);
    const first = symbolAt(head, symbol);
    push(isGeneratedSymbol(first) ? groups.generated : groups.opaque, first, entry);
  }
}

function unknownBehind(head: string): boolean {
  const at = firstSymbol(head);
  const rest = head.slice(at + symbolAt(head, at).length);
  return firstUnknown(rest) < rest.length;
}

function withoutFamily(tail: string): string {
  return tail.endsWith(ANY) ? tail.slice(0, -1) : tail;
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [entry]);
  else there.push(entry);
}

function firstSymbol(text: string): number {
  const at = text.search(/[\uE000-\uE004\uDB80-\uDBFF]/);
  return at < 0 ? text.length : at;
}

function symbolAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function search(shelf: Shelf, tail: string): Iterable<Entry> {
  if (tail === STAR) return shelf.all;
  const found = new Set<Entry>();
  const wild = tail.search(/[\uE000-\uE004]/);
  const fixed = wild < 0 ? tail : tail.slice(0, wild);
  add(found, shelf.exact.get(tail));
  // Families end in a separator: the objects of `bucket/`, the indexes of `table/…/index/`.
  for (let at = 0; at < fixed.length; at += 1)
    if (fixed[at] === '/' || fixed[at] === ':') add(found, shelf.exact.get(fixed.slice(0, at + 1)));
  const lead = tail.slice(0, firstUnknown(tail));
  if (lead.length < tail.length) addRange(found, shelf, lead);
  addSymbolic(found, shelf, tail, lead);
  return found;
}

function add(found: Set<Entry>, entries: Iterable<Entry> | undefined): void {
  if (entries !== undefined) for (const entry of entries) found.add(entry);
}

/** Names that begin with the pattern's known beginning. */
function addRange(found: Set<Entry>, shelf: Shelf, lead: string): void {
  let low = 0;
  let high = shelf.sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemAt(shelf.sorted, middle).tail < lead) low = middle + 1;
    else high = middle;
  }
  for (let one = shelf.sorted[low]; one?.tail.startsWith(lead) === true; one = shelf.sorted[low]) {
    found.add(one.entry);
    low += 1;
  }
}

function addSymbolic(found: Set<Entry>, shelf: Shelf, tail: string, lead: string): void {
  const exact = lead.length === tail.length;
  for (const [before, groups] of shelf.symbolic) {
    if (lead.startsWith(before)) addAligned(found, groups, tail, before.length, exact);
    else if (!exact && before.startsWith(lead))
      for (const group of [groups.generated, groups.opaque]) for (const entries of group.values()) add(found, entries);
  }
}

/** Names whose first symbol stands where the pattern has something known, a symbol or its first wildcard. */
function addAligned(found: Set<Entry>, groups: Groups, tail: string, at: number, exact: boolean): void {
  const next = at < tail.length ? symbolAt(tail, at) : '';
  // The rest of a pattern behind the same symbol: where it is fixed, only equal texts match, and those were looked up.
  const rest = tail.slice(at + next.length);
  const settled = next !== HOLE && firstUnknown(rest) === rest.length;
  addSame(found, groups.generated.get(next), settled);
  // Two generated names are never equal, and none equals a name written in full.
  if (!exact && !isGeneratedSymbol(next)) for (const entries of groups.generated.values()) add(found, entries);
  for (const [symbol, entries] of groups.opaque)
    if (symbol === next) addSame(found, entries, settled);
    else add(found, entries);
}

function addSame(found: Set<Entry>, entries: readonly Entry[] | undefined, settled: boolean): void {
  for (const entry of entries ?? []) if (!settled || entry.several) found.add(entry);
}

function isGeneratedSymbol(text: string): boolean {
  const unit = text.charCodeAt(0);
  return unit >= 0xdb80 && unit < 0xdbc0;
}
