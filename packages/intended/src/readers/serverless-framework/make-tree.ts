import type { Place } from '#source/place';
import type { DictionaryTree, Tree, TreeEntry } from '#source/tree';
import { intrinsicOf } from './read-tree.ts';

/** What a tree is made of: trees as they were read, plain values, lists and records of both. `undefined` leaves an entry out. */
export type Makings =
  | Tree
  | string
  | number
  | boolean
  | undefined
  | readonly Makings[]
  | { readonly [key: string]: Makings };

/** Makes a tree of which every new part stands at `at`; trees inside keep their own places. */
export function makeTree(makings: Makings, at: Place): Tree {
  if (makings === undefined) return { kind: 'scalar', value: null, tag: undefined, at, positions: undefined };
  if (typeof makings !== 'object') return { kind: 'scalar', value: makings, tag: undefined, at, positions: undefined };
  if (isList(makings)) {
    const items = makings.filter((item) => item !== undefined).map((item) => makeTree(item, at));
    return { kind: 'list', items, tag: undefined, at };
  }
  if (isTree(makings)) return makings;
  const entries = new Map<string, TreeEntry>();
  for (const key of Object.keys(makings)) {
    const value = makings[key];
    if (value !== undefined) entries.set(key, { value: makeTree(value, at), keyAt: at });
  }
  return { kind: 'dictionary', entries, tag: undefined, at };
}

function isList(makings: object): makings is readonly Makings[] {
  return Array.isArray(makings);
}

/** No record that this folder makes has both `kind` and an `at` with a file. */
function isTree(makings: object): makings is Tree {
  return 'kind' in makings && 'at' in makings && typeof makings.at === 'object';
}

export const ref = (id: string): Makings => ({ Ref: id });
export const getArn = (id: string): Makings => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const join = (...parts: readonly Makings[]): Makings => ({ 'Fn::Join': ['', parts] });

/** `arn:partition:service:region:account:rest` of the stack's own account and region. */
export function arn(service: string, ...rest: readonly Makings[]): Makings {
  return join(
    'arn:',
    ref('AWS::Partition'),
    `:${service}:`,
    ref('AWS::Region'),
    ':',
    ref('AWS::AccountId'),
    ':',
    ...rest,
  );
}

/** The address under which API Gateway invokes a function: an ARN without an account. */
export function invocationOf(target: Makings): Makings {
  const start = [':apigateway:', ref('AWS::Region'), ':lambda:path/2015-03-31/functions/'];
  return join('arn:', ref('AWS::Partition'), ...start, target, '/invocations');
}

/**
 * Lays one tree over another: dictionaries by key, lists one after the other, everything else (intrinsics too) replaced.
 * This is how the framework lays `resources` over what it generates.
 */
export function mergeTrees(under: Tree | undefined, over: Tree): Tree {
  if (under === undefined || intrinsicOf(under) !== undefined || intrinsicOf(over) !== undefined) return over;
  if (under.kind === 'list' && over.kind === 'list') return { ...over, items: [...under.items, ...over.items] };
  if (under.kind !== 'dictionary' || over.kind !== 'dictionary') return over;
  const entries = new Map(under.entries);
  for (const [key, entry] of over.entries) {
    const value = mergeTrees(entries.get(key)?.value, entry.value);
    entries.set(key, { value, keyAt: entry.keyAt });
  }
  return { ...over, entries } satisfies DictionaryTree;
}
