import type { Tree } from './tree.ts';

/** The tree below a path of keys; undefined where the path leaves it. */
export function treeAt(tree: Tree | undefined, keys: readonly string[]): Tree | undefined {
  let node = tree;
  for (const key of keys) node = node?.kind === 'dictionary' ? node.entries.get(key)?.value : undefined;
  return node;
}
