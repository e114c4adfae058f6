import type { Code } from '#model/node';
import { fileAt, joinPath } from './file-path.ts';
import type { Library } from './load.ts';

export interface Entry {
  readonly file: string;
  /** Name of the export, with dots for members of it. */
  readonly exported: string;
}

/** `src/app.handler` → `src/app` and `handler`: the file's name ends at its first dot, as the run time has it. */
export function splitHandler(handler: string): { readonly path: string; readonly exported: string } {
  const slash = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', slash);
  // `../app.handler` and names that start with a dot have no other dot to end at.
  if (dot < 0) return { path: handler, exported: 'handler' };
  return { path: handler.slice(0, dot), exported: handler.slice(dot + 1) };
}

/** Folders that compilers write to, and those that they read from. */
const BUILT = /^(?:dist|build|lib|out|output|\.build|\.aws-sam\/build|\.webpack|\.esbuild|_build|target)$/;
const SOURCES = ['src', 'lib', 'app', 'source', ''];

/** The source file of a handler: beside its code, by the bundler's entry points, or by undoing the compiler's path. */
export function findEntry(
  code: Extract<Code, { kind: 'files' }>,
  handler: string,
  library: Library,
): { readonly entry: Entry | undefined; readonly tried: string } {
  const { path, exported } = splitHandler(handler);
  const root = code.root.kind === 'known' ? code.root.value : '';
  const isFile = library.files.kind(root) === 'file';
  const folder = isFile ? root.slice(0, Math.max(0, root.lastIndexOf('/'))) : root;
  const tried = joinPath(folder, path) ?? path;
  if (isFile && /\.[cm]?[jt]sx?$/.test(root)) return { entry: { file: root, exported }, tried };
  for (const candidate of candidates(code, folder, path)) {
    const file = fileAt(candidate, library.files);
    if (file !== undefined && !file.endsWith('.json')) return { entry: { file, exported }, tried };
  }
  // Tools that name handlers after files with dots in them end at the last one.
  const dot = handler.lastIndexOf('.');
  const file = dot > path.length ? fileAt(joinPath(folder, handler.slice(0, dot)), library.files) : undefined;
  return { entry: file === undefined ? undefined : { file, exported: handler.slice(dot + 1) }, tried };
}

function candidates(
  code: Extract<Code, { kind: 'files' }>,
  folder: string,
  path: string,
): readonly (string | undefined)[] {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const named = code.entryPoints.filter((entry) => nameOf(entry) === base);
  const bundled = code.entryPoints.length === 1 ? code.entryPoints : named;
  return [...bundled, joinPath(folder, path), ...uncompiled(folder, path), ...layered(code, path)];
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

/** `dist/app` → `src/app`, `app`; `.build/src/app` → `src/app`; a CodeUri that is itself `dist/`. */
function uncompiled(folder: string, path: string): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const [first = '', ...rest] = path.split('/');
  if (BUILT.test(first)) for (const source of SOURCES) found.push(joinPath(folder, [source, ...rest].join('/')));
  const steps = folder.split('/');
  const built = steps.findIndex((step) => BUILT.test(step));
  if (built >= 0)
    for (const source of SOURCES)
      found.push(joinPath([...steps.slice(0, built), source, ...steps.slice(built + 1)].join('/'), path));
  for (const source of SOURCES) if (source !== '') found.push(joinPath(folder, `${source}/${path}`));
  return found;
}

/** A handler that lives in a layer: `/opt/nodejs/app.handler`. */
function layered(code: Extract<Code, { kind: 'files' }>, path: string): readonly (string | undefined)[] {
  if (!path.startsWith('/opt/')) return [];
  return code.layers.map((layer) => joinPath(layer, path.slice('/opt/'.length)));
}
