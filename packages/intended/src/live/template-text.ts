import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';

/** A template as plain data, short forms (`!Ref`) written out; undefined where it cannot be read. */
export function parseTemplateText(text: string): JsonObject | undefined {
  const { tree } = parseDocument({ path: 'template', text });
  const plain = tree === undefined ? undefined : plainOf(tree);
  return isObject(plain) && isObject(plain['Resources']) ? plain : undefined;
}

function plainOf(tree: Tree): Json {
  const value = untagged(tree);
  if (tree.tag === undefined || !tree.tag.startsWith('!')) return value;
  const name = tree.tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? splitAtDot(value) : value };
}

function untagged(tree: Tree): Json {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(plainOf);
    case 'dictionary':
      return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plainOf(value)] as const));
    default:
      return tree satisfies never;
  }
}

function splitAtDot(text: string): readonly string[] {
  const at = text.indexOf('.');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
