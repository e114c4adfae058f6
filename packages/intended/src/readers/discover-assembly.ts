import type { Files } from '#source/files';
import { folderOf, join } from './discover-walk.ts';

/** Whether a folder is a cloud assembly of the CDK: its manifest lists artifacts. */
export function isAssembly(files: Files, folder: string): boolean {
  const path = join(folder, 'manifest.json');
  if (files.kind(path) !== 'file') return false;
  const read = files.read(path);
  return read.kind === 'text' && read.text.includes('"artifacts"') && read.text.includes('aws:cloudformation:stack');
}

/**
 * The assembly of a CDK app's folder: what `cdk.json` names as output, else `cdk.out`.
 * `source` is the `cdk.json` when there is an app but no assembly.
 */
export function assemblyOf(
  files: Files,
  folder: string,
  hasSource: boolean,
): { readonly assembly: string | undefined; readonly source: string | undefined } {
  const source = join(folder, 'cdk.json');
  const text = hasSource ? files.read(source) : undefined;
  const named = text?.kind === 'text' ? /"output"\s*:\s*"([^"]+)"/.exec(text.text)?.[1] : undefined;
  const assembly = join(folder, named ?? 'cdk.out');
  if (isAssembly(files, assembly)) return { assembly, source: undefined };
  if (!hasSource && isAssembly(files, folder) && folderOf(folder) !== folder)
    return { assembly: folder, source: undefined };
  return { assembly: undefined, source: hasSource ? source : undefined };
}
