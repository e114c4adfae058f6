import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { DictionaryTree } from '#source/tree';
import { parseYaml } from '#source/parse-yaml';
import type { Intent } from './intent.ts';
import type { IntentReader } from './intent-reader.ts';
import { entryOf, placeOf, readMapping, readText, report, reportUnknownKeys, shorten, warn } from './intent-reader.ts';
import { parseAcceptances } from './parse-acceptance.ts';
import { parseAttestations } from './parse-attestation.ts';
import { parseDataClasses } from './parse-data-class.ts';
import { parseExternals } from './parse-external.ts';
import { parseRoutes } from './parse-route.ts';
import { parseServices } from './parse-service.ts';

export interface ParsedIntent {
  /** Undefined only where nothing of the file can be used: no mapping at all, or a version from the future. */
  readonly intent: Intent | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export const INTENT_KEYS = [
  'version',
  'app',
  'data',
  'services',
  'routes',
  'external',
  'accept',
  'attest',
  // Read by `intended guard build` alone.
  'guard',
] as const;

/**
 * Reads the text of `intended.yaml`. A malformed entry is reported with its place and left out, the rest is kept.
 * Whether what it names exists in the application is for `checkIntent`. Never throws.
 */
export function parseIntent(file: { readonly path: string; readonly text: string }): ParsedIntent {
  const { tree, diagnostics } = parseYaml(file);
  const reader: IntentReader = { diagnostics: [...diagnostics] };
  if (tree === undefined) {
    if (diagnostics.length === 0)
      report(reader, wholeFile(file.path), 'the intent file is empty; run `intended init` to propose one');
    return { intent: undefined, diagnostics: reader.diagnostics };
  }
  const root = readMapping(reader, tree, 'the intent file');
  if (root === undefined || !hasKnownVersion(reader, root))
    return { intent: undefined, diagnostics: reader.diagnostics };
  reportUnknownKeys(reader, root, INTENT_KEYS, 'the intent file');
  return { intent: readIntent(reader, root, file.path), diagnostics: reader.diagnostics };
}

function readIntent(reader: IntentReader, root: DictionaryTree, path: string): Intent {
  const data = parseDataClasses(reader, entryOf(root, 'data'));
  const classIds = data.map((dataClass) => dataClass.id);
  const attest = parseAttestations(reader, entryOf(root, 'attest'));
  return {
    version: 1,
    app: readText(reader, entryOf(root, 'app'), '`app`') ?? '',
    origin: 'file',
    file: path,
    data,
    services: parseServices(reader, entryOf(root, 'services'), classIds),
    routes: parseRoutes(reader, entryOf(root, 'routes'), classIds),
    external: parseExternals(reader, entryOf(root, 'external'), classIds),
    accept: parseAcceptances(reader, entryOf(root, 'accept'), classIds),
    ...(attest.length === 0 ? {} : { attest }),
  };
}

function hasKnownVersion(reader: IntentReader, root: DictionaryTree): boolean {
  const entry = entryOf(root, 'version');
  if (entry === undefined) {
    warn(reader, root.at, 'the intent file does not say its `version`; add `version: 1` as its first line');
    return true;
  }
  const version = entry.value.kind === 'scalar' ? entry.value.value : undefined;
  if (version === 1 || version === '1') return true;
  const isLater = typeof version === 'number' && version > 1;
  const advice = isLater ? 'update `intended` to read it' : 'write `version: 1`';
  report(
    reader,
    placeOf(entry),
    `version \`${shorten(String(version ?? 'of this shape'))}\` of the intent file is not known; ${advice}`,
  );
  return !isLater;
}
