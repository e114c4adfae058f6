import { elementOf } from './member.ts';
import { handOver, noteClients } from './escape.ts';
import type { Call } from './run.ts';
import type { ArrayTerm, Term } from './term.ts';
import { COMPUTED, ERROR, UNDEFINED, UNKNOWN, join, joinAll, mixed } from './term.ts';

const BY_ELEMENT = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'findLast',
  'findIndex',
  'some',
  'every',
  'flatMap',
  'sort',
  'partition',
  'each',
  'mapSeries',
  'eachSeries',
]);
const SAME = new Set([
  'filter',
  'slice',
  'sort',
  'reverse',
  'flat',
  'toSorted',
  'toReversed',
  'splice',
  'concat',
  'promise',
  'values',
  'finally',
  'fill',
  'catch',
]);

/** Methods that every JavaScript value may have: arrays, strings, promises, maps; a data source stays its source. */
export function callBuiltIn(of: Term, name: string, one: Call): Term {
  const { args, run } = one;
  const [first] = args;
  if (name === 'then') return first === undefined ? of : answerOf(one, first, [of], of);
  if (name === 'catch' || name === 'finally') {
    if (first !== undefined) answerOf(one, first, [ERROR], UNDEFINED);
    return of;
  }
  if (name === 'reduce' || name === 'reduceRight') return reduce(of, one);
  if (BY_ELEMENT.has(name) && first !== undefined) return overElements(of, name, one);
  if (of.kind === 'array') return arrayMethod(of, name, one);
  if (name === '*') {
    handOver(args, run);
    noteClients(args, 'a method chosen at run time', one.spot, run);
  } else callWithSource(of, one);
  if (SAME.has(name) && args.length === 0) return of;
  if (of.kind === 'literal' && args.every((arg) => arg.kind === 'literal')) return COMPUTED;
  if (of.kind === 'literal' || of.kind === 'unknown' || of.kind === 'global') return mixed(args);
  // Data stays data: `event.body.trim()` is still the body.
  return args.every((arg) => arg.kind === 'literal' || arg.kind === 'function') ? of : mixed([of, ...args]);
}

function answerOf(one: Call, fn: Term, args: readonly Term[], otherwise: Term): Term {
  return fn.kind === 'literal' ? otherwise : one.run.interpreter.call({ ...one, callee: fn, args, isNew: false });
}

function callWithSource(of: Term, one: Call): void {
  for (const arg of one.args)
    if (arg.kind === 'function') one.run.interpreter.call({ ...one, callee: arg, args: [of, of], isNew: false });
  noteClients(one.args, 'code that is not understood', one.spot, one.run);
  handOver(
    one.args.filter((arg) => arg.kind !== 'function'),
    one.run,
  );
}

function overElements(of: Term, name: string, one: Call): Term {
  const [fn] = one.args;
  if (fn === undefined) return UNKNOWN;
  const element = elementOf(of, one.run);
  const result = answerOf(one, fn, [element, UNKNOWN, of], UNKNOWN);
  switch (name) {
    case 'map':
    case 'mapSeries':
      return { kind: 'array', items: [result] };
    case 'flatMap':
      return result.kind === 'array' ? result : { kind: 'array', items: [result] };
    case 'filter':
    case 'sort':
      return of;
    case 'find':
    case 'findLast':
      return element;
    default:
      return UNKNOWN;
  }
}

function reduce(of: Term, one: Call): Term {
  const [fn, start] = one.args;
  if (fn === undefined) return UNKNOWN;
  const element = elementOf(of, one.run);
  const first = answerOf(one, fn, [start ?? element, element, UNKNOWN, of], UNKNOWN);
  return start === undefined ? first : join(start, first);
}

function arrayMethod(of: ArrayTerm, name: string, one: Call): Term {
  const { args, run } = one;
  switch (name) {
    case 'push':
    case 'unshift':
      for (const arg of args) {
        if (of.items.length >= 200 || of.items.includes(arg)) continue;
        of.items.push(arg);
        run.journal?.push(() => of.items.splice(of.items.indexOf(arg), 1));
      }
      return UNKNOWN;
    case 'concat':
      return {
        kind: 'array',
        items: [...of.items, ...args.flatMap((arg) => (arg.kind === 'array' ? arg.items : [arg]))],
      };
    case 'join':
      return of.items.length === 1 ? (of.items[0] ?? UNKNOWN) : mixed(of.items);
    case 'pop':
    case 'shift':
    case 'at':
      return joinAll(of.items);
    case 'includes':
    case 'indexOf':
      return UNKNOWN;
    case 'entries':
      return { kind: 'array', items: [{ kind: 'array', items: [UNKNOWN, joinAll(of.items)] }] };
    default:
      return SAME.has(name) ? of : mixed([of, ...args]);
  }
}
