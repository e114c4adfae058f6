import { fileAt, folderOf, foldersAbove, joinPath } from './file-path.ts';
import type { Library } from './load.ts';
import { asSettings, readSettings, textsIn } from './settings-file.ts';

/** `@lib/x` by `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json that says so. */
export function aliased(specifier: string, folder: string, library: Library): string | undefined {
  for (const above of foldersAbove(folder))
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const found = byConfig(specifier, above === '' ? name : `${above}/${name}`, library, 0);
      if (found !== undefined) return found;
    }
  return undefined;
}

function byConfig(specifier: string, file: string, library: Library, depth: number): string | undefined {
  const settings = readSettings(file, library);
  if (settings === undefined || depth > 5) return undefined;
  const options = asSettings(settings['compilerOptions']) ?? {};
  const folder = folderOf(file);
  const baseUrl = typeof options['baseUrl'] === 'string' ? options['baseUrl'] : undefined;
  const base = joinPath(folder, baseUrl ?? '.');
  const found = base === undefined ? undefined : byPaths(specifier, asSettings(options['paths']) ?? {}, base, library);
  if (found !== undefined) return found;
  const direct =
    baseUrl === undefined || base === undefined ? undefined : fileAt(joinPath(base, specifier), library.files);
  if (direct !== undefined) return direct;
  for (const parent of textsIn(settings['extends'])) {
    if (!parent.startsWith('.')) continue;
    const path = joinPath(folder, parent.endsWith('.json') ? parent : `${parent}.json`);
    const inherited = path === undefined ? undefined : byConfig(specifier, path, library, depth + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

function byPaths(
  specifier: string,
  paths: Readonly<Record<string, unknown>>,
  base: string,
  library: Library,
): string | undefined {
  for (const [pattern, targets] of Object.entries(paths)) {
    const [before = '', after] = pattern.split('*');
    const isMatch =
      after === undefined ? specifier === pattern : specifier.startsWith(before) && specifier.endsWith(after);
    if (!isMatch) continue;
    const star = after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length);
    for (const target of textsIn(targets)) {
      const found = fileAt(
        joinPath(
          base,
          target.replace('*', () => star),
        ),
        library.files,
      );
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
