import type { Place } from '#source/place';
import type { DictionaryTree, Tree } from '#source/tree';
import type { Resource } from '#model/application';
import { literal } from '#model/read-value';
import type { Dictionary, Entry, Resolved, Value } from '#model/value';
import { known } from '#model/value';
import { conditionName, decide } from './conditions.ts';
import type { OpenTemplate, ScopeOptions } from './create-scope.ts';
import { openTemplate } from './create-scope.ts';
import { declaredParameter } from './parameters.ts';
import { resolve } from './resolve.ts';
import type { Scope, SectionEntry } from './scope.ts';
import { assuming, bind } from './scope.ts';
import type { Output, Stack } from './stack.ts';
import { provisionalId } from './stack.ts';

export interface ReadStackOptions extends ScopeOptions {
  /** Found from the template where it is not given. */
  readonly dialect?: Stack['dialect'];
}

/** Resolves one template into a stack, without its nested stacks (see `readStacks`). */
export function readStack(options: ReadStackOptions): Stack {
  return closeTemplate(openTemplate(options), options);
}

/** Resolves everything in an open template. */
export function closeTemplate(template: OpenTemplate, options: ReadStackOptions): Stack {
  const { scope, section } = template;
  const transforms = transformsOf(options.tree, scope);
  const resources = section('Resources').flatMap((entry) => readResource(entry) ?? []);
  if (options.tree?.kind === 'dictionary' && !hasResources(options.tree))
    scope.report('error', start(options.tree.at), 'the template has no `Resources`; nothing in it can be judged');
  reportTwice(resources, scope);
  return {
    path: scope.stack,
    file: options.file,
    dialect: options.dialect ?? dialectOf(transforms, resources),
    resources,
    parameters: section('Parameters').flatMap((entry) => declaredParameter(entry) ?? []),
    outputs: new Map(section('Outputs').flatMap((entry) => readOutput(entry) ?? [])),
    globals: globalsOf(options.tree, scope),
    transforms,
    diagnostics: template.diagnostics,
  };
}

function start(at: Place): Place {
  return { ...at, endLine: at.line, endColumn: at.column };
}

function readResource(entry: SectionEntry): Resource | undefined {
  const { key, keyAt, tree, scope } = entry;
  if (tree.kind !== 'dictionary') {
    scope.report('error', tree.at, `resource \`${key}\` needs a dictionary with a \`Type\``);
    return undefined;
  }
  const type = tree.entries.get('Type')?.value;
  if (type?.kind !== 'scalar' || typeof type.value !== 'string' || isNoType(type.value)) {
    scope.report(
      'error',
      type?.at ?? keyAt,
      `resource \`${key}\` has no \`Type\`; name one, such as \`AWS::S3::Bucket\``,
    );
    return undefined;
  }
  const condition = conditionOf(tree, scope);
  if (condition?.outcome === false) return undefined;
  const inside = condition?.name === undefined || condition.outcome ? scope : assuming(scope, condition.name, true);
  return {
    id: provisionalId(scope.stack, key),
    logicalId: key,
    stack: scope.stack,
    type: bind(type.value, scope),
    properties: propertiesOf(key, tree, inside),
    attributes: attributesOf(tree, inside),
    exists: existence(condition, keyAt),
    at: keyAt,
    typeAt: type.at,
    origin: 'written',
    expandedFrom: undefined,
  };
}

/** Types are looked up in tables, and a table answers to the names that every object has, such as `constructor`. */
function isNoType(name: string): boolean {
  return name === '' || Object.hasOwn(Object.prototype, name);
}

interface Conditional {
  readonly name: string;
  readonly outcome: boolean | undefined;
  readonly at: Place;
}

function conditionOf(tree: DictionaryTree, scope: Scope): Conditional | undefined {
  const condition = tree.entries.get('Condition')?.value;
  if (condition === undefined) return undefined;
  const name = conditionName(condition, scope, resolve);
  if (name === undefined || scope.condition(name) === undefined)
    scope.report('error', condition.at, `condition \`${name ?? ''}\` is not in \`Conditions\`; define it`);
  if (name === undefined) return undefined;
  return { name, outcome: decide(name, scope, resolve), at: condition.at };
}

function existence(condition: Conditional | undefined, at: Place): Resolved<true> {
  if (condition === undefined || condition.outcome === true) return known(true, at);
  return { kind: 'deferred', why: { cause: 'condition', name: condition.name }, at: condition.at };
}

