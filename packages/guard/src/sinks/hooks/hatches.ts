import inspector from 'node:inspector';
import Module from 'node:module';
import process from 'node:process';
import workers from 'node:worker_threads';
import type { Policy } from '../../policy.ts';
import type { Breach } from '../taint.ts';
import { isCall, type Ledger, replace, replaceClass, replaceWhereKnown } from './lock.ts';
import { insist } from './watch.ts';

/** Bindings that only tell: constants and texts. */
const HARMLESS = new Set(['constants', 'natives', 'config', 'util', 'buffer']);

/**
 * Closes what leads around the hooks: internal bindings, native code, threads and processes with fresh builtins,
 * the inspector (which evaluates anything), loader threads, WASI (which has a file system of its own).
 */
export function hookHatches(ledger: Ledger): void {
  const close = (target: object, name: string, label: string, permits: Permits = never): void =>
    replaceWhereKnown(target, name, label, closed(label, permits), ledger);
  replace(
    process,
    'binding',
    'process.binding',
    closed('process.binding', ([name]) => HARMLESS.has(String(name))),
    ledger,
  );
  replace(process, 'dlopen', 'process.dlopen', closed('process.dlopen', isDeclaredAddon), ledger);
  close(process, '_linkedBinding', 'process._linkedBinding');
  close(process, '_debugProcess', 'process._debugProcess');
  close(Module, 'register', 'module.register');
  close(inspector, 'open', 'inspector.open');
  close(inspector.Session.prototype, 'connect', 'inspector.Session.connect');
  close(inspector.Session.prototype, 'connectToMainThread', 'inspector.Session.connectToMainThread');
  replaceClass(
    workers,
    'Worker',
    'worker_threads.Worker',
    () => insist((_, policy) => hatch('Worker', policy.processes?.includes('worker_threads') === true)),
    ledger,
  );
  closeLazily(ledger);
}

/** Modules whose loading prints a warning or costs time are closed only where the process has them at hand. */
function closeLazily(ledger: Ledger): void {
  const builtin: unknown = Reflect.get(process, 'getBuiltinModule');
  if (!isCall(builtin)) return;
  const load: unknown = Reflect.get(Module, '_load');
  if (!isCall(load)) return;
  const closedNames = new Set(['wasi', 'repl', 'node:wasi', 'node:repl']);
  const refuse = (name: unknown): void => {
    if (typeof name === 'string' && closedNames.has(name)) insist(() => hatch(name, false));
  };
  const looking = (original: (...args: unknown[]) => unknown) =>
    function hooked(this: unknown, ...args: unknown[]): unknown {
      refuse(args[0]);
      return Reflect.apply(original, this, args);
    };
  replace(process, 'getBuiltinModule', 'process.getBuiltinModule', looking, ledger);
  replace(Module, '_load', 'Module._load', looking, ledger);
}

type Permits = (args: readonly unknown[], policy: Policy) => boolean;

const never: Permits = () => false;

/** `processes: ['sharp.node']` declares an addon by its file; without a request under way the program loads itself. */
const isDeclaredAddon: Permits = ([, file], policy) => {
  const name = String(file).slice(String(file).lastIndexOf('/') + 1);
  return policy.processes?.some((one) => one.endsWith('.node') && (one === name || one === file)) === true;
};

function closed(label: string, permits: Permits) {
  return (original: (...args: unknown[]) => unknown) =>
    function hooked(this: unknown, ...args: unknown[]): unknown {
      insist((_, policy) => hatch(label, permits(args, policy)));
      return Reflect.apply(original, this, args);
    };
}

function hatch(label: string, isPermitted: boolean): Breach | undefined {
  if (isPermitted) return undefined;
  return {
    code: 'escape-hatch',
    rule: `hatch.${label}`,
    input: undefined,
    because: `\`${label}\` leads around the hooks`,
  };
}
