import { isAbsolute, resolve } from 'node:path';
import type { Breach, Taint } from '../taint.ts';

/** Folders in which files may lie that input names; the rest of the disk is outside. */
export interface Roots {
  /** Absolute folders that the policy declares; empty where it declares none. */
  readonly declared: readonly string[];
  /** Where the function's own files lie: the working folder, the task root, the scratch folder. */
  readonly usual: readonly string[];
}

/**
 * Says which input leaves its folder on the way to `path`, textually: symbolic links are not followed.
 * An input leaves when it is an absolute path, has more `..` than folders before them, or holds a NUL, and its
 * rest is found in `path`; inside a declared folder it may do both.
 */
export function pathBreach(path: string, taints: readonly Taint[], roots: Roots): Breach | undefined {
  let resolved: string | undefined;
  for (const taint of taints) {
    if (taint.plain) continue;
    for (const form of taint.forms) {
      if (!mayLeave(form)) continue;
      resolved ??= resolvedOf(path);
      if (roots.declared.length > 0 && isUnder(resolved, roots.declared) && !form.includes('\0')) continue;
      const reason = leaves(form, path, resolved, taints, roots);
      if (reason !== undefined) return { code: 'sink-path', rule: 'path.escape', input: taint.sent, because: reason };
    }
  }
  return undefined;
}

/** Only these can change the folder; the common value has none of them. */
function mayLeave(form: string): boolean {
  return form.includes('..') || form.includes('\0') || /^(?:[/\\]|~|[A-Za-z]:[/\\]|file:)/i.test(form);
}

function resolvedOf(path: string): string {
  const cut = path.split('\0', 1)[0] ?? '';
  return resolve(cut.replaceAll('\\', '/'));
}

function leaves(
  form: string,
  path: string,
  resolved: string,
  taints: readonly Taint[],
  roots: Roots,
): string | undefined {
  if (form.includes('\0') && path.includes(form)) return 'the value holds a NUL';
  const value = form.replace(/^file:\/\/(?:localhost)?(?=\/)/i, '').split('\0', 1)[0] ?? '';
  if (isFull(value)) return sameFile(value, resolved) ? 'the value is an absolute path' : undefined;
  if (!climbs(value)) return climbsSomehow(value) ? outsideByParts(resolved, taints, roots) : undefined;
  const rest = restOf(value);
  const isReached = rest === '' ? isAncestor(resolved, roots.usual) : resolved.includes(`/${rest}`);
  if (isReached) return 'the value climbs out of its folder';
  return outsideByParts(resolved, taints, roots);
}

function isFull(value: string): boolean {
  if (climbs(value)) return false;
  return isAbsolute(value) || /^[A-Za-z]:[/\\]/.test(value) || /^[\\]{2}/.test(value);
}

/** A single leading slash is often a route's; only the very same file, or one with an ending added, counts. */
function sameFile(value: string, resolved: string): boolean {
  const wanted = resolve(value.replaceAll('\\', '/'));
  if (wanted === '/') return resolved === '/';
  return resolved === wanted || resolved.startsWith(`${wanted}/`) || (resolved.startsWith(wanted) && wanted.length > 4);
}

/** True when the `..` are more than the folders before them. */
function climbs(value: string): boolean {
  let depth = 0;
  for (const segment of value.split(/[/\\]/)) {
    if (segment === '..') depth--;
    else if (segment !== '' && segment !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}

/** `....//` and alike: what a handler that deletes `../` leaves behind. */
function climbsSomehow(value: string): boolean {
  return /\.\.+[/\\;]|\.\.$/.test(value);
}

/** What remains after all climbing: the part that names the file. */
function restOf(value: string): string {
  const kept: string[] = [];
  for (const segment of value.split(/[/\\]/)) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept.join('/');
}

/** The path lies outside the usual folders, and its last part comes from an input: several inputs made the way. */
function outsideByParts(resolved: string, taints: readonly Taint[], roots: Roots): string | undefined {
  if (isUnder(resolved, roots.declared.length > 0 ? roots.declared : roots.usual)) return undefined;
  const last = resolved.slice(resolved.lastIndexOf('/') + 1);
  if (last === '') return 'the values climb out of their folder';
  const isNamed = taints.some((taint) =>
    taint.forms.some((form) => form === last || form.split(/[/\\]/).includes(last)),
  );
  return isNamed ? 'the values climb out of their folder' : undefined;
}

function isAncestor(resolved: string, folders: readonly string[]): boolean {
  return resolved === '/' || folders.some((folder) => folder === resolved || folder.startsWith(`${resolved}/`));
}

/** True for a folder itself and all below it. */
export function isUnder(resolved: string, folders: readonly string[]): boolean {
  return folders.some(
    (folder) => resolved === folder || resolved.startsWith(folder.endsWith('/') ? folder : `${folder}/`),
  );
}
