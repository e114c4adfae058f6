import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileTrouble } from './file-trouble.ts';
import type { Files, FileText, FileTrouble } from './files.ts';
import { normalizePath } from './normalize-path.ts';

/** Larger files are no templates and no handlers: bundles, archives, data. */
const maxFileBytes = 10 * 1024 * 1024;

/**
 * The folder `root` on disk. Reads stay inside `boundary` (the root itself unless given), symbolic links included,
 * so that a template cannot make the tool read what is not the project's. Everything read is kept for the next asking.
 */
export function diskFiles(root: string, options: { readonly boundary?: string } = {}): Files {
  const base = realPath(resolve(root)) ?? resolve(root);
  const limit = options.boundary === undefined ? base : (realPath(resolve(options.boundary)) ?? base);
  return {
    root: base,
    read: remembered((path) => readText(base, limit, path)),
    kind: remembered((path) => kindOf(base, limit, path)),
    realPath: remembered((path) => {
      const place = locate(base, limit, path);
      return place.kind === 'trouble' ? undefined : relative(base, place.absolute).replaceAll(sep, '/');
    }),
    list: remembered((path) => namesIn(base, limit, path)),
  };
}

function remembered<T>(make: (path: string) => T): (path: string) => T {
  const cache = new Map<string, { readonly made: T }>();
  return (path) => {
    const clean = normalizePath(path);
    const found = cache.get(clean) ?? { made: make(clean) };
    cache.set(clean, found);
    return found.made;
  };
}

function readText(base: string, limit: string, path: string): FileText | FileTrouble {
  const place = locate(base, limit, path);
  if (place.kind === 'trouble') return fileTrouble(path, place.why);
  try {
    const stat = statSync(place.absolute);
    if (stat.isDirectory()) return fileTrouble(path, 'folder');
    // Devices and pipes would block or never end.
    if (!stat.isFile()) return fileTrouble(path, 'unreadable');
    if (stat.size > maxFileBytes) return fileTrouble(path, 'too-large');
    const bytes = readFileSync(place.absolute);
    if (bytes.length > maxFileBytes) return fileTrouble(path, 'too-large');
    const text = decode(bytes);
    return text === undefined ? fileTrouble(path, 'binary') : { kind: 'text', path, text };
  } catch (error) {
    return fileTrouble(path, troubleOf(error));
  }
}

/** UTF-8, or UTF-16 with a byte order mark as some Windows editors save; anything with a NUL byte is not text. */
function decode(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes.includes(0)) return undefined;
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function kindOf(base: string, limit: string, path: string): 'file' | 'folder' | undefined {
  const place = locate(base, limit, path);
  if (place.kind === 'trouble') return undefined;
  try {
    const stat = statSync(place.absolute);
    if (stat.isDirectory()) return isLoop(resolve(base, path), place.absolute) ? undefined : 'folder';
    return stat.isFile() ? 'file' : undefined;
  } catch {
    return undefined;
  }
}

/** A link to a folder that holds the link: whoever walks would come by again and again. */
function isLoop(wanted: string, absolute: string): boolean {
  if (wanted === absolute) return false;
  const holder = realPath(dirname(wanted));
  return holder !== undefined && isInside(absolute, holder) && lstatSync(wanted).isSymbolicLink();
}

function namesIn(base: string, limit: string, path: string): readonly string[] {
  const place = locate(base, limit, path);
  if (place.kind === 'trouble') return [];
  try {
    return readdirSync(place.absolute).sort();
  } catch {
    return [];
  }
}

type Located = { kind: 'found'; absolute: string } | { kind: 'trouble'; why: FileTrouble['why'] };

function locate(base: string, limit: string, path: string): Located {
  if (path.includes('\0')) return { kind: 'trouble', why: 'missing' };
  const wanted = resolve(base, path);
  if (!isInside(limit, wanted)) return { kind: 'trouble', why: 'outside' };
  try {
    const absolute = realpathSync(wanted);
    return isInside(limit, absolute) ? { kind: 'found', absolute } : { kind: 'trouble', why: 'outside' };
  } catch (error) {
    return { kind: 'trouble', why: troubleOf(error) };
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function troubleOf(error: unknown): FileTrouble['why'] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ELOOP') return 'loop';
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' ? 'missing' : 'unreadable';
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
