import type { Files } from '#source/files';
import { fileAt, foldersAbove, joinPath } from './file-path.ts';
import type { Library } from './load.ts';
import { packageOf } from './outside/package-name.ts';
import { asSettings, readSettings, textsIn } from './settings-file.ts';
import type { Settings } from './settings-file.ts';

/** A package of the same repository, by npm or pnpm workspaces, or by a `file:` dependency. */
export function inWorkspace(specifier: string, folder: string, library: Library): string | undefined {
  const name = packageOf(specifier);
  for (const above of foldersAbove(folder)) {
    const manifest = readSettings(above === '' ? 'package.json' : `${above}/package.json`, library);
    const linked = manifest === undefined ? undefined : linkedFolder(manifest, name, above);
    const found = linked ?? workspaceFolders(above, manifest, library).get(name);
    if (found !== undefined) return fileOfPackage(found, specifier, library.files);
    if (manifest?.['name'] === name) return fileOfPackage(above, specifier, library.files);
  }
  return undefined;
}

function linkedFolder(manifest: Settings, name: string, folder: string): string | undefined {
  const version = dependenciesOf(manifest).get(name);
  const path = /^(?:file|link|portal):(.*)$/.exec(version ?? '')?.[1];
  return path === undefined ? undefined : joinPath(folder, path);
}

export function dependenciesOf(manifest: Settings): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'])
    for (const [name, version] of Object.entries(asSettings(manifest[part]) ?? {}))
      if (typeof version === 'string') found.set(name, version);
  return found;
}

/** Names and folders of the packages of a workspace root. */
function workspaceFolders(root: string, manifest: Settings | undefined, library: Library): ReadonlyMap<string, string> {
  const known = library.workspaces.get(root);
  if (known !== undefined) return known;
  const found = new Map<string, string>();
  library.workspaces.set(root, found);
  for (const pattern of patternsOf(root, manifest, library.files))
    for (const folder of expand(joinPath(root, pattern.replace(/\/\*\*?$/, '/*')), library.files)) {
      const name = readSettings(`${folder}/package.json`, library)?.['name'];
      if (typeof name === 'string') found.set(name, folder);
    }
  return found;
}

function patternsOf(root: string, manifest: Settings | undefined, files: Files): readonly string[] {
  const own = manifest?.['workspaces'];
  const patterns = [...textsIn(own), ...textsIn(asSettings(own)?.['packages'])];
  const path = root === '' ? 'pnpm-workspace.yaml' : `${root}/pnpm-workspace.yaml`;
  const pnpm = files.kind(path) === 'file' ? files.read(path) : undefined;
  if (pnpm?.kind === 'text')
    for (const item of pnpm.text.matchAll(/^\s*-\s*['"]?([^'"#\n]+?)['"]?\s*$/gm)) patterns.push(item[1] ?? '');
  return patterns.filter((pattern) => pattern !== '' && !pattern.startsWith('!'));
}

function expand(pattern: string | undefined, files: Files): readonly string[] {
  if (pattern === undefined) return [];
  if (!pattern.includes('*')) return [pattern];
  const folder = pattern.slice(0, pattern.indexOf('*')).replace(/\/$/, '');
  return files
    .list(folder === '' ? '.' : folder)
    .slice(0, 500)
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
}

/** Source of a package's entry or sub-path: what its manifest names, with compiled folders undone, else its index. */
export function fileOfPackage(folder: string, specifier: string, files: Files): string | undefined {
  const sub = specifier.slice(packageOf(specifier).length).replace(/^\//, '');
  const read =
    files.kind(`${folder}/package.json`) === 'file'
      ? files.read(folder === '' ? 'package.json' : `${folder}/package.json`)
      : undefined;
  const manifest = read?.kind === 'text' ? manifestOf(read.text) : undefined;
  const named = manifest === undefined ? [] : namedFiles(manifest, sub);
  const plain = sub === '' ? ['src/index', 'index', 'lib/index', 'src'] : [sub, `src/${sub}`, `lib/${sub}`];
  for (const path of [
    ...named.flatMap((one) => [one.replace(/^\.?\/?(?:dist|build|lib|out)\//, 'src/'), one]),
    ...plain,
  ]) {
    const found = fileAt(joinPath(folder, path.replace(/\.d\.ts$/, '.ts')), files);
    if (found !== undefined && !found.endsWith('.json')) return found;
  }
  return undefined;
}

function manifestOf(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return asSettings(value);
  } catch {
    return undefined;
  }
}

function namedFiles(manifest: Settings, sub: string): readonly string[] {
  const exported = manifest['exports'];
  const key = sub === '' ? '.' : `./${sub}`;
  const chosen =
    typeof exported === 'string' && sub === ''
      ? exported
      : (asSettings(exported)?.[key] ?? (sub === '' ? exported : undefined));
  const main = sub === '' ? ['source', 'module', 'main', 'types'].flatMap((name) => textsIn(manifest[name])) : [];
  return [...leaves(chosen, 0), ...main].filter((path) => !path.includes('*'));
}

function leaves(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  const settings = depth > 4 ? undefined : asSettings(value);
  return settings === undefined ? [] : Object.values(settings).flatMap((one) => leaves(one, depth + 1));
}
