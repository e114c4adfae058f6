import { pathBeside } from '#source/normalize-path';
import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { literal } from '#model/read-value';
import type { Reading } from './reading.ts';

/** A JSON or YAML document that a property names by a path beside the template; undefined when it is not on disk. */
export function documentFile(resource: Resource, path: Value | undefined, reading: Reading): Value | undefined {
  const source = textFile(resource, path, reading);
  const { tree } = source === undefined ? { tree: undefined } : parseDocument(source);
  return tree === undefined ? undefined : treeValue(tree);
}

/** Text of such a file with its path relative to the application's root. */
export function textFile(
  resource: Resource,
  path: Value | undefined,
  reading: Reading,
): { readonly path: string; readonly text: string } | undefined {
  const text = literal(path);
  if (text === undefined || /^(s3|https?|arn):/.test(text)) return undefined;
  const file = reading.files.read(pathBeside(resource.at.file, text));
  return file.kind === 'text' ? file : undefined;
}

function treeValue(tree: Tree): Value {
  switch (tree.kind) {
    case 'scalar':
      return tree.positions === undefined
        ? { kind: 'scalar', value: tree.value, at: tree.at }
        : { kind: 'scalar', value: tree.value, at: tree.at, positions: tree.positions };
    case 'list':
      return { kind: 'list', items: tree.items.map(treeValue), at: tree.at };
    case 'dictionary':
      return {
        kind: 'dictionary',
        entries: new Map(
          [...tree.entries].map(
            ([key, entry]) => [key, { value: treeValue(entry.value), keyAt: entry.keyAt }] as const,
          ),
        ),
        at: tree.at,
      };
    default:
      return tree satisfies never;
  }
}
