import type { Files } from '#source/files';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** `a/b` + `../c`. */
export function joinPath(folder: string, relative: string): string | undefined {
  const steps = folder === '' || folder === '.' ? [] : folder.split('/');
  for (const step of relative.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      // Above the root: the door to the disk decides how far one may go.
      if (steps.length === 0 || steps.at(-1) === '..') steps.push('..');
      else steps.pop();
    } else steps.push(step);
  }
  return steps.join('/');
}

/** A file by its path with or without extension, by its compiled name, or the index of a folder. */
export function fileAt(path: string | undefined, files: Files): string | undefined {
  if (path === undefined) return undefined;
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

export function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
}

/** The folder and those above it, nearest first, down to the root `''`. */
export function foldersAbove(folder: string): readonly string[] {
  const found: string[] = [];
  for (let at = folder; ; at = folderOf(at)) {
    found.push(at);
    if (at === '') return found;
  }
}
