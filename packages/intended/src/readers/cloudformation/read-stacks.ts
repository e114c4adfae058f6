import type { Files } from '#source/files';
import { parseDocument } from '#source/parse-document';
import type { Diagnostic, Place } from '#source/place';
import { wholeFile } from '#source/place';
import { pathBeside } from '#source/normalize-path';
import { literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { OpenTemplate } from './create-scope.ts';
import { openTemplate } from './create-scope.ts';
import { conditionName, decide } from './conditions.ts';
import { givenParameters } from './parameters.ts';
import { closeTemplate } from './read-stack.ts';
import { resolve } from './resolve.ts';
import type { SectionEntry } from './scope.ts';
import { assuming } from './scope.ts';
import type { Stack } from './stack.ts';

export interface ReadStacksOptions {
  readonly files: Files;
  /** Path of the root template. */
  readonly template: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** First part of the path of every stack, where several root stacks are read together; `''` unless given. */
  readonly stackName?: string;
  /** Decides conditions and mappings on `AWS::Region`; the region stays symbolic in values. */
  readonly region?: string;
  readonly dialect?: Stack['dialect'];
}

export interface StacksRead {
  /** The root first, then nested stacks in the order of their resources. Empty if the template cannot be read. */
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Nested stacks deeper than this are a circle; CloudFormation itself has no use for so many. */
const maxNesting = 16;

interface Reading {
  readonly options: ReadStacksOptions;
  readonly diagnostics: Diagnostic[];
}

/** One template of the run, its nested stacks opened as they are asked for. */
interface Branch {
  readonly template: OpenTemplate;
  readonly file: string;
  readonly tree: ReturnType<typeof parseDocument>['tree'];
  readonly children: () => readonly Branch[];
}

/**
 * Reads a template and the nested stacks that are on disk (`AWS::CloudFormation::Stack`, `AWS::Serverless::Application`).
 * Parameters go into a nested stack as the parent's values, its outputs come back as values; others stay unknown.
 */
export function readStacks(options: ReadStacksOptions): StacksRead {
  const reading: Reading = { options, diagnostics: [] };
  const at = wholeFile(options.template);
  const given = givenParameters(options.parameters ?? {}, at);
  const root = openBranch(reading, { path: options.template, stack: options.stackName ?? '', given, at, chain: [] });
  if (root === undefined) return { stacks: [], diagnostics: reading.diagnostics };
  const stacks = closeAll(root, options.dialect);
  return { stacks, diagnostics: [...reading.diagnostics, ...stacks.flatMap((stack) => stack.diagnostics)] };
}

function closeAll(branch: Branch, dialect: Stack['dialect'] | undefined): readonly Stack[] {
  const { tree, file } = branch;
  const own = closeTemplate(branch.template, dialect === undefined ? { tree, file } : { tree, file, dialect });
  return [own, ...branch.children().flatMap((child) => closeAll(child, dialect))];
}

interface Opening {
  readonly path: string;
  readonly stack: string;
  readonly given: ReadonlyMap<string, Value>;
  /** Where the template is named. */
  readonly at: Place;
  /** Files of the stacks around it, outermost first. */
  readonly chain: readonly string[];
}

function openBranch(reading: Reading, opening: Opening): Branch | undefined {
  const file = reading.options.files.read(opening.path);
  if (file.kind === 'trouble') {
    const severity = opening.chain.length === 0 ? 'error' : 'warning';
    reading.diagnostics.push({ severity, place: opening.at, message: `template ${file.message}` });
    return undefined;
  }
  const { tree, diagnostics } = parseDocument(file);
  reading.diagnostics.push(...diagnostics);
  if (tree === undefined) {
    if (diagnostics.length === 0)
      reading.diagnostics.push({
        severity: 'warning',
        place: wholeFile(opening.path),
        message: 'the template is empty; add `Resources` or leave the file out',
      });
    return undefined;
  }
  const nested = new Map<string, Branch | 'opening' | undefined>();
  const nestedEntries = (): readonly SectionEntry[] => template.section('Resources').filter(isNested);
  const child = (entry: SectionEntry): Branch | undefined => {
    const before = nested.get(entry.key);
    if (before === 'opening') {
      entry.scope.report(
        'error',
        entry.keyAt,
        `nested stack \`${entry.key}\` takes its own output as parameter; break the circle`,
      );
      return undefined;
    }
    if (nested.has(entry.key)) return before;
    nested.set(entry.key, 'opening');
    const made = openNested(reading, opening, entry);
    nested.set(entry.key, made);
    return made;
  };
  const byKey = (): ReadonlyMap<string, SectionEntry> =>
    (entriesByKey ??= new Map(nestedEntries().map((entry) => [entry.key, entry])));
  let entriesByKey: ReadonlyMap<string, SectionEntry> | undefined;
  const template: OpenTemplate = openTemplate({
    tree,
    file: opening.path,
    stack: opening.stack,
    files: reading.options.files,
    region: reading.options.region,
    parameters: opening.given,
    childOutput(logicalId, output, at) {
      const entry = byKey().get(logicalId);
      if (entry === undefined) return undefined;
      if (nested.get(logicalId) === 'opening') {
        child(entry);
        return deferred('cycle', `${logicalId}.Outputs.${output}`, at);
      }
      const branch = child(entry);
      return branch === undefined ? undefined : outputOf(branch.template, output, at);
    },
  });
  const children = (): readonly Branch[] =>
    nestedEntries().flatMap((entry) => (exists(entry) ? (child(entry) ?? []) : []));
  return { template, file: opening.path, tree, children };
}

function isNested(entry: SectionEntry): boolean {
  const type = entry.tree.kind === 'dictionary' ? entry.tree.entries.get('Type')?.value : undefined;
  if (type?.kind !== 'scalar') return false;
  return type.value === 'AWS::CloudFormation::Stack' || type.value === 'AWS::Serverless::Application';
}

function exists(entry: SectionEntry): boolean {
  const condition = entry.tree.kind === 'dictionary' ? entry.tree.entries.get('Condition')?.value : undefined;
  const name = condition === undefined ? undefined : conditionName(condition, entry.scope, resolve);
  return name === undefined || decide(name, entry.scope, resolve) !== false;
}

function openNested(reading: Reading, parent: Opening, entry: SectionEntry): Branch | undefined {
  if (entry.tree.kind !== 'dictionary') return undefined;
  const condition = entry.tree.entries.get('Condition')?.value;
  const name = condition === undefined ? undefined : conditionName(condition, entry.scope, resolve);
  const scope = name === undefined ? entry.scope : assuming(entry.scope, name, true);
  const properties = entry.tree.entries.get('Properties')?.value;
  if (properties?.kind !== 'dictionary') return undefined;
  const located = properties.entries.get('TemplateURL')?.value ?? properties.entries.get('Location')?.value;
  const asset = entry.tree.entries.get('Metadata')?.value;
  const location =
    (asset === undefined ? undefined : literal(valueAt(resolve(asset, scope), 'aws:asset:path'))) ??
    (located === undefined ? undefined : literal(resolve(located, scope)));
  if (location === undefined || /^[a-z0-9]+:\/\//i.test(location)) return undefined;
  const path = pathBeside(entry.scope.file, location);
  const at = located?.at ?? entry.keyAt;
  const chain = [...parent.chain, parent.path];
  if (chain.includes(path) || chain.length >= maxNesting) {
    scope.report('error', at, `nested stack \`${entry.key}\` contains itself; break the circle`);
    return undefined;
  }
  const parameters = properties.entries.get('Parameters')?.value;
  const given = new Map<string, Value>();
  const values = parameters === undefined ? undefined : resolve(parameters, scope);
  if (values?.kind === 'dictionary') for (const [key, { value }] of values.entries) given.set(key, value);
  const stack = parent.stack === '' ? entry.key : `${parent.stack}/${entry.key}`;
  return openBranch(reading, { path, stack, given, at, chain });
}

function outputOf(template: OpenTemplate, output: string, at: Place): Value | undefined {
  const entry = template.section('Outputs').find((candidate) => candidate.key === output);
  const written = entry?.tree.kind === 'dictionary' ? entry.tree.entries.get('Value')?.value : undefined;
  if (entry === undefined || written === undefined) return deferred('missing', `Outputs.${output}`, at);
  return resolve(written, entry.scope);
}
