import type { Library } from './load.ts';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

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
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const key = `${folder}\0${specifier}`;
  if (library.resolved.has(key)) return library.resolved.get(key);
  const found = specifier.startsWith('.') ? fileAt(joinPath(folder, specifier), library) : undefined;
  library.resolved.set(key, found);
  return found;
}

/** `a/b` + `../c`; undefined when it leaves the root. */
export function joinPath(folder: string, relative: string): string | undefined {
  const steps = folder === '' || folder === '.' ? [] : folder.split('/');
  for (const step of relative.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (steps.length === 0) return undefined;
      steps.pop();
    } else steps.push(step);
  }
  return steps.join('/');
}

/** A file by its path with or without extension, by its compiled name, or the index of a folder. */
export function fileAt(path: string | undefined, library: Library): string | undefined {
  if (path === undefined) return undefined;
  const { files } = library;
  const isFile = (candidate: string): boolean => files.kind(candidate) === 'file';
  if (isFile(path) && /\.(?:[cm]?[jt]sx?|json)$/.test(path)) return path;
  // `./x.js` in TypeScript names `./x.ts`.
  const source = path.replace(/\.([cm]?)jsx?$/, '.$1ts');
  if (source !== path && isFile(source)) return source;
  if (source !== path && isFile(`${source}x`)) return `${source}x`;
  for (const extension of [...EXTENSIONS, '.json']) if (isFile(path + extension)) return path + extension;
  if (files.kind(path === '' ? '.' : path) !== 'folder') return undefined;
  const index = path === '' ? 'index' : `${path}/index`;
  for (const extension of EXTENSIONS) if (isFile(index + extension)) return index + extension;
  return undefined;
}
