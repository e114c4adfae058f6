import type { AssignmentExpression, BinaryExpression, LogicalExpression, Node, PrivateInExpression } from 'oxc-parser';
import { bind } from './pattern.ts';
import type { Frame } from './run.ts';
import type { Term } from './term.ts';
import { COMPUTED, join, mixed } from './term.ts';

/** `a || b`, `a ?? b`, `a && b`: a fixed default beside a variable of the environment does not count. */
export function evaluateLogical(node: LogicalExpression, frame: Frame): Term {
  const left = frame.run.interpreter.evaluate(node.left, frame);
  const right = frame.run.interpreter.evaluate(node.right, frame);
  if (node.operator === '&&') return right;
  if (left.kind === 'variable' && right.kind !== 'variable') return left;
  if ((left.kind === 'event' || left.kind === 'answer') && right.kind === 'literal') return left;
  return join(left, right);
}

export function evaluateBinary(node: BinaryExpression | PrivateInExpression, frame: Frame): Term {
  const { interpreter } = frame.run;
  if (node.left.type === 'PrivateIdentifier') {
    interpreter.evaluate(node.right, frame);
    return COMPUTED;
  }
  const left = interpreter.evaluate(node.left, frame);
  const right = interpreter.evaluate(node.right, frame);
  if (node.operator !== '+') return COMPUTED;
  return concatenate(left, right);
}

/** `+`: joined text, or a sum, which no target or field is made of. */
function concatenate(left: Term, right: Term): Term {
  const parts = [left, right].flatMap((term) => (term.kind === 'text' ? term.parts : [term]));
  if (left.kind === 'literal' && right.kind === 'literal') {
    if (typeof left.value === 'number' && typeof right.value === 'number')
      return { kind: 'literal', value: left.value + right.value };
    return { kind: 'literal', value: `${String(left.value)}${String(right.value)}` };
  }
  // Text built in a loop would grow without end; beyond this only its sources matter.
  return parts.length > 24 ? mixed(parts.slice(0, 48)) : { kind: 'text', parts };
}

export function assignTo(node: AssignmentExpression, frame: Frame): Term {
  const { interpreter } = frame.run;
  const value = interpreter.evaluate(node.right, frame);
  if (node.operator === '=') {
    bind(node.left, value, frame, 'assign');
    return value;
  }
  const before = interpreter.evaluate(node.left, frame);
  const after = combined(node.operator, before, value);
  bind(node.left, after, frame, 'assign');
  return after;
}

function combined(operator: string, before: Term, value: Term): Term {
  if (operator === '+=') return concatenate(before, value);
  if (operator === '||=' || operator === '??=' || operator === '&&=') return join(before, value);
  return COMPUTED;
}

/** Evaluates only for what it does: conditions, loop updates. */
export function evaluateAll(nodes: readonly (Node | null | undefined)[], frame: Frame): void {
  for (const node of nodes) if (node !== null && node !== undefined) frame.run.interpreter.evaluate(node, frame);
}
