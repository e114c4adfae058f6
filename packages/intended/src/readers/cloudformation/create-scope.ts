import type { Files } from '#source/files';
import type { Diagnostic, Place } from '#source/place';
import type { DictionaryTree, Tree } from '#source/tree';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { bounds } from './bounds.ts';
import { expandEntries } from './expand-entries.ts';
import { included } from './include.ts';
import { parameterValue } from './parameters.ts';
import { resolve } from './resolve.ts';
import type { Scope, SectionEntry } from './scope.ts';

const maxDiagnostics = 500;

export interface ScopeOptions {
  /** The template, whose sections the scope serves; undefined for a scope without any. */
  readonly tree: Tree | undefined;
  readonly file: string;
  readonly stack?: string;
  readonly files?: Files | undefined;
  readonly region?: string | undefined;
  /** Values of parameters that are given from outside; defaults count where it has none. */
  readonly given?: (name: string) => Value | undefined;
  readonly childOutput?: Scope['childOutput'];
}

/** A template ready to be resolved: its scope, its sections with loops and includes expanded, and what was reported. */
export interface OpenTemplate {
  readonly scope: Scope;
  readonly section: (name: string) => readonly SectionEntry[];
  readonly has: (name: string) => boolean;
  readonly diagnostics: Diagnostic[];
}

export function openTemplate(options: ScopeOptions): OpenTemplate {
  const diagnostics: Diagnostic[] = [];
  const report = reporter(diagnostics);
  const sections = new Map<string, readonly SectionEntry[]>();
  const byName = new Map<string, ReadonlyMap<string, SectionEntry>>();
  const parameters = new Map<string, Value | undefined>();
  const scope: Scope = {
    file: options.file,
    stack: options.stack ?? '',
    files: options.files,
    region: options.region,
    parameter: (name) => parameter(name),
    mapping: (name) => named('Mappings').get(name),
    condition: (name) => named('Conditions').get(name),
    childOutput: options.childOutput ?? (() => undefined),
    bindings: new Map(),
    assumed: new Map(),
    decided: new Map(),
    deciding: new Set(),
    branches: new Map(),
    including: [],
    budget: { left: bounds.expandedNodes },
    report,
  };
  const roots = once(() => rootTrees(options.tree, scope));
  const section = (name: string): readonly SectionEntry[] => {
    const known = sections.get(name);
    if (known !== undefined) return known;
    // Set first: a section that asks for itself while it is expanded finds nothing instead of a circle.
    sections.set(name, []);
    const made = roots().flatMap((root) => sectionEntries(root.tree, root.scope, name));
    sections.set(name, made);
    return made;
  };
  const named = (name: string): ReadonlyMap<string, SectionEntry> => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const made = new Map(section(name).map((entry) => [entry.key, entry] as const));
    if (made.size > 0) byName.set(name, made);
    return made;
  };
  const parameter = (name: string): Value | undefined => {
    if (parameters.has(name)) return parameters.get(name);
    const entry = named('Parameters').get(name);
    parameters.set(name, entry === undefined ? undefined : deferred('cycle', name, entry.keyAt));
    const value = entry === undefined ? undefined : parameterValue(entry, options.given?.(name));
    parameters.set(name, value);
    return value;
  };
  const has = (name: string): boolean => roots().some((root) => root.tree.entries.has(name));
  return { scope, section, has, diagnostics };
}

function reporter(diagnostics: Diagnostic[]): Scope['report'] {
  const seen = new Set<string>();
  return (severity: Diagnostic['severity'], place: Place, message: string): void => {
    const key = `${place.file}:${place.line}:${place.column}:${message}`;
    if (seen.has(key) || seen.size >= maxDiagnostics) return;
    seen.add(key);
    diagnostics.push({ severity, place, message });
  };
}

function once<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: make() }).value;
}

interface Root {
  readonly tree: DictionaryTree;
  readonly scope: Scope;
}

/** The template itself and what `Transform: {Name: AWS::Include}` at its top puts beside it. */
function rootTrees(tree: Tree | undefined, scope: Scope): readonly Root[] {
  if (tree === undefined) return [];
  if (tree.kind !== 'dictionary') {
    scope.report('error', tree.at, 'a template is a dictionary with `Resources`; correct the top of the file');
    return [];
  }
  const roots: Root[] = [{ tree, scope }];
  for (const key of ['Transform', 'Fn::Transform']) {
    const entry = tree.entries.get(key);
    const transforms = entry?.value.kind === 'list' ? entry.value.items : entry === undefined ? [] : [entry.value];
    for (const transform of transforms) {
      if (transform.kind !== 'dictionary') continue;
      const result = included(transform, transform.at, scope, resolve);
      if ('tree' in result && result.tree.kind === 'dictionary') roots.push({ tree: result.tree, scope: result.scope });
    }
  }
  return roots;
}

function sectionEntries(tree: DictionaryTree, scope: Scope, name: string): readonly SectionEntry[] {
  const section = tree.entries.get(name)?.value;
  if (section === undefined || (section.kind === 'scalar' && section.value === null)) return [];
  if (section.kind !== 'dictionary') {
    scope.report('error', section.at, `\`${name}\` needs a dictionary; correct its indentation or form`);
    return [];
  }
  return expandEntries(section, scope, resolve);
}
