import type { Files } from '#source/files';
import { pathBeside } from '#source/normalize-path';
import { parseDocument } from '#source/parse-document';
import type { Diagnostic, Place } from '#source/place';
import { wholeFile } from '#source/place';
import { plainTree } from '#source/plain-tree';
import type { Tree } from '#source/tree';

/** Documents as plain values, read once, with what was wrong with them. */
export interface Documents {
  readonly diagnostics: Diagnostic[];
  /** The value at a JSON pointer of a file; undefined, and reported, where there is none. */
  at(reference: Reference): unknown;
  /** Reads a reference as written in `from`. */
  reference(from: string, written: string): Reference;
  /** Line of a pointer, for messages. */
  placeOf(reference: Reference): Place;
  /** Makes a value that is in no file (a template's own document) readable under a name. */
  add(name: string, value: unknown, place: Place): void;
}

export interface Reference {
  readonly file: string;
  /** `/components/schemas/Ride`, or empty for the whole. */
  readonly pointer: string;
}

interface Loaded {
  readonly value: unknown;
  readonly tree: Tree | undefined;
  readonly place?: Place;
}

export function makeDocuments(files: Files): Documents {
  const loaded = new Map<string, Loaded>();
  const diagnostics: Diagnostic[] = [];
  const load = (file: string): Loaded => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const read = readDocument(files, file, diagnostics);
    loaded.set(file, read);
    return read;
  };
  return {
    diagnostics,
    at({ file, pointer }) {
      const { value } = load(file);
      return pointer === '' || pointer.startsWith('/')
        ? steps(pointer).reduce<unknown>(member, value)
        : anchored(value, pointer);
    },
    reference(from, written) {
      const [path = '', pointer = ''] = written.split('#', 2);
      return { file: path === '' ? from : pathBeside(from, path), pointer };
    },
    placeOf: ({ file, pointer }) => load(file).place ?? placeIn(load(file).tree, steps(pointer)) ?? wholeFile(file),
    add: (name, value, place) => loaded.set(name, { value, tree: undefined, place }),
  };
}

function readDocument(files: Files, file: string, diagnostics: Diagnostic[]): Loaded {
  const read = files.read(file);
  if (read.kind === 'trouble') {
    diagnostics.push({ severity: 'error', place: wholeFile(file), message: read.message });
    return { value: undefined, tree: undefined };
  }
  const parsed = parseDocument({ path: read.path, text: read.text });
  diagnostics.push(...parsed.diagnostics);
  return { value: parsed.tree === undefined ? undefined : plainTree(parsed.tree), tree: parsed.tree };
}

/** The schema that an anchor names (`$anchor: ride`, or `$id: '#ride'` of the older drafts). */
function anchored(value: unknown, name: string, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > 64) return undefined;
  if (member(value, '$anchor') === name || member(value, '$id') === `#${name}`) return value;
  for (const child of Object.values(value)) {
    const found = anchored(child, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function steps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) =>
      decodeURIComponent(step.replace(/%(?![0-9a-f]{2})/gi, '%25'))
        .replaceAll('~1', '/')
        .replaceAll('~0', '~'),
    );
}

export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function placeIn(tree: Tree | undefined, path: readonly string[]): Place | undefined {
  let at = tree;
  let place = tree?.at;
  for (const step of path) {
    const entry = at?.kind === 'dictionary' ? at.entries.get(step) : undefined;
    at = entry?.value ?? (at?.kind === 'list' ? at.items[Number(step)] : undefined);
    place = entry?.keyAt ?? at?.at ?? place;
  }
  return place;
}

/** A mapping of a foreign document. */
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function mapping(value: unknown, name: string): Mapping {
  const found = member(value, name);
  return isMapping(found) ? found : {};
}

/** Follows a reference to a parameter, body or path item. */
export function resolved(
  value: unknown,
  at: Reference,
  documents: Documents,
): { readonly value: unknown; readonly at: Reference } {
  let found = { value, at };
  for (let hops = 0; hops < 16; hops += 1) {
    const reference = member(found.value, '$ref');
    if (typeof reference !== 'string') return found;
    const target = documents.reference(found.at.file, reference);
    found = { value: documents.at(target), at: target };
  }
  return found;
}
