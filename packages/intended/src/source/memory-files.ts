import type { Files, FileText, FileTrouble } from './files.ts';
import { fileTrouble } from './file-trouble.ts';
import { normalizePath } from './normalize-path.ts';

/** Files of a made folder, for tests and synthesised templates: path → text. Folders exist where files do. */
export function memoryFiles(texts: Readonly<Record<string, string>>, root: string = '/app'): Files {
  const byPath = new Map(Object.entries(texts).map(([path, text]) => [normalizePath(path), text]));
  const folders = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of byPath.keys()) addFolders(folders, path);
  return {
    root,
    read(path): FileText | FileTrouble {
      const clean = normalizePath(path);
      const text = byPath.get(clean);
      if (text !== undefined) return { kind: 'text', path: clean, text };
      return fileTrouble(clean, folders.has(clean) ? 'folder' : clean.startsWith('..') ? 'outside' : 'missing');
    },
    kind(path) {
      const clean = normalizePath(path);
      if (byPath.has(clean)) return 'file';
      return folders.has(clean) ? 'folder' : undefined;
    },
    list: (path) => [...(folders.get(normalizePath(path)) ?? [])].sort(),
  };
}

function addFolders(folders: Map<string, Set<string>>, path: string): void {
  const segments = path.split('/');
  for (let depth = 0; depth < segments.length; depth++) {
    const folder = segments.slice(0, depth).join('/');
    const names = folders.get(folder) ?? new Set<string>();
    names.add(segments[depth] ?? '');
    folders.set(folder, names);
  }
}
