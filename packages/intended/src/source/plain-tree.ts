import type { Tree } from './tree.ts';

/** The JavaScript value that a tree stands for, tags and places forgotten. Keys with `__proto__` stay ordinary keys. */
export function plainTree(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(plainTree);
    case 'dictionary':
      return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plainTree(entry.value)] as const));
    default:
      return tree satisfies never;
  }
}
