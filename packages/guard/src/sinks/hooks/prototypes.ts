import type { Breach } from '../taint.ts';
import { HookError, type Ledger } from './lock.ts';
import { insist, isPolluting } from './watch.ts';

const POLLUTION: Breach = {
  code: 'sink-prototype',
  rule: 'prototype.reached',
  input: undefined,
  because: 'a value named the prototype, and the handler followed it',
};

/**
 * Keeps requests from adding to the prototype that all objects share: it takes no new properties any more, and
 * reading or setting `__proto__` while an input names it is refused.
 */
export function hookPrototypes(ledger: Ledger): void {
  const before = Object.getOwnPropertyDescriptor(Object.prototype, '__proto__');
  // Deleted by `--disable-proto`: then there is nothing to reach.
  if (before?.get !== undefined && before.set !== undefined) {
    const { get, set } = before;
    const define = { configurable: false, enumerable: false, get: guardedGet(get), set: guardedSet(set) };
    if (!Reflect.defineProperty(Object.prototype, '__proto__', define))
      throw new HookError('Object.prototype.__proto__');
  }
  Object.preventExtensions(Object.prototype);
  if (Object.isExtensible(Object.prototype)) throw new HookError('Object.prototype');
  ledger.push('Object.prototype');
}

function guardedGet(get: () => unknown): () => unknown {
  return function hooked(this: unknown) {
    if (isPolluting()) insist(() => POLLUTION);
    return Reflect.apply(get, this, []);
  };
}

function guardedSet(set: (value: unknown) => void): (value: unknown) => void {
  return function hooked(this: unknown, value) {
    if (isPolluting()) insist(() => POLLUTION);
    Reflect.apply(set, this, [value]);
  };
}
