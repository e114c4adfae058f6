import type { Place } from '#source/place';
import type { ScalarTree, Tree } from '#source/tree';
import type { Makings } from './make-tree.ts';
import { makeTree } from './make-tree.ts';
import { intrinsicOf, isNull, textOf } from './read-tree.ts';

/** One text where every part is known, else a `Fn::Join` of the parts. */
export function joinTexts(tree: ScalarTree, parts: readonly (string | Tree)[]): Tree {
  const texts = parts.map((part) => (typeof part === 'string' ? part : isNull(part) ? '' : textOf(part)));
  if (texts.every((text) => text !== undefined)) return { ...tree, value: texts.join(''), positions: undefined };
  const makings = parts.map((part, index): Makings => texts[index] ?? part);
  return makeTree({ 'Fn::Join': ['', makings] }, tree.at);
}

/** A `Fn::Sub` text stays one: parts that are intrinsics become names that it substitutes. */
export function subText(tree: ScalarTree, parts: readonly (string | Tree)[], unknown: (at: Place) => Tree): Tree {
  const value = parts.map((part) => (typeof part === 'string' ? part : subPart(part, unknown))).join('');
  return { ...tree, value, positions: undefined };
}

function subPart(part: Tree, unknown: (at: Place) => Tree): string {
  const text = isNull(part) ? '' : textOf(part);
  if (text !== undefined) return text;
  const intrinsic = intrinsicOf(part);
  const name = intrinsic === undefined ? undefined : textOf(intrinsic.argument);
  if (intrinsic?.name === 'Ref' && name !== undefined) return `\${${name}}`;
  if (intrinsic?.name === 'Fn::Sub' && name !== undefined) return name;
  if (intrinsic?.name === 'Fn::GetAtt') return `\${${name ?? attribute(intrinsic.argument)}}`;
  if (intrinsic?.name === 'Fn::Join') {
    const joined = joinedParts(intrinsic.argument);
    if (joined !== undefined) return joined.map((item) => subPart(item, unknown)).join('');
  }
  return subPart(unknown(part.at), unknown);
}

/** The parts of a `Fn::Join` without a separator, as variables in a text make it. */
function joinedParts(argument: Tree): readonly Tree[] | undefined {
  if (argument.kind !== 'list' || textOf(argument.items[0]) !== '') return undefined;
  const parts = argument.items[1];
  return parts?.kind === 'list' ? parts.items : undefined;
}

function attribute(argument: Tree): string {
  return argument.kind === 'list' ? argument.items.map((item) => textOf(item) ?? '').join('.') : '';
}

/** The text that selects a key or a file. The region is symbolic in values, to equal the stack's own, but literal here. */
export function literalOf(tree: Tree, region: string): string | undefined {
  const intrinsic = intrinsicOf(tree);
  if (intrinsic?.name === 'Ref' && textOf(intrinsic.argument) === 'AWS::Region') return region;
  if (intrinsic?.name !== 'Fn::Join') return textOf(tree);
  const parts = joinedParts(intrinsic.argument)?.map((part) => literalOf(part, region));
  return parts?.every((part) => part !== undefined) === true ? parts.join('') : undefined;
}

/** A scalar stands where a person used the variable; larger values keep the places of their definition. */
export function placedAt(tree: Tree, at: Place): Tree {
  return tree.kind === 'scalar' && tree.positions === undefined ? { ...tree, at } : tree;
}
