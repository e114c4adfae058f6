import fs from 'node:fs';
import process from 'node:process';
import { resolve } from 'node:path';
import { type Denied } from '../../decision.ts';
import { pathBreach } from '../path/escape.ts';
import { type Call, type Hook, isCall, type Ledger, replace } from './lock.ts';
import { isIdle, judge } from './watch.ts';

/** Functions by the number of paths that they take first. */
const ONE_PATH =
  'access appendFile chmod chown exists lchown lutimes lstat mkdir mkdtemp mkdtempDisposable open openAsBlob opendir readdir readFile ' +
  'readlink realpath rm rmdir stat statfs truncate unlink utimes watch watchFile writeFile glob';
const TWO_PATHS = 'copyFile cp link rename symlink';
const STREAMS = 'createReadStream createWriteStream';

/** Hooks every function of `fs` and `fs.promises` that takes a path. */
export function hookFiles(ledger: Ledger): void {
  for (const [names, count] of [
    [ONE_PATH, 1],
    [TWO_PATHS, 2],
  ] as const)
    for (const name of names.split(' ')) {
      hookWhereKnown(fs, name, `fs.${name}`, looking(count, 'callback'), ledger);
      hookWhereKnown(fs, `${name}Sync`, `fs.${name}Sync`, looking(count, 'sync'), ledger);
      hookWhereKnown(fs.promises, name, `fs.promises.${name}`, looking(count, 'promise'), ledger);
    }
  for (const name of STREAMS.split(' ')) hookWhereKnown(fs, name, `fs.${name}`, looking(1, 'sync'), ledger);
}

function hookWhereKnown(target: object, name: string, label: string, hook: Hook, ledger: Ledger): void {
  if (isCall(Reflect.get(target, name))) replace(target, name, label, hook, ledger);
}

/** How a refusal reaches the caller: thrown, to the callback, or as a rejected promise. */
type Style = 'sync' | 'callback' | 'promise';

function looking(count: 1 | 2, style: Style): Hook {
  return (original) =>
    function hooked(this: unknown, ...args) {
      // Loading modules and configuration before the first request asks for files by the thousand.
      if (isIdle()) return Reflect.apply(original, this, args);
      const refusal = refusalOf(args[0]) ?? (count === 2 ? refusalOf(args[1]) : undefined);
      return refusal === undefined ? Reflect.apply(original, this, args) : refuse(refusal, style, args.at(-1));
    };
}

function refuse(refusal: Denied, style: Style, last: unknown): unknown {
  if (style === 'promise') return Promise.reject(refusal);
  if (style === 'sync' || !isCall(last)) throw refusal;
  const callback: Call = last;
  process.nextTick(() => callback(refusal));
  return undefined;
}

export function refusalOf(given: unknown): Denied | undefined {
  const path = pathOf(given);
  if (path === undefined) return undefined;
  return judge((taints, policy) => pathBreach(path, taints, { declared: folders(policy.folders), usual: usual() }));
}

function pathOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  if (given instanceof URL) return decodeURIComponent(given.pathname);
  return given instanceof Uint8Array ? Buffer.from(given).toString('utf8') : undefined;
}

function folders(declared: readonly string[] | undefined): readonly string[] {
  return (declared ?? []).map((folder) => resolve(folder));
}

function usual(): readonly string[] {
  return ['LAMBDA_TASK_ROOT', 'TMPDIR', 'LAMBDA_RUNTIME_DIR']
    .map((name) => process.env[name] ?? '')
    .concat('/tmp', '/opt', process.cwd())
    .filter((folder) => folder.length > 1);
}
