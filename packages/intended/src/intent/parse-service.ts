import type { Tree, TreeEntry } from '#source/tree';
import type { IntentVerb, Permission, ServiceIntent } from './intent.ts';
import { readClassNames } from './class-names.ts';
import type { IntentReader } from './intent-reader.ts';
import {
  entryOf,
  fromKey,
  readMapping,
  readText,
  readTexts,
  readTruth,
  report,
  reportUnknownKeys,
  shorten,
} from './intent-reader.ts';

export const SERVICE_KEYS = ['may', 'holds', 'public', 'because'] as const;
export const VERBS: readonly IntentVerb[] = ['read', 'write', 'delete', 'invoke', 'list', 'tap', 'admin', 'pass'];
const PERMISSION_KEYS = [...VERBS, 'in', 'data', 'with'] as const;

/** `services:` a mapping from the id of a compute or store to what it may do and hold. */
export function parseServices(
  reader: IntentReader,
  entry: TreeEntry | undefined,
  classIds: readonly string[],
): ReadonlyMap<string, ServiceIntent> {
  const mapping = readMapping(reader, entry?.value, '`services`');
  const services = new Map<string, ServiceIntent>();
  for (const [id, written] of mapping?.entries ?? []) services.set(id, readService(reader, id, written, classIds));
  return services;
}

function readService(reader: IntentReader, id: string, entry: TreeEntry, classIds: readonly string[]): ServiceIntent {
  const what = `service \`${shorten(id)}\``;
  const mapping = readMapping(reader, entry.value, what);
  const at = fromKey(entry);
  if (mapping === undefined) return { service: id, may: [], holds: [], public: false, because: undefined, at };
  reportUnknownKeys(reader, mapping, SERVICE_KEYS, 'a service');
  const may = entryOf(mapping, 'may');
  const items = may === undefined ? [] : may.value.kind === 'list' ? may.value.items : [may.value];
  return {
    service: id,
    may: items.flatMap((item) => readPermission(reader, item, what, classIds)),
    holds: readClassNames(reader, entryOf(mapping, 'holds'), `\`holds\` of ${what}`, classIds),
    public: readTruth(reader, entryOf(mapping, 'public'), `\`public\` of ${what}`),
    because: readText(reader, entryOf(mapping, 'because'), `\`because\` of ${what}`),
    at,
  };
}

/**
 * `{ write: [pii], in: RidesTable }`, `{ invoke: PaymentProvider, with: [financials] }`.
 * Several verbs in one entry (`{ read: [pii], write: [pii], in: RidesTable }`) are several permissions.
 */
function readPermission(
  reader: IntentReader,
  tree: Tree,
  what: string,
  classIds: readonly string[],
): readonly Permission[] {
  if (tree.kind === 'scalar' && tree.value === null) return [];
  const mapping = readMapping(reader, tree, `an entry of \`may\` of ${what}`);
  if (mapping === undefined) return [];
  reportUnknownKeys(reader, mapping, PERMISSION_KEYS, 'an entry of `may`');
  const stores = readTexts(reader, entryOf(mapping, 'in'), `\`in\` of ${what}`);
  const found: Permission[] = [];
  for (const verb of VERBS) {
    const entry = entryOf(mapping, verb);
    if (entry === undefined) continue;
    const permission =
      verb === 'invoke'
        ? readInvoke(reader, entry, mapping.entries, what, classIds)
        : { data: readClassNames(reader, entry, `\`${verb}\` of ${what}`, classIds), in: stores };
    if (verb !== 'invoke' && stores.length === 0)
      report(reader, fromKey(entry), `\`${verb}\` of ${what} does not say where; add \`in: <store>\``);
    else if (permission.in.length > 0) found.push({ verb, ...permission, at: fromKey(entry) });
  }
  if (found.length === 0 && !VERBS.some((verb) => mapping.entries.has(verb)))
    report(
      reader,
      tree.at,
      `an entry of \`may\` of ${what} has no verb; write one of ${VERBS.map((verb) => `\`${verb}\``).join(', ')}`,
    );
  return found;
}

/** `invoke` names who is called; the classes sent along stand under `with` (or `data`), none means whatever the callee takes. */
function readInvoke(
  reader: IntentReader,
  entry: TreeEntry,
  entries: ReadonlyMap<string, TreeEntry>,
  what: string,
  classIds: readonly string[],
): { readonly data: readonly string[]; readonly in: readonly string[] } {
  const callees = entries.has('in') ? entries.get('in') : entry;
  const classes = entries.has('in') ? entry : (entries.get('with') ?? entries.get('data'));
  return {
    data: readClassNames(reader, classes, `\`invoke\` of ${what}`, classIds),
    in: readTexts(reader, callees, `\`invoke\` of ${what}`),
  };
}
