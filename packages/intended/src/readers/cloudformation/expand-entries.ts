import type { Place } from '#source/place';
import type { DictionaryTree, Tree } from '#source/tree';
import type { Value } from '#model/value';
import { literal } from '#model/read-value';
import { treeSize } from './bounds.ts';
import { included } from './include.ts';
import type { Resolve, Scope, SectionEntry } from './scope.ts';
import { bind, binding } from './scope.ts';

/**
 * The entries of a dictionary once `Fn::ForEach::…` loops are unrolled and `Fn::Transform` includes are put in.
 * What is written beside an include wins over what is included. What cannot be expanded is reported and left out.
 */
export function expandEntries(tree: DictionaryTree, scope: Scope, resolve: Resolve): readonly SectionEntry[] {
  const found: SectionEntry[] = [];
  const later: SectionEntry[] = [];
  for (const [key, entry] of tree.entries) {
    if (key.startsWith('Fn::ForEach::')) append(found, loop(key, entry.value, entry.keyAt, scope, resolve));
    else if (key === 'Fn::Transform') append(later, includedEntries(entry.value, entry.keyAt, scope, resolve));
    else found.push({ key: bind(key, scope), keyAt: entry.keyAt, tree: entry.value, scope });
  }
  if (later.length === 0) return found;
  const own = new Set(found.map((entry) => entry.key));
  return [...found, ...later.filter((entry) => !own.has(entry.key))];
}

/** Does the dictionary hold anything to expand? */
export function isExpandable(tree: DictionaryTree): boolean {
  for (const key of tree.entries.keys()) if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) return true;
  return false;
}

/** Spreading into `push` overflows the stack on large loops. */
function append<T>(to: T[], from: readonly T[]): void {
  for (const item of from) to.push(item);
}

function includedEntries(tree: Tree, at: Place, scope: Scope, resolve: Resolve): readonly SectionEntry[] {
  // An AWS::Include may be one of several transforms.
  const transforms = tree.kind === 'list' ? tree.items : [tree];
  const found: SectionEntry[] = [];
  for (const transform of transforms) {
    const result = included(transform, at, scope, resolve);
    if ('tree' in result && result.tree.kind === 'dictionary')
      append(found, expandEntries(result.tree, result.scope, resolve));
  }
  return found;
}

/** `Fn::ForEach::Name: [Identifier, Collection, {Key: Value}]`. */
function loop(key: string, tree: Tree, at: Place, scope: Scope, resolve: Resolve): readonly SectionEntry[] {
  const [identifier, collection, body] = tree.kind === 'list' ? tree.items : [];
  if (identifier?.kind !== 'scalar' || collection === undefined || body?.kind !== 'dictionary') {
    scope.report('error', at, `\`${key}\` needs an identifier, a list of values and a dictionary to repeat`);
    return [];
  }
  const name = String(identifier.value);
  const values = collectionValues(resolve(collection, scope));
  if (values === undefined) {
    scope.report(
      'warning',
      collection.at,
      `the values that \`${key}\` runs over are not known here; give them as parameters`,
    );
    return [];
  }
  const found: SectionEntry[] = [];
  const size = treeSize(body);
  for (const value of values) {
    scope.budget.left -= size;
    if (scope.budget.left < 0) {
      scope.report('error', at, `\`${key}\` makes the template too large; loop over fewer values`);
      break;
    }
    append(found, expandEntries(body, binding(scope, name, value), resolve));
  }
  return found;
}

function collectionValues(value: Value): readonly string[] | undefined {
  if (value.kind !== 'list') return undefined;
  const found: string[] = [];
  for (const item of value.items) {
    const items = item.kind === 'list' ? item.items : [item];
    for (const one of items) {
      const text = literal(one);
      if (text === undefined) return undefined;
      found.push(text);
    }
  }
  return found;
}
