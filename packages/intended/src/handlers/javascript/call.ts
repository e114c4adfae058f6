import { instantiate } from './class.ts';
import { callBuiltIn } from './built-ins.ts';
import { callGlobal } from './globals.ts';
import { collectFunctions, handOver, noteClients } from './escape.ts';
import { apply } from './function.ts';
import { memberOf } from './member.ts';
import { wholeOf } from './module-exports.ts';
import { callMade, callOutside } from './outside/call-outside.ts';
import { logByName } from './outside/loggers.ts';
import type { Call } from './run.ts';
import { callClient } from './sdk/client.ts';
import type { FunctionTerm, Term } from './term.ts';
import { UNKNOWN, emptyObject, joinAll, membersOf, mixed } from './term.ts';

/** What a call or construction gives, and notes what it does. */
export function call(one: Call): Term {
  const { callee, args, run, spot } = one;
  switch (callee.kind) {
    case 'union':
      return joinAll(callee.terms.map((member) => call({ ...one, callee: member })));
    case 'function':
      return walkInto(one, () => (one.isNew ? construct(callee, one) : apply(callee, args, callee.self, run)));
    case 'class':
      return walkInto(one, () => instantiate(callee, args, run));
    case 'module': {
      const whole = wholeOf(callee.module);
      return whole.kind === 'module' ? UNKNOWN : call({ ...one, callee: whole });
    }
    case 'method':
      return callMethod(callee.of, callee.name, one);
    case 'outside':
      return callOutside(callee, one);
    case 'made':
      return callMade(callee, one);
    case 'global':
      return callGlobal(callee.path, one);
    case 'responder':
      run.effects.returns.push({ term: args[1] ?? args[0] ?? UNKNOWN, spot });
      return UNKNOWN;
    default:
      return callBlindly(one);
  }
}

/** `new` of a plain function: a new object with the members of its prototype. */
function construct(fn: FunctionTerm, { args, run }: Call): Term {
  const self = emptyObject();
  const prototype = fn.properties.get('prototype');
  if (prototype?.kind === 'object') for (const [name, value] of prototype.properties) self.properties.set(name, value);
  const answer = apply({ ...fn, self }, args, self, run);
  return answer.kind === 'object' ? answer : self;
}

function walkInto(one: Call, work: () => Term): Term {
  one.run.via.push(one.spot);
  const result = work();
  one.run.via.pop();
  return result;
}

function callMethod(of: Term, name: string, one: Call): Term {
  switch (of.kind) {
    case 'union':
      return joinAll(of.terms.map((member) => callMethod(member, name, one)));
    case 'client':
      return callClient(of, name, one);
    case 'made':
      return callMade(of, one, name);
    case 'responder':
      return respond(name, one);
    case 'function':
      return callFunctionMethod(of, name, one);
    case 'method':
      return callMethodMethod(of, name, one);
    case 'mixed':
      return callMember(of, name, one) ?? callBuiltIn(of, name, one);
    default:
      return logByName(of, name, one) ?? callBuiltIn(of, name, one);
  }
}

function callFunctionMethod(of: Term, name: string, one: Call): Term {
  const [self, ...rest] = one.args;
  if (of.kind !== 'function') return UNKNOWN;
  if (name === 'bind') return { ...of, self: of.self ?? self, bound: [...of.bound, ...rest] };
  const bound = { ...of, self: of.self ?? self };
  if (name === 'call') return call({ ...one, callee: bound, args: rest });
  const list = rest[0];
  if (name === 'apply')
    return call({
      ...one,
      callee: bound,
      args: list?.kind === 'array' ? list.items : list === undefined ? [] : [list],
    });
  return UNKNOWN;
}

/** `client.put.bind(client)`, `list.push.apply(list, more)`. */
function callMethodMethod(of: Term, name: string, one: Call): Term {
  if (name === 'bind') return of;
  // `stripe.customers.create()`: a method of a part of a made thing is a method of the thing.
  if (of.kind === 'method' && of.of.kind === 'made' && name !== 'call' && name !== 'apply')
    return callMade(of.of, one, `${of.name}.${name}`);
  if (of.kind === 'method' && of.of.kind === 'method')
    return callMethodMethod({ ...of.of, name: `${of.of.name}.${of.name}` }, name, one);
  if (name === 'call') return call({ ...one, callee: of, args: one.args.slice(1) });
  const list = one.args[1];
  if (name === 'apply') return call({ ...one, callee: of, args: list?.kind === 'array' ? list.items : [] });
  return callBuiltIn(of, name, one);
}

/** A method of an object that was put away (a map, a container) and taken out again. */
function callMember(of: Extract<Term, { kind: 'mixed' }>, name: string, one: Call, depth = 0): Term | undefined {
  const answers: Term[] = [];
  for (const piece of of.of) {
    for (const member of piece.kind === 'array' ? piece.items : membersOf(piece)) {
      if (member.kind === 'mixed' && depth < 3) {
        const inner = callMember(member, name, one, depth + 1);
        if (inner !== undefined) answers.push(inner);
      }
      if (member.kind === 'client' && name !== 'get' && name !== 'set') answers.push(callClient(member, name, one));
      if (member.kind !== 'object') continue;
      const found = memberOf(member, name, one.run);
      if (found.kind === 'function') answers.push(call({ ...one, callee: found }));
    }
  }
  return answers.length === 0 ? undefined : joinAll(answers);
}

/** `res.status(200).json(data)`: what is sent is returned. */
function respond(name: string, one: Call): Term {
  const sends = [
    'send',
    'json',
    'jsonp',
    'end',
    'write',
    'render',
    'html',
    'text',
    'body',
    'succeed',
    'done',
    'redirect',
    'sendFile',
  ];
  if (sends.includes(name)) one.run.effects.returns.push({ term: mixed(one.args), spot: one.spot });
  return { kind: 'responder' };
}

/** What is called is not known: functions handed over may run, clients may be used. */
function callBlindly(one: Call): Term {
  const functions: Term[] = [];
  if (one.callee.kind === 'mixed') collectFunctions(one.callee, functions, 0, new Set());
  if (functions.length > 0) return joinAll(functions.map((callee) => call({ ...one, callee })));
  handOver(one.args, one.run);
  noteClients(one.args, 'code that is not understood', one.spot, one.run);
  const of = one.callee.kind === 'unknown' ? [] : [one.callee];
  return mixed([...of, ...one.args]);
}
