import type { Escape } from './module.ts';
import type { Run } from './run.ts';
import { recordUnknown } from './record.ts';
import type { Spot } from './script.ts';
import type { FunctionTerm, Term } from './term.ts';
import { ERROR, mixed } from './term.ts';

/**
 * Hands values to code that cannot be seen. Their functions may be called: they are walked through when the
 * handler is done, with arguments made of whatever else was handed over, unless they were called by then.
 */
export function handOver(terms: readonly Term[], run: Run, args?: readonly Term[]): void {
  const functions: Term[] = [];
  for (const term of terms) collectFunctions(term, functions, 0, new Set());
  if (functions.length === 0) return;
  const data = args ?? [mixed(terms.filter((term) => term.kind !== 'function'))];
  for (const term of functions) if (run.escapes.length < 5000) run.escapes.push({ term, args: data } satisfies Escape);
}

export function collectFunctions(term: Term, into: Term[], depth: number, seen: Set<Term>): void {
  if (depth > 4 || seen.has(term)) return;
  seen.add(term);
  const each = (terms: Iterable<Term>): void => {
    for (const one of terms) collectFunctions(one, into, depth + 1, seen);
  };
  switch (term.kind) {
    case 'function':
      into.push(term);
      return;
    case 'accessor':
      into.push(term.get);
      return;
    case 'class':
      into.push(term);
      return;
    case 'object':
      each(term.properties.values());
      each(term.rest.map((entry) => entry.value));
      if (term.of !== undefined)
        for (const method of term.of.methods.values())
          if (method.kind === 'function') into.push({ ...method, self: term });
      return;
    case 'array':
      return each(term.items);
    case 'mixed':
      return each(term.of);
    case 'union':
      return each(term.terms);
    case 'module':
      return each([...term.module.exported.values()].map((get) => get()));
    default:
      return;
  }
}

/**
 * What a callback is called with by code that cannot be seen: an error comes first, by the convention of Node.
 * Its message says little of the data that were handed over.
 */
export function callbackArguments(fn: FunctionTerm, args: readonly Term[]): readonly Term[] {
  const [first] = fn.node.params;
  const isError =
    first?.type === 'Identifier' && /^_?(?:e|er|err|error|ex|exception|\w*(?:Err|Error))$/.test(first.name);
  return isError ? [ERROR, ...args] : args;
}

/** Notes the clients among values handed to code that cannot be seen: it may call anything with them. */
export function noteClients(terms: readonly Term[], what: string, spot: Spot, run: Run, depth = 0): void {
  if (depth > 3) return;
  for (const term of terms) {
    if (term.kind === 'client')
      recordUnknown(run.effects, term.service, `a client is handed to ${what}`, { cause: 'code', name: what }, spot);
    if (term.kind === 'method' && term.of.kind === 'client')
      recordUnknown(
        run.effects,
        term.of.service,
        `an operation is handed to ${what}`,
        { cause: 'code', name: what },
        spot,
      );
    if (term.kind === 'object') noteClients([...term.properties.values()], what, spot, run, depth + 1);
    if (term.kind === 'array') noteClients(term.items, what, spot, run, depth + 1);
    if (term.kind === 'union') noteClients(term.terms, what, spot, run, depth + 1);
  }
}
