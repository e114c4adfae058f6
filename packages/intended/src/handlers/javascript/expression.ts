import type { MemberExpression, Node } from 'oxc-parser';
import { memberName } from './assign-member.ts';
import { noteUse } from './event-use.ts';
import { evaluateCall } from './call-expression.ts';
import { memberOf } from './member.ts';
import { evaluateObject } from './object-expression.ts';
import { assignTo, evaluateBinary, evaluateLogical } from './operators.ts';
import { recordUnknown } from './record.ts';
import type { Frame } from './run.ts';
import { spotOf } from './run.ts';
import { lookUp, termOf } from './scope.ts';
import type { FunctionTerm, Term } from './term.ts';
import { COMPUTED, UNDEFINED, UNKNOWN, join, unknownNamed } from './term.ts';
import { typeOf } from './type-reference.ts';

/** What an expression stands for. Every branch is taken; each node costs one step of the run's budget. */
export function evaluate(node: Node, frame: Frame): Term {
  const { run } = frame;
  if (++run.steps > run.budget) {
    if (run.steps === run.budget + 1)
      recordUnknown(
        run.effects,
        '*',
        'more code than is followed',
        { cause: 'bounds', name: 'steps' },
        spotOf(node, frame.module),
      );
    return UNKNOWN;
  }
  switch (node.type) {
    case 'Identifier':
      return evaluateName(node.name, node, frame);
    case 'Literal':
      return literalOf(node.value);
    case 'MemberExpression': {
      const term = evaluateMember(node, frame);
      noteUse(term, spotOf(node, frame.module), run.effects);
      return term;
    }
    case 'CallExpression':
    case 'NewExpression':
    case 'ImportExpression':
    case 'TaggedTemplateExpression':
      return evaluateCall(node, frame);
    case 'ObjectExpression':
      return evaluateObject(node, frame);
    case 'ArrayExpression':
      return {
        kind: 'array',
        items: node.elements.flatMap((element) => (element === null ? [] : spread(element, frame))),
      };
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return closure(node, frame);
    case 'ClassExpression':
      return run.interpreter.makeClass(node, frame);
    case 'ThisExpression':
      return frame.self ?? UNKNOWN;
    default:
      return evaluateCompound(node, frame);
  }
}

function evaluateCompound(node: Node, frame: Frame): Term {
  switch (node.type) {
    case 'AwaitExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
    case 'ChainExpression':
    case 'TSInstantiationExpression':
      return evaluate(node.type === 'AwaitExpression' ? node.argument : node.expression, frame);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return typeOf(node.typeAnnotation, evaluate(node.expression, frame), frame);
    case 'YieldExpression':
      return yielded(node.argument, frame);
    case 'TemplateLiteral':
      return textOf(
        node.quasis.map((quasi) => quasi.value.cooked ?? ''),
        node.expressions,
        frame,
      );
    case 'ConditionalExpression':
      evaluate(node.test, frame);
      return join(evaluate(node.consequent, frame), evaluate(node.alternate, frame));
    case 'LogicalExpression':
      return evaluateLogical(node, frame);
    case 'BinaryExpression':
      return evaluateBinary(node, frame);
    case 'AssignmentExpression':
      return assignTo(node, frame);
    case 'SequenceExpression':
      return node.expressions.reduce<Term>((_, expression) => evaluate(expression, frame), UNDEFINED);
    case 'UnaryExpression':
      evaluate(node.argument, frame);
      return node.operator === 'void' ? UNDEFINED : COMPUTED;
    case 'UpdateExpression':
      return COMPUTED;
    case 'SpreadElement':
      return evaluate(node.argument, frame);
    case 'MetaProperty':
      return unknownNamed('meta');
    case 'Super':
      return frame.self ?? UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function yielded(argument: Node | null, frame: Frame): Term {
  if (argument === null) return UNKNOWN;
  const term = evaluate(argument, frame);
  frame.returns.push(term);
  return term;
}

function literalOf(value: unknown): Term {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return { kind: 'literal', value };
  return { kind: 'literal', value: String(value) };
}

function evaluateName(name: string, node: Node, frame: Frame): Term {
  if (name === 'undefined') return UNDEFINED;
  const cell = lookUp(frame.scope, name);
  if (cell === undefined) return { kind: 'global', path: [name] };
  const term = termOf(cell);
  if (cell.live !== undefined) noteUse(term, spotOf(node, frame.module), frame.run.effects);
  return term;
}

/** A chain of members notes only its whole path, not each step of it. */
function evaluateMember(node: MemberExpression, frame: Frame): Term {
  const object =
    node.object.type === 'MemberExpression' ? evaluateMember(node.object, frame) : evaluate(node.object, frame);
  if (node.object.type === 'Super' && frame.home?.parent?.kind === 'class')
    return superMember(node, frame) ?? memberOf(object, memberName(node, frame), frame.run);
  return memberOf(object, memberName(node, frame), frame.run);
}

function superMember(node: MemberExpression, frame: Frame): Term | undefined {
  const name = memberName(node, frame);
  let at = frame.home?.parent;
  if (name === undefined) return undefined;
  for (let depth = 0; at?.kind === 'class' && depth < 20; depth++) {
    const found = at.methods.get(name);
    if (found?.kind === 'function') return { ...found, self: frame.self };
    at = at.parent;
  }
  return undefined;
}

export function closure(node: FunctionTerm['node'], frame: Frame): FunctionTerm {
  return {
    kind: 'function',
    node,
    scope: frame.scope,
    module: frame.module,
    self: node.type === 'ArrowFunctionExpression' ? frame.self : undefined,
    bound: [],
    home: node.type === 'ArrowFunctionExpression' ? frame.home : undefined,
    properties: new Map(),
  };
}

/** Items of an array or argument; `...rest` gives those of a known list, else the whole. */
export function spread(node: Node, frame: Frame): readonly Term[] {
  if (node.type !== 'SpreadElement') return [evaluate(node, frame)];
  const term = evaluate(node.argument, frame);
  return term.kind === 'array' ? term.items : [term];
}

function textOf(literals: readonly string[], expressions: readonly Node[], frame: Frame): Term {
  const parts: Term[] = [];
  literals.forEach((text, index) => {
    if (text !== '') parts.push({ kind: 'literal', value: text });
    const expression = expressions[index];
    if (expression !== undefined) parts.push(evaluate(expression, frame));
  });
  return joinText(parts);
}

/** Neighbouring literals become one; a text of one literal is that literal. */
function joinText(parts: readonly Term[]): Term {
  const joined: Term[] = [];
  for (const part of parts.flatMap((one) => (one.kind === 'text' ? one.parts : [one]))) {
    const last = joined.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal')
      joined[joined.length - 1] = { kind: 'literal', value: `${String(last.value)}${String(part.value)}` };
    else if (joined.length < 64) joined.push(part);
  }
  const only = joined[0];
  if (only === undefined) return { kind: 'literal', value: '' };
  if (joined.length === 1 && only.kind === 'literal') return { kind: 'literal', value: String(only.value) };
  return { kind: 'text', parts: joined };
}
