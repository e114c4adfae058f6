import { applyEdits as applyJsonEdits, modify } from 'jsonc-parser';
import type { Remedy } from '#analyses/controls/define-control';
import { parseDocument } from '#source/parse-document';
import { applyEdits, setInYaml } from '#source/set-in-yaml';
import type { DictionaryTree, Tree } from '#source/tree';
import { treeAt } from '#source/tree-at';
import { writtenPath } from './written-path.ts';

export type Edited =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: string };

/** Where templates keep their resources: CloudFormation and SAM, and inside a Serverless Framework file. */
const HOMES: readonly (readonly string[])[] = [['Resources'], ['resources', 'Resources']];

/** Sets what a remedy says on one resource of a template's text, in the template's own language and layout. */
export function editTemplate(path: string, text: string, logicalId: string, remedy: Remedy): Edited {
  const isJson = /^\s*\{/.test(text);
  let current = text;
  for (const one of remedy.set) {
    const { tree } = parseDocument({ path, text: current });
    const home = HOMES.find((keys) => treeAt(tree, [...keys, logicalId]) !== undefined);
    if (tree === undefined || home === undefined)
      return refused('no line of a template has it: the framework makes it');
    const type = treeAt(tree, [...home, logicalId, 'Type']);
    const below = writtenPath(type?.kind === 'scalar' ? String(type.value) : '', one);
    if (below === undefined) return refused('the short form has no place for it');
    const keys = [...home, logicalId, ...below];
    const next = isJson ? setInJson(current, tree, keys, one.value) : inYaml(current, tree, keys, one.value);
    if (next === undefined) return refused('an intrinsic, an anchor or a list stands where it would be set');
    current = next;
  }
  return { kind: 'edited', text: current };
}

function inYaml(
  text: string,
  tree: Tree,
  keys: readonly string[],
  value: Remedy['set'][number]['value'],
): string | undefined {
  const edits = setInYaml(text, tree, keys, value);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

/** JSON has no comments to lose, but an indentation to keep. */
function setInJson(text: string, tree: Tree, keys: readonly string[], value: unknown): string | undefined {
  for (let depth = 1; depth < keys.length; depth++) {
    const node = treeAt(tree, keys.slice(0, depth));
    if (node !== undefined && (node.kind !== 'dictionary' || isIntrinsic(node))) return undefined;
  }
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length };
  return applyJsonEdits(text, modify(text, [...keys], value, { formattingOptions }));
}

function isIntrinsic({ entries }: DictionaryTree): boolean {
  const [key = ''] = entries.keys();
  return entries.size === 1 && (key === 'Ref' || key.startsWith('Fn::'));
}

function refused(why: string): Edited {
  return { kind: 'refused', why };
}
