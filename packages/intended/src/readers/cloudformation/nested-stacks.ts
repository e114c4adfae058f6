import { pathBeside } from '#source/normalize-path';
import type { Place } from '#source/place';
import type { DictionaryTree } from '#source/tree';
import { literal, valueAt } from '#model/read-value';
import type { Resolved, Value } from '#model/value';
import { deferred, known } from '#model/value';
import { conditionName, decide } from './conditions.ts';
import { expandEntries } from './expand-entries.ts';
import { resolve } from './resolve.ts';
import type { Scope, SectionEntry } from './scope.ts';
import { assuming } from './scope.ts';

/** A nested stack whose template is a local path. */
export interface NestedStack {
  readonly logicalId: string;
  readonly template: string;
  /** The property that names the template. */
  readonly at: Place;
  /** Deferred where the parent's condition is undecided. */
  readonly exists: Resolved<true>;
  /** What the parent passes in, resolved name by name: siblings may pass each other's outputs. */
  readonly parameter: (name: string) => Value | undefined;
}

/** A nested stack whose template is not here: what it holds cannot be judged. */
export interface StackElsewhere {
  /** Address of the template; undefined where only the deployment knows it. */
  readonly address: string | undefined;
  readonly at: Place;
}

export function isNestedStack(entry: SectionEntry): boolean {
  const type = entry.tree.kind === 'dictionary' ? entry.tree.entries.get('Type')?.value : undefined;
  if (type?.kind !== 'scalar') return false;
  return type.value === 'AWS::CloudFormation::Stack' || type.value === 'AWS::Serverless::Application';
}

/** The nested stack of a resource; undefined where its condition is false, or where it is of a public repository. */
export function nestedStack(entry: SectionEntry): NestedStack | StackElsewhere | undefined {
  const { tree } = entry;
  const inside = insideOf(entry);
  const properties = tree.kind === 'dictionary' ? tree.entries.get('Properties')?.value : undefined;
  if (inside === undefined || tree.kind !== 'dictionary' || properties?.kind !== 'dictionary') return undefined;
  const { scope, exists } = inside;
  const located = properties.entries.get('TemplateURL') ?? properties.entries.get('Location');
  if (located?.value.kind === 'dictionary' && located.value.entries.has('ApplicationId')) return undefined;
  const location =
    assetPath(tree, scope) ?? (located === undefined ? undefined : literal(resolve(located.value, scope)));
  if (location === undefined || /^[a-z0-9]+:\/\//i.test(location))
    return { address: location, at: located?.value.at ?? entry.keyAt };
  return {
    logicalId: entry.key,
    template: pathBeside(entry.scope.file, location),
    at: located?.value.at ?? entry.keyAt,
    exists,
    parameter: parameterOf(properties, scope),
  };
}

function insideOf(entry: SectionEntry): { readonly scope: Scope; readonly exists: Resolved<true> } | undefined {
  const { scope, keyAt } = entry;
  const condition = entry.tree.kind === 'dictionary' ? entry.tree.entries.get('Condition')?.value : undefined;
  const name = condition === undefined ? undefined : conditionName(condition, scope, resolve);
  const outcome = name === undefined ? true : decide(name, scope, resolve);
  if (outcome === false) return undefined;
  if (name === undefined || outcome === true) return { scope, exists: known(true, keyAt) };
  return { scope: assuming(scope, name, true), exists: deferred('condition', name, keyAt) };
}

/** The AWS CDK uploads nested templates and leaves their local path in the metadata. */
function assetPath(tree: DictionaryTree, scope: Scope): string | undefined {
  const metadata = tree.entries.get('Metadata')?.value;
  return metadata === undefined ? undefined : literal(valueAt(resolve(metadata, scope), 'aws:asset:path'));
}

function parameterOf(properties: DictionaryTree, scope: Scope): NestedStack['parameter'] {
  const parameters = properties.entries.get('Parameters')?.value;
  if (parameters?.kind !== 'dictionary') return () => undefined;
  let byName: ReadonlyMap<string, SectionEntry> | undefined;
  return (name) => {
    byName ??= new Map(expandEntries(parameters, scope, resolve).map((entry) => [entry.key, entry] as const));
    const entry = byName.get(name);
    const value = entry === undefined ? undefined : resolve(entry.tree, entry.scope);
    return value?.kind === 'absent' ? undefined : value;
  };
}