function propertiesOf(key: string, tree: DictionaryTree, scope: Scope): Dictionary {
  const properties = tree.entries.get('Properties');
  const none: Dictionary = { kind: 'dictionary', entries: new Map(), at: properties?.value.at ?? tree.at };
  if (properties === undefined) return none;
  const value = resolve(properties.value, scope);
  if (value.kind === 'dictionary') return value;
  const empty = value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
  if (!empty) scope.report('error', value.at, `\`Properties\` of \`${key}\` need a dictionary; correct their form`);
  return none;
}

function attributesOf(tree: DictionaryTree, scope: Scope): Dictionary {
  const entries = new Map<string, Entry>();
  for (const [name, { value, keyAt }] of tree.entries) {
    if (name === 'Type' || name === 'Properties') continue;
    const resolved = resolve(value, scope);
    if (resolved.kind !== 'absent') entries.set(name, { value: resolved, keyAt });
  }
  return { kind: 'dictionary', entries, at: tree.at };
}

function readOutput(entry: SectionEntry): readonly [string, Output][] | undefined {
  const { key, keyAt, tree, scope } = entry;
  const written = tree.kind === 'dictionary' ? tree.entries.get('Value')?.value : undefined;
  if (tree.kind !== 'dictionary' || written === undefined) {
    scope.report('error', tree.at, `output \`${key}\` has no \`Value\`; name one or remove it`);
    return undefined;
  }
  const condition = conditionOf(tree, scope);
  if (condition?.outcome === false) return undefined;
  const inside = condition?.name === undefined || condition.outcome ? scope : assuming(scope, condition.name, true);
  const exported = tree.entries.get('Export')?.value;
  const name = exported?.kind === 'dictionary' ? exported.entries.get('Name')?.value : undefined;
  const value = resolve(written, inside);
  const exportName = name === undefined ? undefined : resolve(name, inside);
  return [[key, { value: optional(value, condition), exportName, at: keyAt }]];
}

/** An output that may not exist is a choice of its value and nothing. */
function optional(value: Value, condition: Conditional | undefined): Value {
  if (condition === undefined || condition.outcome === true) return value;
  const branches: Value[] = [value, { kind: 'absent', at: value.at }];
  return { kind: 'choice', condition: condition.name, branches, at: value.at };
}

/** Transforms whose work is done here, or whose work adds nothing that is judged. */
const knownTransforms =
  /^AWS::(?:Serverless-|LanguageExtensions$|Include$|SecretsManager-|CodeDeployBlueGreen$|CodeStar$)/;

function transformsOf(tree: Tree | undefined, scope: Scope): readonly string[] {
  const transform = tree?.kind === 'dictionary' ? tree.entries.get('Transform')?.value : undefined;
  if (transform === undefined) return [];
  const items = transform.kind === 'list' ? transform.items : [transform];
  return items.flatMap((item) => {
    const named = item.kind === 'dictionary' ? item.entries.get('Name')?.value : item;
    const name = named === undefined ? undefined : literal(resolve(named, scope));
    if (name !== undefined && !knownTransforms.test(name))
      scope.report('warning', item.at, `transform \`${name}\` runs in the cloud only; what it changes is not known`);
    return name ?? [];
  });
}

function globalsOf(tree: Tree | undefined, scope: Scope): Value | undefined {
  const globals = tree?.kind === 'dictionary' ? tree.entries.get('Globals')?.value : undefined;
  return globals === undefined ? undefined : resolve(globals, scope);
}

function dialectOf(transforms: readonly string[], resources: readonly Resource[]): Stack['dialect'] {
  if (transforms.some((name) => name.startsWith('AWS::Serverless-'))) return 'sam';
  if (resources.some((resource) => resource.type.startsWith('AWS::Serverless::'))) return 'sam';
  const isCdk = resources.some(
    (resource) => resource.type === 'AWS::CDK::Metadata' || hasMetadata(resource, 'aws:cdk:path'),
  );
  return isCdk ? 'cdk' : 'cloudformation';
}

function hasMetadata(resource: Resource, name: string): boolean {
  const metadata = resource.attributes.entries.get('Metadata')?.value;
  return metadata?.kind === 'dictionary' && metadata.entries.has(name);
}

function hasResources(tree: DictionaryTree): boolean {
  const section = tree.entries.get('Resources')?.value;
  const isEmpty = section?.kind === 'scalar' && section.value === null && section.tag === undefined;
  return section !== undefined && !isEmpty;
}

function reportTwice(resources: readonly Resource[], scope: Scope): void {
  const lines = new Map<string, number>();
  for (const resource of resources) {
    const before = lines.get(resource.id);
    if (before !== undefined)
      scope.report('error', resource.at, `resource \`${resource.logicalId}\` is already on line ${before}; rename one`);
    lines.set(resource.id, resource.at.line);
  }
}
