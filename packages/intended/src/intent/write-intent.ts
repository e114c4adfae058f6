import type { DataClass, Intent, Permission, RouteIntent, ServiceIntent } from './intent.ts';
import { insertEntries } from './insert-entries.ts';
import { parseIntent } from './parse-intent.ts';
import { renderSections } from './render-intent.ts';
import { indent, renderText } from './render-yaml.ts';

/** Where editors find the schema of the file; it is published with the package. */
export const SCHEMA_URL = 'https://unpkg.com/intended/schemas/intended.schema.json';

const HEADER = [
  `# yaml-language-server: $schema=${SCHEMA_URL}`,
  '# What this app is meant to do with data. What is not written here is not intended.',
  '# Proposed from templates and code: read every line, correct it, then delete its comment.',
  '# value: 0 public, 1 internal, 2 confidential, 3 highly confidential, 4 strictly confidential',
];

/** The text of a new intent file, with the reason of every proposal as a comment. */
export function writeIntent(intent: Intent): string {
  const sections = renderSections(intent).map(([name, , entries]) => [
    '',
    `${name}:`,
    ...indent(entries.flatMap((entry) => entry.lines)),
  ]);
  return `${[...HEADER, 'version: 1', `app: ${renderText(intent.app)}`, ...sections.flat()].join('\n')}\n`;
}

export interface MergedIntent {
  readonly text: string;
  /** What was added, in words: ``service `RequestUnicorn` ``. */
  readonly added: readonly string[];
  /** Why nothing was merged; undefined when all is well. */
  readonly trouble: string | undefined;
}

/**
 * Adds to a person's file what a proposal has and the file has not: classes of a kind it knows nothing of, services and
 * routes it does not mention. Lines that are there stay as they are, comments too; what a person wrote about a service
 * is never widened, since a new access of a known service is a finding, not a default.
 */
export function mergeIntent(file: { readonly path: string; readonly text: string }, proposal: Intent): MergedIntent {
  if (file.text.trim() === '') return { text: writeIntent(proposal), added: ['everything'], trouble: undefined };
  const before = parseIntent(file);
  if (before.intent === undefined)
    return {
      text: file.text,
      added: [],
      trouble: 'the intent file cannot be read; mend what is reported about it first',
    };
  const missing = missingFrom(before.intent, proposal);
  let text = file.text;
  for (const [section, shape, entries] of renderSections(missing)) {
    const next = insertEntries(text, section, shape, entries);
    if (next === undefined)
      return {
        text: file.text,
        added: [],
        trouble: `\`${section}\` of the intent file has another shape; write it as a mapping`,
      };
    text = next;
  }
  if (!isFaithful(file, before.intent, text, missing))
    return {
      text: file.text,
      added: [],
      trouble:
        'the intent file is laid out in a way that cannot be added to safely; add by hand, or write it in block style',
    };
  return { text, added: namesOf(missing), trouble: undefined };
}

function namesOf(intent: Intent): readonly string[] {
  return [
    ...intent.data.map((dataClass) => `data class \`${dataClass.id}\``),
    ...[...intent.services.keys()].map((service) => `service \`${service}\``),
    ...intent.routes.map((route) => `route \`${route.route}\``),
    ...intent.external.map((external) => `external \`${external.id}\``),
  ];
}

function missingFrom(existing: Intent, proposal: Intent): Intent {
  const rename = renaming(existing.data, proposal.data);
  const externals = new Set(existing.external.map((external) => external.id));
  const routes = new Set(existing.routes.map((route) => route.route));
  const services = [...proposal.services.values()].filter(
    (service) => !existing.services.has(service.service) && !externals.has(service.service),
  );
  return {
    ...proposal,
    data: proposal.data.filter((dataClass) => rename.get(dataClass.id) === undefined),
    services: new Map(services.map((service) => [service.service, renameService(service, rename)])),
    routes: proposal.routes.filter((route) => !routes.has(route.route)).map((route) => renameRoute(route, rename)),
    external: proposal.external
      .filter((external) => !externals.has(external.id) && !existing.services.has(external.id))
      .map((external) => ({ ...external, holds: renameAll(external.holds, rename) })),
    accept: [],
  };
}

/** Proposed class id → the class that the file has for it: by id, else the first of the same kind. Business data has no such twin. */
function renaming(existing: readonly DataClass[], proposed: readonly DataClass[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { id, kind } of proposed) {
    const same =
      existing.find((own) => own.id === id) ??
      (kind === 'business' ? undefined : existing.find((own) => own.kind === kind));
    if (same !== undefined) found.set(id, same.id);
  }
  return found;
}

function renameAll(ids: readonly string[], rename: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set(ids.map((id) => rename.get(id) ?? id))];
}

function renameService(service: ServiceIntent, rename: ReadonlyMap<string, string>): ServiceIntent {
  const may = service.may.map((permission): Permission => ({
    ...permission,
    data: renameAll(permission.data, rename),
  }));
  return { ...service, may, holds: renameAll(service.holds, rename) };
}

function renameRoute(route: RouteIntent, rename: ReadonlyMap<string, string>): RouteIntent {
  return { ...route, accepts: renameAll(route.accepts, rename), returns: renameAll(route.returns, rename) };
}

/** Is all that was there still there, all that should be added added, and nothing newly wrong? */
function isFaithful(file: { path: string; text: string }, before: Intent, text: string, missing: Intent): boolean {
  const after = parseIntent({ path: file.path, text });
  if (after.intent === undefined || after.diagnostics.length > parseIntent(file).diagnostics.length) return false;
  const counts = (intent: Intent): readonly number[] => [
    intent.data.length,
    intent.services.size,
    intent.routes.length,
    intent.external.length,
    intent.accept.length,
  ];
  const expected = counts(before).map((count, index) => count + (counts(missing)[index] ?? 0));
  return counts(after.intent).every((count, index) => count === expected[index]);
}
