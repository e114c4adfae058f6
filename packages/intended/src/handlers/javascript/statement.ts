import type { Node, VariableDeclaration } from 'oxc-parser';
import { closure } from './expression.ts';
import { elementOf } from './member.ts';
import { evaluateAll } from './operators.ts';
import { bind } from './pattern.ts';
import type { Frame } from './run.ts';
import { inScope } from './run.ts';
import { declare, makeScope } from './scope.ts';
import type { Term } from './term.ts';
import { ERROR, UNDEFINED, unknownNamed } from './term.ts';
import { typeOf } from './type-reference.ts';

/** Walks through statements in order; functions are there before the first of them. */
export function execute(statements: readonly Node[], frame: Frame): void {
  for (const statement of statements) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'FunctionDeclaration' && node.id !== null)
      declare(frame.scope, node.id.name, closure(node, frame));
  }
  for (const statement of statements) executeOne(statement, frame);
}

function executeOne(node: Node, frame: Frame): void {
  switch (node.type) {
    case 'ExpressionStatement':
      return evaluateAll([node.expression], frame);
    case 'VariableDeclaration':
      return declareAll(node, frame);
    case 'ReturnStatement':
      frame.returns.push(node.argument === null ? UNDEFINED : frame.run.interpreter.evaluate(node.argument, frame));
      return;
    case 'IfStatement':
      evaluateAll([node.test], frame);
      executeOne(node.consequent, frame);
      if (node.alternate !== null) executeOne(node.alternate, frame);
      return;
    case 'BlockStatement':
    case 'StaticBlock':
      return execute(node.body, inScope(frame, makeScope(frame.scope, false)));
    case 'TryStatement':
      execute(node.block.body, inScope(frame, makeScope(frame.scope, false)));
      executeCatch(node.handler, frame);
      if (node.finalizer !== null) execute(node.finalizer.body, inScope(frame, makeScope(frame.scope, false)));
      return;
    case 'ThrowStatement':
      return evaluateAll([node.argument], frame);
    case 'ClassDeclaration':
      if (node.id !== null) declare(frame.scope, node.id.name, frame.run.interpreter.makeClass(node, frame));
      return;
    case 'LabeledStatement':
      return executeOne(node.body, frame);
    case 'ExportNamedDeclaration':
      if (node.declaration !== null) executeOne(node.declaration, frame);
      return;
    default:
      return executeLoop(node, frame);
  }
}

function executeLoop(node: Node, frame: Frame): void {
  const inside = inScope(frame, makeScope(frame.scope, false));
  switch (node.type) {
    case 'ForStatement':
      if (node.init?.type === 'VariableDeclaration') declareAll(node.init, inside);
      else evaluateAll([node.init], inside);
      evaluateAll([node.test], inside);
      executeOne(node.body, inside);
      return evaluateAll([node.update], inside);
    case 'ForOfStatement':
    case 'ForInStatement': {
      const over = frame.run.interpreter.evaluate(node.right, frame);
      for (const element of rounds(node.type, over, frame)) {
        const round = inScope(frame, makeScope(frame.scope, false));
        bindLoop(node.left, element, round);
        executeOne(node.body, round);
      }
      return;
    }
    case 'WhileStatement':
    case 'DoWhileStatement':
      evaluateAll([node.test], frame);
      return executeOne(node.body, inside);
    case 'SwitchStatement':
      evaluateAll([node.discriminant, ...node.cases.map((one) => one.test)], frame);
      return execute(
        node.cases.flatMap((one) => one.consequent),
        inside,
      );
    case 'TSEnumDeclaration':
      return declare(frame.scope, node.id.name, enumOf(node, frame));
    case 'WithStatement':
      evaluateAll([node.object], frame);
      return executeOne(node.body, inside);
    case 'TSModuleDeclaration':
      if (node.body?.type === 'TSModuleBlock') execute(node.body.body, frame);
      return;
    default:
      return;
  }
}

function executeCatch(node: Node | null, frame: Frame): void {
  if (node?.type !== 'CatchClause') return;
  const inside = inScope(frame, makeScope(frame.scope, false));
  if (node.param !== null) bind(node.param, ERROR, inside, 'let');
  execute(node.body.body, inside);
}

function declareAll(node: VariableDeclaration, frame: Frame): void {
  const how = node.kind === 'var' ? 'var' : 'let';
  for (const { id, init } of node.declarations) {
    const value = init === null ? UNDEFINED : frame.run.interpreter.evaluate(init, frame);
    const annotation = id.typeAnnotation;
    bind(id, annotation ? typeOf(annotation.typeAnnotation, value, frame) : value, frame, how);
  }
}

/** Names and constants are gone through one by one, so that what is set under each is known; other data once. */
function rounds(type: string, over: Term, frame: Frame): readonly Term[] {
  if (type === 'ForInStatement') {
    const names = over.kind === 'object' ? [...over.properties.keys()].slice(0, MOST_ROUNDS) : [];
    return names.length > 0 ? names.map((value): Term => ({ kind: 'literal', value })) : [unknownNamed('key')];
  }
  const isList = over.kind === 'array' && over.items.length > 0 && over.items.every((item) => item.kind === 'literal');
  return isList ? over.items.slice(0, MOST_ROUNDS) : [elementOf(over, frame.run)];
}

const MOST_ROUNDS = 64;

/** Even a `var` is taken as new in each round: what it was in the last one decides nothing. */
function bindLoop(left: Node, element: Term, frame: Frame): void {
  if (left.type !== 'VariableDeclaration') return bind(left, element, frame, 'assign');
  const id = left.declarations[0]?.id;
  if (id !== undefined) bind(id, element, frame, 'let');
}

function enumOf(node: Node, frame: Frame): Term {
  const properties = new Map<string, Term>();
  if (node.type === 'TSEnumDeclaration')
    for (const member of node.body.members) {
      const name =
        member.id.type === 'Identifier' ? member.id.name : member.id.type === 'Literal' ? member.id.value : undefined;
      if (name !== undefined)
        properties.set(
          name,
          member.initializer ? frame.run.interpreter.evaluate(member.initializer, frame) : unknownNamed(name),
        );
    }
  return { kind: 'object', properties, rest: [], spots: new Map(), of: undefined };
}
