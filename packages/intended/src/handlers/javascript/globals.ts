import { handOver, noteClients } from './escape.ts';
import { setMember } from './assign-member.ts';
import { elementOf, memberOf } from './member.ts';
import { logToConsole } from './outside/loggers.ts';
import { callHost } from './outside/hosts.ts';
import { recordUnknown } from './record.ts';
import type { Call } from './run.ts';
import type { OutsideTerm, Term } from './term.ts';
import { COMPUTED, UNKNOWN, emptyObject, joinAll, membersOf, mixed } from './term.ts';

/** Functions whose answer is their first argument in another form: data stays the same data. */
const TRANSPARENT = new Set([
  'JSON.parse',
  'JSON.stringify',
  'structuredClone',
  'Promise.resolve',
  'Object.freeze',
  'Object.seal',
  'String',
  'Array.from',
  'Array.isArray',
  'Buffer.from',
  'Object.create',
  'decodeURIComponent',
  'encodeURIComponent',
  'decodeURI',
  'encodeURI',
  'unescape',
  'escape',
  'atob',
  'btoa',
  'Number',
  'URLSearchParams',
  'URL',
  'Object.fromEntries',
  'Set',
]);

/** Wraps handlers whose second argument is the response's stream. */
export const STREAMING: OutsideTerm = { kind: 'outside', name: 'awslambda', path: ['streamifyResponse'] };

/** Calls of what the run time itself offers. */
export function callGlobal(path: readonly string[], one: Call): Term {
  const { args, run, spot } = one;
  const [first = UNKNOWN, second] = args;
  const name = path.join('.');
  const [root = '', member = ''] = path;
  if (root === 'console') return logToConsole(member, one);
  if (root === 'process' && (name === 'process.stdout.write' || name === 'process.stderr.write'))
    return logToConsole(name, one);
  if (name === 'fetch') return callHost('fetch', one);
  if (name === 'eval' || name === 'Function' || name === 'vm.runInThisContext') {
    recordUnknown(run.effects, '*', `\`${name}\` runs code made at run time`, { cause: 'code', name }, spot);
    return UNKNOWN;
  }
  if (TRANSPARENT.has(name)) return name === 'Array.from' && second !== undefined ? mapped(first, second, one) : first;
  if (root === 'awslambda' && member === 'streamifyResponse')
    return { kind: 'made', by: STREAMING, args, from: undefined, method: undefined };
  if (name === 'Date' && args.length === 0) return COMPUTED;
  switch (name) {
    case 'Promise.all':
    case 'Promise.allSettled':
      return first;
    case 'Promise.race':
    case 'Promise.any':
      return elementOf(first, run);
    case 'Object.values':
      return { kind: 'array', items: [memberOf(first, undefined, run)] };
    case 'Object.keys':
    case 'Object.getOwnPropertyNames':
      return first.kind === 'object'
        ? { kind: 'array', items: [...first.properties.keys()].map((value): Term => ({ kind: 'literal', value })) }
        : UNKNOWN;
    case 'Object.entries':
      return { kind: 'array', items: [{ kind: 'array', items: [UNKNOWN, memberOf(first, undefined, run)] }] };
    case 'Object.assign':
      return assigned(one);
    case 'Object.defineProperty':
      return defined(one);
    case 'Promise':
      return promised(first, one);
    default:
      return callLoosely(path, one);
  }
}

function mapped(list: Term, fn: Term, one: Call): Term {
  return {
    kind: 'array',
    items: [one.run.interpreter.call({ ...one, callee: fn, args: [elementOf(list, one.run)], isNew: false })],
  };
}

/** `new Promise((resolve) => …)` stands for what is passed to `resolve`. */
function promised(executor: Term, one: Call): Term {
  const settled: Term = { kind: 'array', items: [] };
  const resolve: Term = { kind: 'method', of: settled, name: 'push' };
  one.run.interpreter.call({ ...one, callee: executor, args: [resolve, UNKNOWN], isNew: false });
  return settled.items.length === 0 ? UNKNOWN : joinAll(settled.items);
}

function assigned({ args }: Call): Term {
  const [target, ...sources] = args;
  const object = target?.kind === 'object' ? target : emptyObject();
  for (const source of [...(target?.kind === 'object' || target === undefined ? [] : [target]), ...sources])
    for (const member of membersOf(source)) {
      if (member.kind === 'object') {
        for (const [name, value] of member.properties) object.properties.set(name, value);
        for (const [name, spot] of member.spots) object.spots.set(name, spot);
        object.rest.push(...member.rest);
      } else if (member.kind !== 'literal') object.rest.push({ key: undefined, value: member });
    }
  return object;
}

function defined({ args, run, spot }: Call): Term {
  const [object = UNKNOWN, name, descriptor] = args;
  if (name?.kind !== 'literal' || descriptor?.kind !== 'object') return object;
  const get = descriptor.properties.get('get');
  const value = get?.kind === 'function' ? ({ kind: 'accessor', get } as const) : descriptor.properties.get('value');
  if (value !== undefined)
    for (const member of membersOf(object))
      setMember(member, String(name.value), value, { journal: run.journal, spot });
  return object;
}

/** Timers and the like call the functions they get; everything else is data made of its arguments. */
function callLoosely(path: readonly string[], one: Call): Term {
  const { args, run, spot } = one;
  for (const arg of args)
    if (arg.kind === 'function') run.interpreter.call({ ...one, callee: arg, args: [UNKNOWN], isNew: false });
  handOver(
    args.filter((arg) => arg.kind !== 'function'),
    run,
  );
  noteClients(args, 'code that is not understood', spot, run);
  // Times, random numbers and the like hold no data of anyone.
  const data = mixed(args);
  return data.kind === 'unknown' && PLAIN.has(path[0] ?? '') ? COMPUTED : data;
}

const PLAIN = new Set([
  'Date',
  'Math',
  'performance',
  'crypto',
  'Number',
  'process',
  'Intl',
  'Symbol',
  'isNaN',
  'parseInt',
  'parseFloat',
  'setTimeout',
  'setInterval',
  'BigInt',
  'Boolean',
]);
