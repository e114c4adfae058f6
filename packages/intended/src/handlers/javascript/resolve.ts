import { fileAt, folderOf, joinPath } from './file-path.ts';
import type { Library } from './load.ts';
import { packageOf } from './outside/package-name.ts';
import { aliased } from './type-script-paths.ts';
import { fileOfPackage, inWorkspace } from './workspace.ts';

const BUILT_INS = new Set(
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs fs/promises http http2 https inspector module net os path path/posix perf_hooks process punycode querystring readline repl stream stream/promises stream/web string_decoder timers timers/promises tls tty url util v8 vm worker_threads zlib'.split(
    ' ',
  ),
);

export function isBuiltIn(name: string): boolean {
  return BUILT_INS.has(name);
}

/** The file of the app that a specifier names; undefined for packages and for what is not there. */
export function resolveSpecifier(specifier: string, from: string, library: Library): string | undefined {
  const folder = folderOf(from);
  const key = `${folder}\0${specifier}`;
  if (library.resolved.has(key)) return library.resolved.get(key);
  const found = resolve(specifier, folder, library);
  library.resolved.set(key, found);
  return found;
}

function resolve(specifier: string, folder: string, library: Library): string | undefined {
  const { files } = library;
  if (specifier.startsWith('.')) return fileAt(joinPath(folder, specifier), files);
  if (specifier.startsWith('/opt/')) return inLayers(specifier.slice('/opt/'.length), library);
  if (specifier.startsWith('/')) return undefined;
  return (
    aliased(specifier, folder, library) ?? inWorkspace(specifier, folder, library) ?? inLayerModules(specifier, library)
  );
}

/** Layers are unpacked under `/opt`; a layer's folder may be what goes to `nodejs/` itself. */
function inLayers(path: string, { files, layers }: Library): string | undefined {
  for (const layer of layers) {
    const found = fileAt(joinPath(layer, path), files) ?? fileAt(joinPath(layer, path.replace(/^nodejs\//, '')), files);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A package that a layer holds and that no package manager put there is the app's own code. */
function inLayerModules(specifier: string, { files, layers }: Library): string | undefined {
  for (const layer of layers)
    for (const modules of [joinPath(layer, 'nodejs/node_modules'), joinPath(layer, 'node_modules')]) {
      if (modules === undefined || files.kind(`${modules}/.package-lock.json`) === 'file') continue;
      const found = fileOfPackage(`${modules}/${packageOf(specifier)}`, specifier, files);
      if (found !== undefined) return found;
    }
  return undefined;
}
