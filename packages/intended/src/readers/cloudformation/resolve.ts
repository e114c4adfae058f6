import type { DictionaryTree, ListTree, ScalarTree, Tree } from '#source/tree';
import type { Entry, Value } from '#model/value';
import { deferred } from '#model/value';
import { withDynamicReferences } from './dynamic-references.ts';
import { displayName } from './display-name.ts';
import { ifThenElse } from './conditions.ts';
import { expandEntries, isExpandable } from './expand-entries.ts';
import { findInMap } from './find-in-map.ts';
import { included } from './include.ts';
import { intrinsicCall } from './intrinsic-call.ts';
import { base64, join, length, select, split } from './lists.ts';
import { cidr, getAZs, importValue } from './network-lists.ts';
import { getAtt, ref } from './reference.ts';
import type { Call, Scope } from './scope.ts';
import { bind } from './scope.ts';
import { sub } from './sub.ts';
import { toJsonString } from './to-json-string.ts';

const intrinsics: ReadonlyMap<string, (call: Call) => Value> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::If', ifThenElse],
  ['Fn::FindInMap', findInMap],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::GetAZs', getAZs],
  ['Fn::ImportValue', (call: Call) => importValue(call, displayName)],
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Transform', transform],
]);

/**
 * Resolves every intrinsic in a tree as far as the scope allows. What is known becomes plain, what refers to a resource
 * becomes a reference, what nobody can know here is deferred; `AWS::NoValue` disappears from lists and dictionaries.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolve(tree: Tree, scope: Scope): Value {
  const call = intrinsicCall(tree);
  if (call !== undefined) {
    const intrinsic = intrinsics.get(call.name);
    if (intrinsic !== undefined) return intrinsic({ ...call, at: tree.at, scope, resolve });
    scope.report('error', tree.at, `intrinsic \`${call.name}\` is not known; its value is taken as unknown`);
    return deferred('unsupported', call.name, tree.at);
  }
  switch (tree.kind) {
    case 'scalar':
      return scalar(tree, scope);
    case 'list':
      return list(tree, scope);
    case 'dictionary':
      return dictionary(tree, scope);
    default:
      return tree satisfies never;
  }
}

function scalar(tree: ScalarTree, scope: Scope): Value {
  const { at } = tree;
  if (typeof tree.value !== 'string') return { kind: 'scalar', value: tree.value, at };
  const value = bind(tree.value, scope);
  if (value.includes('{{resolve:')) {
    const found = withDynamicReferences([value]);
    if (found.some((part) => typeof part !== 'string')) return { kind: 'text', parts: found, at };
  }
  if (tree.positions === undefined || value !== tree.value) return { kind: 'scalar', value, at };
  return { kind: 'scalar', value, at, positions: tree.positions };
}

function list(tree: ListTree, scope: Scope): Value {
  const items = tree.items.map((item) => resolve(item, scope)).filter((item) => item.kind !== 'absent');
  return { kind: 'list', items, at: tree.at };
}

function dictionary(tree: DictionaryTree, scope: Scope): Value {
  const entries = new Map<string, Entry>();
  if (scope.bindings.size === 0 && !isExpandable(tree)) {
    for (const [key, { value, keyAt }] of tree.entries) {
      const resolved = resolve(value, scope);
      if (resolved.kind !== 'absent') entries.set(key, { value: resolved, keyAt });
    }
    return { kind: 'dictionary', entries, at: tree.at };
  }
  for (const entry of expandEntries(tree, scope, resolve)) {
    const resolved = resolve(entry.tree, entry.scope);
    if (resolved.kind !== 'absent') entries.set(entry.key, { value: resolved, keyAt: entry.keyAt });
  }
  return { kind: 'dictionary', entries, at: tree.at };
}

function transform(call: Call): Value {
  const result = included(call.argument, call.at, call.scope, resolve);
  if ('transform' in result) return deferred('transform', result.transform, call.at);
  return resolve(result.tree, result.scope);
}
