import type { Node } from 'oxc-parser';
import { bind } from './pattern.ts';
import type { Frame, Run } from './run.ts';
import { makeScope } from './scope.ts';
import { recordUnknown } from './record.ts';
import { spotOf } from './run.ts';
import type { FunctionTerm, Term } from './term.ts';
import { UNDEFINED, UNKNOWN, joinAll } from './term.ts';
import { typeOf } from './type-reference.ts';

/** Re-entrances of one function in one chain of calls: enough for a helper that calls itself once more. */
const DEEPEST_RECURSION = 2;
const DEEPEST_CHAIN = 60;
/** Walks through one function with different arguments. */
const MOST_VISITS = 120;

/** Walks through a function with these arguments and gives what it may return. */
export function apply(fn: FunctionTerm, args: readonly Term[], self: Term | undefined, run: Run): Term {
  const { node } = fn;
  if (node.body === null) return UNKNOWN;
  const given = [...fn.bound, ...args];
  const receiver = fn.self ?? self;
  const active = run.active.get(node) ?? 0;
  const chain = run.via.length;
  if (chain > DEEPEST_CHAIN)
    recordUnknown(
      run.effects,
      '*',
      'a chain of calls too long to follow',
      { cause: 'bounds', name: 'calls' },
      spotOf(node, fn.module),
    );
  if (active >= DEEPEST_RECURSION || chain > DEEPEST_CHAIN) return UNKNOWN;
  const key = [...given, receiver ?? UNDEFINED, identity(fn.scope, run)].map((one) => keyOfTerm(one, run)).join(';');
  const answers = run.answers.get(node) ?? new Map<string, Term>();
  run.answers.set(node, answers);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const visits = (run.visits.get(node) ?? 0) + 1;
  run.visits.set(node, visits);
  if (visits > MOST_VISITS) {
    recordUnknown(
      run.effects,
      '*',
      'a function called in too many ways',
      { cause: 'bounds', name: 'calls' },
      spotOf(node, fn.module),
    );
    return UNKNOWN;
  }
  run.active.set(node, active + 1);
  const result = walk(fn, given, receiver, run);
  run.active.set(node, active);
  answers.set(key, result);
  return result;
}

function walk(fn: FunctionTerm, args: readonly Term[], self: Term | undefined, run: Run): Term {
  const scope = makeScope(fn.scope, true);
  const frame: Frame = { run, module: fn.module, scope, self, home: fn.home, returns: [] };
  if (fn.node.type !== 'ArrowFunctionExpression') {
    scope.cells.set('arguments', { term: { kind: 'array', items: [...args] } });
    if (fn.node.type === 'FunctionExpression' && fn.node.id !== null) scope.cells.set(fn.node.id.name, { term: fn });
  }
  fn.node.params.forEach((param, index) => bindParameter(param, index, args, frame));
  const { body } = fn.node;
  if (body === null) return UNKNOWN;
  if (body.type !== 'BlockStatement') return run.interpreter.evaluate(body, frame);
  run.interpreter.execute(body.body, frame);
  return joinAll(frame.returns);
}

function bindParameter(param: Node, index: number, args: readonly Term[], frame: Frame): void {
  if (param.type === 'RestElement')
    return bind(param.argument, { kind: 'array', items: args.slice(index) }, frame, 'let');
  const target = param.type === 'TSParameterProperty' ? param.parameter : param;
  const annotated = target.type === 'AssignmentPattern' ? target.left : target;
  const annotation = 'typeAnnotation' in annotated ? annotated.typeAnnotation : undefined;
  const given = args[index] ?? UNDEFINED;
  const isType = annotation !== undefined && annotation !== null && annotation.type === 'TSTypeAnnotation';
  const value = isType ? typeOf(annotation.typeAnnotation, given, frame) : given;
  bind(target, value, frame, 'let');
  if (param.type === 'TSParameterProperty' && annotated.type === 'Identifier' && frame.self?.kind === 'object') {
    const cell = frame.scope.cells.get(annotated.name);
    if (cell !== undefined) frame.self.properties.set(annotated.name, cell.term);
  }
}

/** Two calls with the same key have the same answer: equal scalars and data, the same object, the same function. */
function keyOfTerm(term: Term, run: Run): string {
  switch (term.kind) {
    case 'literal':
      return `${typeof term.value}:${String(term.value)}`;
    case 'event':
    case 'context':
    case 'global':
      return `${term.kind}:${term.path.join('.')}`;
    case 'variable':
      return `$${term.name}`;
    case 'unknown':
      return `?${term.name ?? ''}`;
    case 'answer':
      return `a${number(term.call, run)}:${term.path.join('.')}`;
    case 'function':
      return `f${number(term.node, run)}:${number(term.scope, run)}`;
    case 'method':
      return `m${keyOfTerm(term.of, run)}.${term.name}`;
    case 'object':
      return `o${number(term, run)}:${term.properties.size}`;
    default:
      return `i${number(term, run)}`;
  }
}

function number(object: object, run: Run): number {
  const known = run.identities.get(object);
  if (known !== undefined) return known;
  run.identities.set(object, run.identities.size);
  return run.identities.size - 1;
}

function identity(scope: object, run: Run): Term {
  return { kind: 'literal', value: number(scope, run) };
}
