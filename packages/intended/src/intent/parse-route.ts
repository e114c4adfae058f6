import type { TreeEntry } from '#source/tree';
import type { RouteIntent } from './intent.ts';
import { readClassNames } from './class-names.ts';
import type { IntentReader } from './intent-reader.ts';
import { entryOf, fromKey, readChoice, readMapping, reportUnknownKeys, shorten, warn } from './intent-reader.ts';

export const ROUTE_KEYS = ['audience', 'accepts', 'returns'] as const;
export const AUDIENCES: readonly RouteIntent['audience'][] = ['public', 'signed-in', 'partner', 'operator', 'internal'];

/** `routes:` a mapping from `METHOD /path` to who may call it with which data. */
export function parseRoutes(
  reader: IntentReader,
  entry: TreeEntry | undefined,
  classIds: readonly string[],
): readonly RouteIntent[] {
  const mapping = readMapping(reader, entry?.value, '`routes`');
  const routes: RouteIntent[] = [];
  for (const [id, written] of mapping?.entries ?? []) {
    const route = readRoute(reader, id, written, classIds);
    if (route !== undefined) routes.push(route);
  }
  return routes;
}

function readRoute(
  reader: IntentReader,
  id: string,
  entry: TreeEntry,
  classIds: readonly string[],
): RouteIntent | undefined {
  const what = `route \`${shorten(id)}\``;
  const mapping = readMapping(reader, entry.value, what);
  if (mapping === undefined) return undefined;
  reportUnknownKeys(reader, mapping, ROUTE_KEYS, 'a route');
  const written = entryOf(mapping, 'audience');
  if (written === undefined)
    warn(reader, entry.keyAt, `${what} does not say its \`audience\`; \`signed-in\` counts until then`);
  return {
    route: id,
    // Silence may not declare a route public.
    audience: readChoice(reader, written, AUDIENCES, 'an audience') ?? 'signed-in',
    accepts: readClassNames(reader, entryOf(mapping, 'accepts'), `\`accepts\` of ${what}`, classIds),
    returns: readClassNames(reader, entryOf(mapping, 'returns'), `\`returns\` of ${what}`, classIds),
    at: fromKey(entry),
  };
}
