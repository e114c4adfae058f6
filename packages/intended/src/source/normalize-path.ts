/** A `/`-separated path without `.`, empty segments and inner `..`; `''` is the root, a leading `..` leaves it. */
export function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else kept.push(segment);
  }
  return kept.join('/');
}

/** The path of `relative` as written in `file`: from the folder of that file. */
export function pathBeside(file: string, relative: string): string {
  return normalizePath(`${file}/../${relative}`);
}
