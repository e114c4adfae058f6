import Module from 'node:module';
import type { Policy } from '../../policy.ts';
import { hookBindings } from './bindings.ts';
import { hookEvaluation } from './evaluation.ts';
import { hookFiles } from './files.ts';
import { hookHatches } from './hatches.ts';
import { hookHttp } from './http.ts';
import type { Ledger } from './lock.ts';
import { hookNetwork } from './network.ts';
import { hookProcesses } from './processes.ts';
import { hookPrototypes } from './prototypes.ts';
import { hookSockets } from './sockets.ts';
import { hookSqlite } from './sqlite.ts';
import { useOutside } from './watch.ts';

export interface Installed {
  /** What was hooked, such as `net.Socket.prototype.connect`. */
  readonly hooks: readonly string[];
}

let installed: Installed | undefined;
let fault: unknown;

/**
 * Hooks Node's builtins for the life of the process, once: hooks cannot be taken off again, and each call is
 * judged by the policy of the invocation it belongs to; `policy` counts for calls outside of all.
 * Nothing happens when this module is imported.
 * @throws {HookError} when any hook cannot be installed or locked, at this and every later call.
 */
export function installHooks(policy: Policy): Installed {
  if (fault !== undefined) throw fault;
  if (installed !== undefined) return installed;
  useOutside(policy);
  const hooks: Ledger = [];
  try {
    for (const hook of [
      hookFiles,
      hookNetwork,
      hookHttp,
      hookSockets,
      hookProcesses,
      hookEvaluation,
      hookPrototypes,
      hookSqlite,
      hookBindings,
      hookHatches,
    ])
      hook(hooks);
    // `import { readFile } from 'node:fs'` is a copy that Node refreshes on demand.
    Module.syncBuiltinESMExports();
  } catch (error) {
    fault = error;
    throw error;
  }
  installed = { hooks };
  return installed;
}
