import type { TreeEntry } from '#source/tree';
import type { ExternalIntent } from './intent.ts';
import { readClassNames } from './class-names.ts';
import type { IntentReader } from './intent-reader.ts';
import { entryOf, fromKey, readChoice, readMapping, readText, reportUnknownKeys, shorten } from './intent-reader.ts';

export const EXTERNAL_KEYS = ['kind', 'host', 'name', 'service', 'holds'] as const;
export const EXTERNAL_KINDS: readonly ExternalIntent['kind'][] = ['compute', 'store'];

/** `external:` a mapping from an id of one's own to a service or store that no template shows. */
export function parseExternals(
  reader: IntentReader,
  entry: TreeEntry | undefined,
  classIds: readonly string[],
): readonly ExternalIntent[] {
  const mapping = readMapping(reader, entry?.value, '`external`');
  return [...(mapping?.entries ?? [])].map(([id, written]) => readExternal(reader, id, written, classIds));
}

function readExternal(reader: IntentReader, id: string, entry: TreeEntry, classIds: readonly string[]): ExternalIntent {
  const what = `external \`${shorten(id)}\``;
  const mapping = readMapping(reader, entry.value, what);
  const at = fromKey(entry);
  if (mapping === undefined)
    return { id, kind: 'store', host: undefined, name: undefined, service: undefined, holds: [], at };
  reportUnknownKeys(reader, mapping, EXTERNAL_KEYS, 'an external service');
  const host = readText(reader, entryOf(mapping, 'host'), `\`host\` of ${what}`);
  return {
    id,
    // A third party keeps what it is sent: a store, unless somebody says that it only computes.
    kind: readChoice(reader, entryOf(mapping, 'kind'), EXTERNAL_KINDS, 'a kind of external service') ?? 'store',
    host: host
      ?.toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .replace(/[/:].*$/, ''),
    name: readText(reader, entryOf(mapping, 'name'), `\`name\` of ${what}`),
    service: readText(reader, entryOf(mapping, 'service'), `\`service\` of ${what}`),
    holds: readClassNames(reader, entryOf(mapping, 'holds'), `\`holds\` of ${what}`, classIds),
    at,
  };
}
