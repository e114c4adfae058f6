import type { Files } from '#source/files';
import { join, nameOf } from './discover-walk.ts';

/**
 * Paths that the start folder's `.gitignore` names plainly: names, rooted paths and `*.extension`. Other globs and
 * negations are not followed, so a file is rather judged than missed.
 */
export function ignoredByGit(files: Files, start: string): (path: string) => boolean {
  const read = files.read(join(start, '.gitignore'));
  if (read.kind === 'trouble') return () => false;
  const names = new Set<string>();
  const paths = new Set<string>();
  const endings: string[] = [];
  const lines = read.text.split(/\r?\n/).map((line) => line.trim());
  if (lines.some((line) => line.startsWith('!'))) return () => false;
  for (const line of lines) {
    const plain = line.replace(/\/$/, '').replace(/^\*\*\//, '');
    if (plain === '' || plain.startsWith('#')) continue;
    if (/^\*\.[\w.-]+$/.test(plain)) endings.push(plain.slice(1));
    else if (/[*?[]/.test(plain)) continue;
    else if (plain.includes('/')) paths.add(join(start, plain));
    else names.add(plain);
  }
  return (path) => names.has(nameOf(path)) || paths.has(path) || endings.some((ending) => path.endsWith(ending));
}
