import type { Run } from './run.ts';
import type { ClassTerm, FunctionTerm, ObjectTerm, Term } from './term.ts';
import { COMPUTED, UNDEFINED, UNKNOWN, emptyObject, join, joinAll, mixed, unknownNamed } from './term.ts';
import { exportOf } from './module-exports.ts';

/** What `term[name]` stands for; `undefined` for a name that is not known. */
export function memberOf(term: Term, name: string | undefined, run: Run): Term {
  switch (term.kind) {
    case 'union':
      return joinAll(term.terms.map((member) => memberOf(member, name, run)));
    case 'object':
      return memberOfObject(term, name, run);
    case 'array':
      return memberOfArray(term, name, term.items);
    case 'event':
    case 'context':
      if (name === 'length') return COMPUTED;
      return { kind: term.kind, path: deeper(term.path, name) };
    case 'answer':
      if (name === 'length') return COMPUTED;
      return { kind: 'answer', call: term.call, path: deeper(term.path, name) };
    case 'reply':
      return { kind: 'reply', host: term.host, path: deeper(term.path, name) };
    case 'environment':
      return name === undefined ? UNKNOWN : { kind: 'variable', name };
    case 'outside':
      return name === 'default' || name === undefined ? term : { ...term, path: [...term.path, name] };
    case 'global':
      return name === undefined ? UNKNOWN : memberOfGlobal(term.path, name);
    case 'module':
      return name === undefined ? everyExport(term.module.exported, run) : settle(exportOf(term.module, name), run);
    case 'class':
      return memberOfClass(term, name, run);
    case 'function':
      return memberOfFunction(term, name);
    case 'accessor':
      return memberOf(settle(term, run), name, run);
    case 'unknown':
      return unknownNamed(name ?? term.name, term.name);
    case 'mixed':
      return term;
    case 'literal':
    case 'text':
    case 'variable':
    case 'made':
    case 'client':
    case 'command':
    case 'method':
    case 'responder':
      return method(term, name);
    default:
      return term satisfies never;
  }
}

/** A getter's value; anything else as it is. */
function settle(term: Term, run: Run): Term {
  if (term.kind !== 'accessor') return term;
  return run.interpreter.apply(term.get, [], term.get.self, run);
}

function method(of: Term, name: string | undefined): Term {
  return name === undefined ? { kind: 'method', of, name: '*' } : { kind: 'method', of, name };
}

/** Deep paths add nothing and could grow without end in a loop. */
const DEEPEST = 12;

function deeper(path: readonly string[], name: string | undefined): readonly string[] {
  if (name === undefined || name === '*' || /^\d+$/.test(name) || path.length >= DEEPEST) return path;
  return [...path, name];
}

function memberOfGlobal(path: readonly string[], name: string): Term {
  if (path.length === 1 && path[0] === 'process' && name === 'env') return { kind: 'environment' };
  const root = path.length === 1 ? path[0] : undefined;
  // `globalThis.x` is `x`.
  if (root === 'globalThis' || root === 'global') return { kind: 'global', path: [name] };
  return { kind: 'global', path: [...path, name] };
}

function everyExport(exported: ReadonlyMap<string, () => Term>, run: Run): Term {
  return joinAll([UNKNOWN, ...[...exported.values()].map((get) => settle(get(), run))]);
}

function memberOfObject(term: ObjectTerm, name: string | undefined, run: Run): Term {
  if (name === undefined)
    return joinAll(
      [...term.properties.values(), ...term.rest.map((entry) => entry.value)].map((one) => settle(one, run)),
    );
  const own = term.properties.get(name);
  if (own !== undefined) return settle(bindTo(own, term), run);
  const inherited = term.of === undefined ? undefined : findMethod(term.of, name);
  if (inherited !== undefined) return settle(bindTo(inherited, term), run);
  const fromRest = term.rest.map((entry) =>
    entry.key === undefined ? memberOf(entry.value, name, run) : settle(entry.value, run),
  );
  if (fromRest.length > 0) return joinAll(fromRest);
  if (term.of !== undefined && hasOutsideParent(term.of)) return method(term, name);
  return OBJECT_METHODS.has(name) ? method(term, name) : UNDEFINED;
}

const OBJECT_METHODS = new Set(['hasOwnProperty', 'toString', 'toJSON', 'valueOf', 'then', 'catch', 'on', 'emit']);

/** A method taken off an object keeps it as `this`; an arrow keeps its own. */
function bindTo(term: Term, self: ObjectTerm | ClassTerm): Term {
  if (term.kind === 'function' && term.self === undefined && term.node.type !== 'ArrowFunctionExpression')
    return { ...term, self };
  if (term.kind === 'accessor' && term.get.self === undefined) return { kind: 'accessor', get: { ...term.get, self } };
  return term;
}

function memberOfArray(term: Term, name: string | undefined, items: readonly Term[]): Term {
  if (name === undefined || name === '*') return joinAll(items);
  if (/^\d+$/.test(name)) return items[Number(name)] ?? joinAll(items);
  return name === 'length' ? COMPUTED : method(term, name);
}

/** A function's `prototype` is made when it is first asked for: constructors of the old style. */
function memberOfFunction(term: FunctionTerm, name: string | undefined): Term {
  const own = name === undefined ? undefined : term.properties.get(name);
  if (own !== undefined || name !== 'prototype') return own ?? method(term, name);
  const made = emptyObject();
  term.properties.set('prototype', made);
  return made;
}

function memberOfClass(term: ClassTerm, name: string | undefined, run: Run): Term {
  if (name === undefined) return joinAll([...term.statics.values()]);
  if (name === 'prototype') return prototypeOf(term);
  for (let at: Term | undefined = term; at?.kind === 'class'; at = at.parent) {
    const found = at.statics.get(name);
    if (found !== undefined) return settle(bindTo(found, term), run);
  }
  return method(term, name);
}

function prototypeOf(term: ClassTerm): Term {
  const object = emptyObject(term);
  for (const [name, value] of term.methods) object.properties.set(name, value);
  return object;
}

export function findMethod(of: ClassTerm, name: string): Term | undefined {
  let found: Term | undefined;
  let depth = 0;
  for (let at: Term | undefined = of; at !== undefined && depth < 20; depth++) {
    if (at.kind !== 'class') break;
    found = at.methods.get(name);
    if (found !== undefined) return found;
    at = at.parent;
  }
  return undefined;
}

function hasOutsideParent(of: ClassTerm): boolean {
  let at: Term | undefined = of;
  for (let depth = 0; at?.kind === 'class' && depth < 20; depth++) at = at.parent;
  return at !== undefined;
}

/** Elements of whatever is iterated over. */
export function elementOf(term: Term, run: Run): Term {
  if (term.kind === 'array') return joinAll(term.items);
  if (term.kind === 'union') return joinAll(term.terms.map((member) => elementOf(member, run)));
  if (term.kind === 'method') return elementOf(term.of, run);
  if (term.kind === 'object') return join(UNKNOWN, memberOfObject(term, undefined, run));
  return term.kind === 'literal' || term.kind === 'made' || term.kind === 'client' ? UNKNOWN : mixedElement(term);
}

function mixedElement(term: Term): Term {
  return term.kind === 'text' ? mixed([term]) : term;
}
