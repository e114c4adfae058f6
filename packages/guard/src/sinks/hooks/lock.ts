/** A hook could not be installed or locked: the guard must not run without it. */
export class HookError extends Error {
  constructor(what: string, cause?: unknown) {
    super(`cannot hook \`${what}\`: the guard does not start without it`, { cause });
    this.name = 'HookError';
  }
}

export type Call = (this: unknown, ...args: unknown[]) => unknown;

/** What a hook does with a call: look, change arguments, refuse, or pass it to `original`. */
export type Hook = (original: Call) => Call;

/** Names of what was hooked, in order: the report of an installation. */
export type Ledger = string[];

/**
 * Replaces a function of a builtin for good: not writable, not configurable.
 * @throws {HookError} when it is no function or when something locked it before.
 */
export function replace(target: object, name: string, label: string, hook: Hook, ledger: Ledger): void {
  const original: unknown = Reflect.get(target, name);
  if (!isCall(original)) throw new HookError(label);
  lock(target, name, label, dressedAs(original, hook(original)));
  ledger.push(label);
}

/** The same where a Node release may lack the function. */
export function replaceWhereKnown(target: object, name: string, label: string, hook: Hook, ledger: Ledger): void {
  if (isCall(Reflect.get(target, name))) replace(target, name, label, hook, ledger);
}

/** Sets a property for good and makes sure that it took. */
export function lock(target: object, name: string, label: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  try {
    Object.defineProperty(target, name, {
      value,
      writable: false,
      configurable: false,
      enumerable: before?.enumerable ?? false,
    });
  } catch (cause) {
    throw new HookError(label, cause);
  }
  if (Reflect.get(target, name) !== value) throw new HookError(label);
}

/**
 * Replaces a class: `construct` looks at the arguments of `new` and of a call without it. The prototype stays, and
 * its `constructor` leads to the replacement, so that no instance gives the original away.
 */
export function replaceClass(
  target: object,
  name: string,
  label: string,
  construct: (args: readonly unknown[]) => void,
  ledger: Ledger,
): void {
  const original: unknown = Reflect.get(target, name);
  if (!isCall(original)) throw new HookError(label);
  const proxy = guardedClass(original, construct);
  const prototype: unknown = Reflect.get(original, 'prototype');
  if (typeof prototype === 'object' && prototype !== null) lock(prototype, 'constructor', label, proxy);
  lock(target, name, label, proxy);
  ledger.push(label);
}

export function guardedClass(original: Call, construct: (args: readonly unknown[]) => void): Call {
  return new Proxy(original, {
    construct(of, args: unknown[], newTarget) {
      construct(args);
      const made: unknown = Reflect.construct(of, args, newTarget === proxyOf(of) ? of : newTarget);
      return Object(made);
    },
    apply(of, self, args: unknown[]) {
      construct(args);
      return Reflect.apply(of, self, args);
    },
  });
  // `newTarget` is the proxy itself unless a subclass is being made; builtins compare it with the original.
  function proxyOf(of: Call): unknown {
    return Reflect.get(Object(Reflect.get(of, 'prototype')), 'constructor');
  }
}

export function isCall(value: unknown): value is Call {
  return typeof value === 'function';
}

/** Name, length and the marks that `util.promisify` reads go with the replacement. */
function dressedAs(original: Call, replacement: Call): Call {
  for (const key of Reflect.ownKeys(original)) {
    const descriptor = Object.getOwnPropertyDescriptor(original, key);
    if (key !== 'prototype' && descriptor !== undefined) Reflect.defineProperty(replacement, key, descriptor);
  }
  return replacement;
}
