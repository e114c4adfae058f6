import type { Tree, TreeEntry } from '#source/tree';

/** The tree at a path of keys and indexes, or undefined where the path leaves it. */
export function treeAt(tree: Tree | undefined, ...path: readonly (string | number)[]): Tree | undefined {
  let current = tree;
  for (const step of path) {
    if (current?.kind === 'dictionary') current = current.entries.get(String(step))?.value;
    else if (current?.kind === 'list') current = current.items[Number(step)];
    else return undefined;
  }
  return isNull(current) ? undefined : current;
}

export function isNull(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && tree.value === null;
}

/** The scalar as a string; undefined for anything else and for tagged scalars, which are intrinsics. */
export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.value !== null && tree.tag === undefined ? String(tree.value) : undefined;
}

export function textAt(tree: Tree | undefined, ...path: readonly (string | number)[]): string | undefined {
  return textOf(treeAt(tree, ...path));
}

/** Whether the tree at a path is plainly `true`. */
export function isTrue(tree: Tree | undefined): boolean {
  const text = textOf(tree);
  return text === 'true';
}

export function isFalse(tree: Tree | undefined): boolean {
  return textOf(tree) === 'false';
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  if (tree === undefined || isNull(tree)) return [];
  return tree.kind === 'list' ? tree.items : [tree];
}

export function entriesOf(tree: Tree | undefined): readonly (readonly [string, TreeEntry])[] {
  return tree?.kind === 'dictionary' ? [...tree.entries] : [];
}

/** The intrinsic that a tree is, in its long form's name, with its argument; undefined for plain trees. */
export function intrinsicOf(tree: Tree | undefined): { readonly name: string; readonly argument: Tree } | undefined {
  if (tree === undefined) return undefined;
  if (tree.tag !== undefined) {
    const short = tree.tag.replace(/^!/, '');
    return { name: short === 'Ref' ? 'Ref' : `Fn::${short}`, argument: withoutTag(tree) };
  }
  if (tree.kind !== 'dictionary' || tree.entries.size !== 1) return undefined;
  const [entry] = tree.entries;
  if (entry === undefined || !(entry[0] === 'Ref' || entry[0].startsWith('Fn::'))) return undefined;
  return { name: entry[0], argument: entry[1].value };
}

/** Logical id that a `Ref` or `Fn::GetAtt` names. */
export function referencedId(tree: Tree | undefined): string | undefined {
  const intrinsic = intrinsicOf(tree);
  if (intrinsic?.name === 'Ref') return textOf(intrinsic.argument);
  if (intrinsic?.name !== 'Fn::GetAtt') return undefined;
  const list = intrinsic.argument.kind === 'list' ? textOf(intrinsic.argument.items[0]) : undefined;
  return list ?? textOf(intrinsic.argument)?.split('.')[0];
}

function withoutTag(tree: Tree): Tree {
  return { ...tree, tag: undefined };
}
