import type { Files } from '#source/files';
import { parseDocument } from '#source/parse-document';
import type { Diagnostic, Place } from '#source/place';
import { wholeFile } from '#source/place';
import type { Tree } from '#source/tree';
import type { Resolved, Value } from '#model/value';
import { deferred } from '#model/value';
import { bounds, passed } from './bounds.ts';
import type { OpenTemplate } from './create-scope.ts';
import { openTemplate } from './create-scope.ts';
import { isNestedStack, nestedStack } from './nested-stacks.ts';
import { resolve } from './resolve.ts';
import type { SectionEntry } from './scope.ts';

/** One template of a run. Its nested stacks are opened when an output of theirs, or all of them, are asked for. */
export interface Branch {
  readonly template: OpenTemplate;
  readonly file: string;
  readonly tree: Tree;
  /** Of the stack itself; deferred where it or one around it stands under an undecided condition. */
  readonly exists: Resolved<true>;
  readonly children: () => readonly Branch[];
}

export interface Run {
  readonly files: Files;
  readonly region: string | undefined;
  readonly diagnostics: Diagnostic[];
  opened: number;
  characters: number;
  /** Outputs being resolved, of all stacks: the length of the chain that leads from one to the next. */
  chain: number;
}

export interface Opening {
  readonly path: string;
  readonly stack: string;
  readonly given: (name: string) => Value | undefined;
  /** Where the template is named. */
  readonly at: Place;
  readonly exists: Resolved<true>;
  /** Files of the stacks around it, outermost first. */
  readonly chain: readonly string[];
}

export function openBranch(run: Run, opening: Opening): Branch | undefined {
  const tree = readTree(run, opening);
  if (tree === undefined) return undefined;
  const nested = nestedBranches(run, opening, () => template.section('Resources').filter(isNestedStack));
  const template: OpenTemplate = openTemplate({
    tree,
    file: opening.path,
    stack: opening.stack,
    files: run.files,
    region: run.region,
    given: opening.given,
    childOutput: nested.output,
  });
  return { template, file: opening.path, tree, exists: opening.exists, children: nested.all };
}

function readTree(run: Run, opening: Opening): Tree | undefined {
  const file = run.files.read(opening.path);
  if (file.kind === 'trouble') {
    run.diagnostics.push({ severity: 'error', place: opening.at, message: `template ${file.message}` });
    return undefined;
  }
  run.characters += file.text.length;
  if (run.characters > bounds.characters) {
    const message = 'the templates are too large to be read together; judge parts of the application alone';
    run.diagnostics.push({ severity: 'error', place: opening.at, message });
    return undefined;
  }
  const { tree, diagnostics } = parseDocument(file);
  run.diagnostics.push(...diagnostics);
  if (tree !== undefined || diagnostics.length > 0) return tree;
  const message = 'the template is empty; add `Resources` or leave the file out';
  run.diagnostics.push({ severity: 'error', place: wholeFile(opening.path), message });
  return undefined;
}

interface Nested {
  readonly all: () => readonly Branch[];
  readonly output: (logicalId: string, output: string, at: Place) => Value | undefined;
}

function nestedBranches(run: Run, parent: Opening, entries: () => readonly SectionEntry[]): Nested {
  const opened = new Map<string, Branch | undefined>();
  const outputs = new Map<string, Value>();
  const resolving = new Set<string>();
  let byName: ReadonlyMap<string, SectionEntry> | undefined;
  const named = (): ReadonlyMap<string, SectionEntry> =>
    (byName ??= new Map(entries().map((entry) => [entry.key, entry] as const)));
  const branch = (entry: SectionEntry): Branch | undefined => {
    if (!opened.has(entry.key)) opened.set(entry.key, openNested(run, parent, entry));
    return opened.get(entry.key);
  };
  return {
    all: () => [...named().values()].flatMap((entry) => branch(entry) ?? []),
    output(logicalId, output, at) {
      const entry = named().get(logicalId);
      const child = entry === undefined ? undefined : branch(entry);
      if (entry === undefined || child === undefined) return undefined;
      const name = `${logicalId}.Outputs.${output}`;
      if (resolving.has(name)) {
        entry.scope.report('error', at, `\`${name}\` depends on itself through parameters; break the circle`);
        return deferred('cycle', name, at);
      }
      if (run.chain >= bounds.outputChain) return deferred('bounds', name, at);
      resolving.add(name);
      run.chain++;
      const value = outputs.get(name) ?? passed(outputOf(child.template, name, output, at), name, at);
      run.chain--;
      resolving.delete(name);
      outputs.set(name, value);
      return value;
    },
  };
}

function openNested(run: Run, parent: Opening, entry: SectionEntry): Branch | undefined {
  const nested = nestedStack(entry);
  if (nested === undefined) return undefined;
  if ('address' in nested) {
    const where =
      nested.address === undefined ? 'has no template on disk' : `has its template at \`${nested.address}\``;
    const message = `nested stack \`${entry.key}\` ${where}, so what it holds is not judged; name a local copy of it`;
    entry.scope.report('error', nested.at, message);
    return undefined;
  }
  const { at, template: path, parameter: given } = nested;
  const chain = [...parent.chain, parent.path];
  if (chain.includes(path) || chain.length >= bounds.nesting) {
    entry.scope.report('error', at, `nested stack \`${entry.key}\` contains itself; break the circle`);
    return undefined;
  }
  run.opened++;
  if (run.opened > bounds.stacks) {
    entry.scope.report('error', at, `more than ${bounds.stacks} nested stacks; judge parts of the application alone`);
    return undefined;
  }
  const stack = parent.stack === '' ? entry.key : `${parent.stack}/${entry.key}`;
  const exists = parent.exists.kind === 'deferred' ? parent.exists : nested.exists;
  return openBranch(run, { path, stack, given, at, exists, chain });
}

function outputOf(template: OpenTemplate, name: string, output: string, at: Place): Value {
  const entry = template.section('Outputs').find((candidate) => candidate.key === output);
  const written = entry?.tree.kind === 'dictionary' ? entry.tree.entries.get('Value')?.value : undefined;
  if (entry === undefined || written === undefined) return deferred('missing', name, at);
  return resolve(written, entry.scope);
}
