import { callbackArguments, collectFunctions, noteClients } from './escape.ts';
import { STREAMING } from './globals.ts';
import type { Escape, Module } from './module.ts';
import { recordUnknown } from './record.ts';
import type { Run } from './run.ts';
import { spotOf } from './run.ts';
import type { FunctionTerm, MadeTerm, Term } from './term.ts';
import { CONTEXT, ERROR, EVENT, UNKNOWN, emptyObject, membersOf, unknownNamed } from './term.ts';

/** Walks through the handler with the event, then through all that was handed to code that cannot be seen. */
export function runHandler(handler: Term, module: Module, run: Run): boolean {
  let found = false;
  for (const member of membersOf(handler)) found = runOne(member, run) || found;
  walkEscapes(module, run);
  return found;
}

function runOne(handler: Term, run: Run, args: readonly Term[] = [EVENT, CONTEXT, RESPONDER]): boolean {
  if (handler.kind === 'function') {
    const result = run.interpreter.apply(handler, args, handler.self, run);
    run.effects.returns.push({ term: result, spot: spotOf(handler.node, handler.module) });
    return true;
  }
  if (handler.kind === 'made') {
    const args = handler.by === STREAMING ? [EVENT, RESPONDER, CONTEXT] : undefined;
    for (const fn of innerHandlers(handler)) runOne(fn, run, args);
    return true;
  }
  if (handler.kind === 'mixed') {
    const functions: Term[] = [];
    collectFunctions(handler, functions, 0, new Set());
    return functions.map((fn) => runOne(fn, run)).some(Boolean);
  }
  if (handler.kind === 'method' && handler.of.kind === 'made') return runOne(handler.of, run);
  if (handler.kind !== 'outside' || run.module === undefined) return false;
  // A handler that a package exports: its code is not part of the app.
  const what = `the handler is that of package \`${handler.name}\``;
  recordUnknown(
    run.effects,
    '*',
    what,
    { cause: 'code', name: handler.name },
    spotOf(run.module.script.program, run.module),
  );
  return true;
}

const RESPONDER: Term = { kind: 'responder' };

/** Functions given to a wrapper are handlers; objects given to it are middleware, called around them. */
function innerHandlers(made: MadeTerm): readonly FunctionTerm[] {
  const found: FunctionTerm[] = [];
  for (let at: MadeTerm | undefined = made; at !== undefined; at = at.from)
    for (const arg of at.args)
      for (const member of membersOf(arg)) {
        if (member.kind === 'function') found.push(member);
        if (member.kind === 'made') found.push(...innerHandlers(member));
      }
  return found;
}

/** Most functions walked through after the handler. */
const MOST_ESCAPES = 2000;

function walkEscapes(module: Module, run: Run): void {
  const queue: Escape[] = [...needed(module)].flatMap((one) => one.escapes);
  let walked = 0;
  let own = 0;
  for (;;) {
    const next = queue.shift() ?? run.escapes[own++];
    if (next === undefined) return;
    if (walked > MOST_ESCAPES) {
      recordUnknown(
        run.effects,
        '*',
        'more functions handed over than are followed',
        { cause: 'bounds', name: 'functions' },
        spotOf(module.script.program, module),
      );
      return;
    }
    const functions: Term[] = [];
    collectFunctions(next.term, functions, 0, new Set());
    for (const fn of functions) {
      walked++;
      walkEscaped(fn, next, run);
    }
  }
}

function walkEscaped(fn: Term, escape: Escape, run: Run): void {
  if (fn.kind === 'function') {
    if ((run.visits.get(fn.node) ?? 0) > 0) return;
    const given = isMiddleware(fn)
      ? [middlewareRequest()]
      : [...callbackArguments(fn, escape.args), UNKNOWN, UNKNOWN, UNKNOWN];
    const result = run.interpreter.apply(fn, given, fn.self, run);
    noteClients([result], 'code that is not understood', spotOf(fn.node, fn.module), run);
  }
  if (fn.kind !== 'class' || (run.visits.get(fn.node) ?? 0) > 0) return;
  run.visits.set(fn.node, 1);
  const made = run.interpreter.call({
    run,
    module: fn.module,
    callee: fn,
    args: [],
    spot: spotOf(fn.node, fn.module),
    isNew: true,
  });
  const self = made.kind === 'object' ? made : emptyObject(fn);
  for (const method of fn.methods.values())
    if (method.kind === 'function' && (run.visits.get(method.node) ?? 0) === 0)
      run.interpreter.apply(method, [UNKNOWN], self, run);
}

function isMiddleware(fn: FunctionTerm): boolean {
  const [first] = fn.node.params;
  return first?.type === 'Identifier' && /^(?:request|req)$/.test(first.name) && fn.node.params.length === 1;
}

/** What a middleware is called with: the event, the context and what the handler answered. */
function middlewareRequest(): Term {
  const request = emptyObject();
  request.properties.set('event', EVENT);
  request.properties.set('context', CONTEXT);
  request.properties.set('response', unknownNamed('response'));
  request.properties.set('error', ERROR);
  return request;
}

/** The module, all that it loads, and so on; the module itself first. */
export function needed(module: Module): ReadonlySet<Module> {
  const found = new Set([module]);
  for (const one of found) for (const need of one.needs) found.add(need);
  return found;
}
