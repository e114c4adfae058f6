import process from 'node:process';
import { refusalOf } from './files.ts';
import { HookError, isCall, type Ledger, replace, replaceWhereKnown } from './lock.ts';
import { startOfSpawn } from './processes.ts';
import { isIdle } from './watch.ts';

/** What Node's own functions call for files, by the number of paths that come first. */
const ONE_PATH = 'open openFileHandle readFileUtf8 readdir unlink rmdir rmSync mkdir mkdtemp readlink';
const TWO_PATHS = 'rename copyFile link symlink';

/**
 * Hooks below the public functions: `const { execSync } = require('child_process')` keeps the original, when it
 * stands in a file that was loaded before the guard. These objects are what the originals call.
 */
export function hookBindings(ledger: Ledger): void {
  const spawning = bindingOf('spawn_sync');
  replace(
    spawning,
    'spawn',
    'spawn_sync.spawn',
    (original) =>
      function hooked(this: unknown, ...args) {
        startOfSpawn(args[0]);
        return Reflect.apply(original, this, args);
      },
    ledger,
  );
  const files = bindingOf('fs');
  for (const [names, count] of [
    [ONE_PATH, 1],
    [TWO_PATHS, 2],
  ] as const)
    for (const name of names.split(' '))
      replaceWhereKnown(
        files,
        name,
        `fs binding ${name}`,
        (original) =>
          function hooked(this: unknown, ...args) {
            const refusal = isIdle()
              ? undefined
              : (refusalOf(args[0]) ?? (count === 2 ? refusalOf(args[1]) : undefined));
            if (refusal !== undefined) throw refusal;
            return Reflect.apply(original, this, args);
          },
        ledger,
      );
}

function bindingOf(name: string): object {
  const binding: unknown = Reflect.get(process, 'binding');
  if (!isCall(binding)) throw new HookError(`process.binding('${name}')`);
  const found: unknown = Reflect.apply(binding, process, [name]);
  if (typeof found !== 'object' || found === null) throw new HookError(`process.binding('${name}')`);
  return found;
}
