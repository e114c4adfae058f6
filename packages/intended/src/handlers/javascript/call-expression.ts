import type { CallExpression, ImportExpression, NewExpression, Node, TaggedTemplateExpression } from 'oxc-parser';
import { memberOf } from './member.ts';
import { memberName } from './assign-member.ts';
import { noteUse } from './event-use.ts';
import { recordUnknown } from './record.ts';
import type { Frame } from './run.ts';
import { spotOf } from './run.ts';
import { lookUp, termOf } from './scope.ts';
import type { Term } from './term.ts';
import { UNKNOWN, joinAll, membersOf } from './term.ts';

type AnyCall = CallExpression | NewExpression | ImportExpression | TaggedTemplateExpression;

export function evaluateCall(node: AnyCall, frame: Frame): Term {
  if (node.type === 'ImportExpression') return importDynamically(node, frame);
  if (node.type === 'TaggedTemplateExpression')
    return invoke(node.tag, node.quasi.expressions, { node, frame, isNew: false });
  const required = node.type === 'CallExpression' ? requireCall(node, frame) : undefined;
  if (required !== undefined) return required;
  if (node.type === 'CallExpression' && node.callee.type === 'Super') return superCall(node, frame);
  return invoke(node.callee, node.arguments, { node, frame, isNew: node.type === 'NewExpression' });
}

interface Site {
  readonly node: AnyCall;
  readonly frame: Frame;
  readonly isNew: boolean;
}

function invoke(calleeNode: Node, argumentNodes: readonly Node[], { node, frame, isNew }: Site): Term {
  const callee = calleeOf(calleeNode, frame);
  const args = argumentNodes.flatMap((argument) => argumentsOf(argument, frame));
  return frame.run.interpreter.call({
    run: frame.run,
    module: frame.module,
    callee,
    args,
    spot: spotOf(node, frame.module),
    isNew,
  });
}

/** `a.b.c()`: notes that `a.b` is read, and keeps `c` as the method. */
function calleeOf(node: Node, frame: Frame): Term {
  const { run } = frame;
  if (node.type === 'ChainExpression') return calleeOf(node.expression, frame);
  if (node.type === 'TSNonNullExpression') return calleeOf(node.expression, frame);
  if (node.type !== 'MemberExpression' || node.object.type === 'Super') return run.interpreter.evaluate(node, frame);
  const object = run.interpreter.evaluate(node.object, frame);
  const name = memberName(node, frame);
  return joinAll(membersOf(object).map((member) => methodOf(member, name, frame, node)));
}

function methodOf(object: Term, name: string | undefined, frame: Frame, node: Node): Term {
  switch (object.kind) {
    case 'event':
    case 'context':
    case 'answer':
    case 'reply':
    case 'mixed':
    case 'variable':
    case 'unknown':
    case 'environment':
      return { kind: 'method', of: object, name: name ?? '*' };
    default: {
      const found = memberOf(object, name, frame.run);
      noteUse(found, spotOf(node, frame.module), frame.run.effects);
      return found;
    }
  }
}

function argumentsOf(node: Node, frame: Frame): readonly Term[] {
  if (node.type !== 'SpreadElement') return [frame.run.interpreter.evaluate(node, frame)];
  const term = frame.run.interpreter.evaluate(node.argument, frame);
  return term.kind === 'array' ? term.items : [term];
}

/** `require('x')`, where nothing in the code shadows the name. */
function requireCall(node: CallExpression, frame: Frame): Term | undefined {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return undefined;
  const own = lookUp(frame.scope, 'require');
  if (own !== undefined && !isCreated(termOf(own))) return undefined;
  return loadFrom(node.arguments[0], node, frame);
}

/** `const require = createRequire(import.meta.url)`. */
function isCreated(term: Term): boolean {
  return term.kind === 'made' && term.by.name === 'module';
}

function importDynamically(node: ImportExpression, frame: Frame): Term {
  return loadFrom(node.source, node, frame);
}

function loadFrom(source: Node | undefined, node: Node, frame: Frame): Term {
  const { run } = frame;
  const specifiers = source === undefined ? [] : membersOf(run.interpreter.evaluate(source, frame));
  const spot = spotOf(node, frame.module);
  return joinAll(
    specifiers.map((specifier) => {
      if (specifier.kind === 'literal' && typeof specifier.value === 'string')
        return run.interpreter.load(specifier.value, frame.module, spot, run);
      recordUnknown(run.effects, '*', 'module chosen at run time', { cause: 'code', name: 'require' }, spot);
      return UNKNOWN;
    }),
  );
}

function superCall(node: CallExpression, frame: Frame): Term {
  const args = node.arguments.flatMap((argument) => argumentsOf(argument, frame));
  const parent = frame.home?.parent;
  const { interpreter } = frame.run;
  if (parent?.kind === 'class') {
    const make = parent.methods.get('constructor');
    if (make?.kind === 'function') interpreter.apply(make, args, frame.self, frame.run);
  } else if (parent !== undefined)
    interpreter.call({
      run: frame.run,
      module: frame.module,
      callee: parent,
      args,
      spot: spotOf(node, frame.module),
      isNew: true,
    });
  return frame.self ?? UNKNOWN;
}
