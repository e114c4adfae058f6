import type { Class, Node } from 'oxc-parser';
import type { Escape, Module } from './module.ts';
import type { Effects } from './record.ts';
import type { Journal, Scope } from './scope.ts';
import type { Spot } from './script.ts';
import type { ClassTerm, FunctionTerm, Term } from './term.ts';

/** One walk through the code of one handler, or through the top level of a module. */
export interface Run {
  readonly interpreter: Interpreter;
  readonly effects: Effects;
  /** Undefined while a module is being loaded: what loading sets, stays. */
  readonly journal: Journal | undefined;
  /** Module whose code is being loaded or whose handler runs: what it loads late is noted there. */
  readonly module: Module | undefined;
  /** Nodes evaluated so far, and the most there may be. */
  steps: number;
  readonly budget: number;
  /** Functions handed to code that cannot be seen, to be walked through at the end. */
  readonly escapes: Escape[];
  /** Calls that led here, outermost first. */
  readonly via: Spot[];
  readonly active: Map<Node, number>;
  /** Answers of calls already walked through, by function and arguments. */
  readonly answers: Map<Node, Map<string, Term>>;
  readonly identities: Map<object, number>;
  readonly visits: Map<Node, number>;
}

/** One activation of a function, or a module's top level. */
export interface Frame {
  readonly run: Run;
  readonly module: Module;
  readonly scope: Scope;
  readonly self: Term | undefined;
  readonly home: ClassTerm | undefined;
  readonly returns: Term[];
}

export interface Call {
  readonly run: Run;
  readonly module: Module;
  readonly callee: Term;
  readonly args: readonly Term[];
  readonly spot: Spot;
  readonly isNew: boolean;
}

/** The parts that call one another in a circle; each file knows the others through here. */
export interface Interpreter {
  evaluate(node: Node, frame: Frame): Term;
  execute(statements: readonly Node[], frame: Frame): void;
  call(call: Call): Term;
  apply(fn: FunctionTerm, args: readonly Term[], self: Term | undefined, run: Run): Term;
  makeClass(node: Class, frame: Frame): ClassTerm;
  /** The module that a specifier names, a package, data of a JSON file, or unknown with a note. */
  load(specifier: string, module: Module, spot: Spot, run: Run): Term;
}

export function spotOf(node: { readonly start: number; readonly end: number }, module: Module): Spot {
  return { script: module.script, start: node.start, end: node.end };
}

/** Runs `work` with its own frame scope. */
export function inScope(frame: Frame, scope: Scope): Frame {
  return { ...frame, scope };
}
