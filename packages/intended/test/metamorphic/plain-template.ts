import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';

/** A template as JSON holds it: anchors written out, short tags in their long forms. */
export function plainTemplate(text: string): unknown {
  return plain(parseDocument({ path: 'template.yaml', text }).tree);
}

function plain(tree: Tree | undefined): unknown {
  if (tree === undefined) return undefined;
  const value = content(tree);
  if (tree.tag === undefined) return value;
  const name = tree.tag.replace(/^!/, '');
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}

function content(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plain(entry.value)]));
}
