import process from 'node:process';
import { statementBreach } from '../sql/statement.ts';
import { type Call, isCall, type Ledger, replaceWhereKnown } from './lock.ts';
import { insist } from './watch.ts';

/**
 * Hooks `node:sqlite` where the program has loaded it: loading it only to hook it would cost time and print a
 * warning. A program that imports it after the guard started is not covered; see the page on limits.
 */
export function hookSqlite(ledger: Ledger): void {
  const loaded: unknown = Reflect.get(process, 'moduleLoadList');
  const load: unknown = Reflect.get(process, 'getBuiltinModule');
  if (!Array.isArray(loaded) || !loaded.includes('NativeModule sqlite') || !isCall(load)) return;
  const database: unknown = Reflect.get(Object(Reflect.apply(load, process, ['node:sqlite'])), 'DatabaseSync');
  const prototype: unknown = isCall(database) ? Reflect.get(database, 'prototype') : undefined;
  if (typeof prototype !== 'object' || prototype === null) return;
  for (const name of ['exec', 'prepare']) replaceWhereKnown(prototype, name, `DatabaseSync.${name}`, looking, ledger);
  for (const name of ['loadExtension', 'enableLoadExtension'])
    replaceWhereKnown(prototype, name, `DatabaseSync.${name}`, () => refusing, ledger);
}

function looking(original: Call): Call {
  return function hooked(this: unknown, ...args) {
    const [sql] = args;
    if (typeof sql === 'string') insist((taints) => statementBreach(sql, taints, ['sqlite']));
    return Reflect.apply(original, this, args);
  };
}

function refusing(): void {
  insist(() => ({
    code: 'escape-hatch',
    rule: 'hatch.sqlite-extension',
    input: undefined,
    because: 'an extension of SQLite is native code',
  }));
}
