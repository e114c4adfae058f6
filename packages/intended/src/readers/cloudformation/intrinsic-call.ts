import type { Tree } from '#source/tree';

/** Intrinsics whose short and long names are without `Fn::`. */
const bare = new Set(['Ref', 'Condition']);

/**
 * The intrinsic that a tree is a call of, by short tag (`!Sub x`) or as the only key of a dictionary (`Fn::Sub: x`).
 * `Condition` counts only as a tag: as a key it is a word of policies and resources.
 */
export function intrinsicCall(tree: Tree): { readonly name: string; readonly argument: Tree } | undefined {
  if (tree.tag !== undefined) return { name: longName(tree.tag), argument: { ...tree, tag: undefined } };
  if (tree.kind !== 'dictionary' || tree.entries.size !== 1) return undefined;
  for (const [key, entry] of tree.entries) {
    const isCall = key === 'Ref' || (key.startsWith('Fn::') && !key.startsWith('Fn::ForEach'));
    return isCall ? { name: key, argument: entry.value } : undefined;
  }
  return undefined;
}

function longName(tag: string): string {
  const name = tag.replace(/^!+/, '');
  return bare.has(name) || name.startsWith('Fn::') ? name : `Fn::${name}`;
}
