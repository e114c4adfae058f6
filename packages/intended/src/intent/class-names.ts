import type { TreeEntry } from '#source/tree';
import type { IntentReader } from './intent-reader.ts';
import { readNames, report, shorten } from './intent-reader.ts';
import { didYouMean } from './near-name.ts';

/** Every class, written `all` or `*`. */
const EVERY = new Set(['all', '*']);

/** A list of data class ids; one that is not declared under `data` is reported and left out. */
export function readClassNames(
  reader: IntentReader,
  entry: TreeEntry | undefined,
  what: string,
  classIds: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  for (const name of readNames(reader, entry, what)) {
    if (classIds.includes(name.text)) found.add(name.text);
    else if (EVERY.has(name.text)) for (const id of classIds) found.add(id);
    else
      report(
        reader,
        name.at,
        `data class \`${shorten(name.text)}\` is not declared${didYouMean(name.text, classIds) || '; add it under `data` or remove it here'}`,
      );
  }
  return [...found];
}
