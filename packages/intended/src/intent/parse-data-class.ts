import type { DictionaryTree, Tree, TreeEntry } from '#source/tree';
import type { ClassKind, DataClass, Value } from './intent.ts';
import { CLASS_KINDS, defaultsOf, even } from './class-defaults.ts';
import type { IntentReader } from './intent-reader.ts';
import {
  entryOf,
  fromKey,
  placeOf,
  readChoice,
  readMapping,
  readText,
  readTexts,
  report,
  reportUnknownKeys,
  shorten,
  warn,
} from './intent-reader.ts';

export const CLASS_KEYS = ['title', 'value', 'class', 'fields', 'requires'] as const;
export const DIMENSIONS = ['confidentiality', 'integrity', 'availability'] as const;
/** The analysis gives every class one bit. */
export const MAX_CLASSES = 64;

/** `data:` a mapping from class id to what the class is. */
export function parseDataClasses(reader: IntentReader, entry: TreeEntry | undefined): readonly DataClass[] {
  const mapping = readMapping(reader, entry?.value, '`data`');
  const classes: DataClass[] = [];
  for (const [id, written] of mapping?.entries ?? []) {
    if (classes.length === MAX_CLASSES) {
      report(reader, written.keyAt, `more than ${MAX_CLASSES} data classes; merge those that are treated alike`);
      break;
    }
    classes.push(readClass(reader, id, written));
  }
  return classes;
}

function readClass(reader: IntentReader, id: string, entry: TreeEntry): DataClass {
  const what = `data class \`${shorten(id)}\``;
  const mapping = readMapping(reader, entry.value, what);
  if (mapping !== undefined) reportUnknownKeys(reader, mapping, CLASS_KEYS, 'a data class');
  const kind = readKind(reader, id, mapping);
  const requires = mapping === undefined ? undefined : entryOf(mapping, 'requires');
  return {
    id,
    title: (mapping && readText(reader, entryOf(mapping, 'title'), `\`title\` of ${what}`)) ?? id,
    value: readValue(reader, mapping && entryOf(mapping, 'value'), what, entry) ?? defaultsOf(kind).value,
    kind,
    fields: readTexts(reader, mapping && entryOf(mapping, 'fields'), `\`fields\` of ${what}`),
    requires:
      requires === undefined ? defaultsOf(kind).requires : readTexts(reader, requires, `\`requires\` of ${what}`),
    evidence: [],
    at: fromKey(entry),
  };
}

/** A class that does not say its kind has the kind its id names (`credentials`), or is a business class. */
function readKind(reader: IntentReader, id: string, mapping: DictionaryTree | undefined): ClassKind {
  const written = mapping && entryOf(mapping, 'class');
  const byId = CLASS_KINDS.find((kind) => kind === id || defaultsOf(kind).id === id) ?? 'business';
  if (written === undefined) return byId;
  return readChoice(reader, written, CLASS_KINDS, 'a class of data') ?? byId;
}

function readValue(
  reader: IntentReader,
  entry: TreeEntry | undefined,
  what: string,
  owner: TreeEntry,
): Value | undefined {
  if (entry === undefined) {
    warn(
      reader,
      owner.keyAt,
      `${what} has no \`value\`; write 0 (public) to 4 (strictly confidential), until then that of its class counts`,
    );
    return undefined;
  }
  if (entry.value.kind !== 'dictionary') {
    const worth = readWorth(reader, entry.value, placeOf(entry), what);
    return worth === undefined ? undefined : even(worth);
  }
  reportUnknownKeys(reader, entry.value, DIMENSIONS, '`value`');
  return readDimensions(reader, entry.value, what);
}

/** A dimension that is not written counts like the highest of those that are: silence may not lower a risk. */
function readDimensions(reader: IntentReader, mapping: DictionaryTree, what: string): Value | undefined {
  const written = DIMENSIONS.map((dimension) => {
    const entry = entryOf(mapping, dimension);
    return entry === undefined ? undefined : readWorth(reader, entry.value, placeOf(entry), what);
  });
  const numbers = written.filter((worth) => worth !== undefined);
  if (numbers.length === 0) return undefined;
  const highest = Math.max(...numbers);
  return {
    confidentiality: written[0] ?? highest,
    integrity: written[1] ?? highest,
    availability: written[2] ?? highest,
  };
}

function readWorth(reader: IntentReader, tree: Tree, place: TreeEntry['keyAt'], what: string): number | undefined {
  const worth = tree.kind === 'scalar' ? tree.value : undefined;
  if (typeof worth === 'number' && Number.isInteger(worth) && worth >= 0 && worth <= 4) return worth;
  const shown = worth === undefined || worth === null ? 'this' : `\`${shorten(String(worth))}\``;
  report(
    reader,
    place,
    `the value of ${what} cannot be ${shown}; write a whole number from 0 (public) to 4 (strictly confidential)`,
  );
  return undefined;
}
