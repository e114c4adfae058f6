import type { Diagnostic } from '#source/place';
import { pathBeside } from '#source/normalize-path';
import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';
import type { Value } from '#model/value';
import { literal } from '#model/read-value';
import type { Context } from './expansion.ts';

export interface DefinitionFile {
  /** The file's content; undefined where it is not on disk or not readable. */
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The document that `DefinitionUri` or `SchemaUri` names beside the template; intrinsics in it are not resolved by SAM either. */
export function definitionFile(uri: Value, context: Context): DefinitionFile {
  const path = localPath(uri);
  if (path === undefined) return { value: undefined, diagnostics: [] };
  const file = context.files.read(pathBeside(context.stack.file, path));
  if (file.kind === 'trouble')
    return {
      value: undefined,
      diagnostics: [{ severity: 'error', place: uri.at, message: `definition ${file.message}` }],
    };
  const { tree, diagnostics } = parseDocument(file);
  return { value: tree === undefined ? undefined : valueOf(tree), diagnostics };
}

/** A literal that names no bucket and no host. */
export function localPath(uri: Value): string | undefined {
  const path = literal(uri);
  return path === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(path) ? undefined : path;
}

function valueOf(tree: Tree): Value {
  switch (tree.kind) {
    case 'scalar':
      return { kind: 'scalar', value: tree.value, at: tree.at };
    case 'list':
      return { kind: 'list', items: tree.items.map(valueOf), at: tree.at };
    case 'dictionary': {
      const entries = [...tree.entries].map(
        ([key, { value, keyAt }]) => [key, { value: valueOf(value), keyAt }] as const,
      );
      return { kind: 'dictionary', entries: new Map(entries), at: tree.at };
    }
    default:
      return tree satisfies never;
  }
}
