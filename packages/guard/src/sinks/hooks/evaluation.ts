import Module from 'node:module';
import { existsSync } from 'node:fs';
import vm from 'node:vm';
import { codeBreach } from '../code/structure.ts';
import { guardedClass, HookError, isCall, type Ledger, lock, replace, replaceClass } from './lock.ts';
import { insist, isIdle } from './watch.ts';

/** Hooks what turns text into code: `eval`, the function constructors, `vm`, and modules compiled from text. */
export function hookEvaluation(ledger: Ledger): void {
  hookConstructors(ledger);
  replace(
    globalThis,
    'eval',
    'eval',
    (original) =>
      function hooked(this: unknown, ...args) {
        look(args[0]);
        return Reflect.apply(original, undefined, args);
      },
    ledger,
  );
  for (const name of ['runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction'])
    replace(vm, name, `vm.${name}`, looking, ledger);
  replaceClass(vm, 'Script', 'vm.Script', ([source]) => look(source), ledger);
  hookCompile(ledger);
}

function looking(original: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return function hooked(this: unknown, ...args) {
    look(args[0]);
    return Reflect.apply(original, this, args);
  };
}

/** Only inputs can do harm here: programs compile their own templates and validators all the time. */
function look(...sources: readonly unknown[]): void {
  if (isIdle()) return;
  const text = sources.map((source) => (typeof source === 'string' ? source : '')).join(', ');
  if (text !== '') insist((taints) => codeBreach(text, taints));
}

/**
 * `Function`, and its three sisters that only their functions lead to. All arguments are code. The sisters inherit
 * from `Function`, which would give the original away.
 */
function hookConstructors(ledger: Ledger): void {
  const whole = guardedClass(Function as unknown as (...args: unknown[]) => unknown, (args) => look(...args));
  lock(Function.prototype, 'constructor', 'Function.prototype.constructor', whole);
  lock(globalThis, 'Function', 'Function', whole);
  ledger.push('Function');
  const samples = [async () => undefined, function* () {}, async function* () {}];
  for (const [at, label] of ['AsyncFunction', 'GeneratorFunction', 'AsyncGeneratorFunction'].entries()) {
    const prototype: unknown = Object.getPrototypeOf(samples[at]);
    if (typeof prototype !== 'object' && typeof prototype !== 'function') throw new HookError(label);
    const original: unknown = prototype === null ? undefined : Reflect.get(prototype, 'constructor');
    if (prototype === null || !isCall(original)) throw new HookError(label);
    Object.setPrototypeOf(original, whole);
    lock(
      prototype,
      'constructor',
      label,
      guardedClass(original, (args) => look(...args)),
    );
    ledger.push(label);
  }
}

/** Node's loader compiles files this way too; only a text that is no file can hold input. */
function hookCompile(ledger: Ledger): void {
  replace(
    Module.prototype,
    '_compile',
    'Module.prototype._compile',
    (original) =>
      function hooked(this: unknown, ...args) {
        const [source, filename] = args;
        if (!isIdle() && !(typeof filename === 'string' && existsSync(filename))) look(source);
        return Reflect.apply(original, this, args);
      },
    ledger,
  );
}
