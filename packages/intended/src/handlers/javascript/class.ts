import type { Class, ClassElement, MethodDefinition, StaticBlock, TSIndexSignature } from 'oxc-parser';
import type { Field } from '#model/flow';
import { recordFields } from './record.ts';
import { placeOf } from './script.ts';
import { typeName } from './type-fields.ts';
import { closure } from './expression.ts';
import { evaluateAll } from './operators.ts';
import { propertyName } from './pattern.ts';
import type { Frame, Run } from './run.ts';
import { inScope, spotOf } from './run.ts';
import { makeScope } from './scope.ts';
import type { ClassTerm, ObjectTerm, Term } from './term.ts';
import { UNDEFINED, UNKNOWN, emptyObject } from './term.ts';
import { typeOf } from './type-reference.ts';

export function makeClass(node: Class, outer: Frame): ClassTerm {
  const parent = node.superClass === null ? undefined : outer.run.interpreter.evaluate(node.superClass, outer);
  const scope = makeScope(outer.scope, false);
  const made: ClassTerm = {
    kind: 'class',
    node,
    scope,
    module: outer.module,
    parent,
    statics: new Map(),
    methods: new Map(),
  };
  if (node.id !== null) scope.cells.set(node.id.name, { term: made });
  const frame = { ...inScope(outer, scope), self: made };
  const fields: Field[] = [];
  for (const element of node.body.body) {
    if (element.type === 'MethodDefinition') addMethod(made, element, frame);
    if (element.type === 'StaticBlock') outer.run.interpreter.execute(element.body, frame);
    if (element.type === 'PropertyDefinition' && element.static) {
      const name = propertyName(element.key, element.computed, frame);
      if (name !== undefined)
        made.statics.set(
          name,
          element.value === null ? UNDEFINED : outer.run.interpreter.evaluate(element.value, frame),
        );
    }
    if ('decorators' in element) decorate(element, fields, frame);
  }
  recordFields(outer.run.effects, {
    origin: 'schema',
    call: undefined,
    fields,
    at: placeOf(spotOf(node, outer.module)),
  });
  evaluateAll(
    node.decorators.map((decorator) => decorator.expression),
    outer,
  );
  return made;
}

/** Properties with a decorator of a package are fields: class-validator, TypeORM and the mappers say so in this way. */
function decorate(element: Exclude<ClassElement, StaticBlock | TSIndexSignature>, fields: Field[], frame: Frame): void {
  const terms = element.decorators.map((decorator) => frame.run.interpreter.evaluate(decorator.expression, frame));
  if (element.type !== 'PropertyDefinition' || element.key.type !== 'Identifier') return;
  if (!terms.some((term) => term.kind === 'made' || term.kind === 'outside')) return;
  const declared = element.typeAnnotation?.typeAnnotation;
  const type = declared === undefined ? undefined : typeName(declared);
  const parent = frame.self?.kind === 'class' ? frame.self.node.id?.name : undefined;
  fields.push({ name: element.key.name, parent, type, at: placeOf(spotOf(element.key, frame.module)) });
}

function addMethod(made: ClassTerm, element: MethodDefinition, frame: Frame): void {
  const name = propertyName(element.key, element.computed, frame);
  if (name === undefined || element.kind === 'set') return;
  const fn = { ...closure(element.value, frame), self: undefined, home: made };
  const member = element.kind === 'get' ? ({ kind: 'accessor', get: fn } as const) : fn;
  if (element.static) made.statics.set(name, member);
  else made.methods.set(name, member);
}

/** `new` of a class of the app: its fields, then its constructor, those of its parents first. */
export function instantiate(of: ClassTerm, args: readonly Term[], run: Run): Term {
  const self = emptyObject(of);
  setFields(of, self, run, 0);
  const make = constructorOf(of);
  if (make?.kind === 'function') run.interpreter.apply(make, args, self, run);
  else if (make !== undefined)
    run.interpreter.call({ run, module: of.module, callee: make, args, spot: spotOf(of.node, of.module), isNew: true });
  return self;
}

function constructorOf(of: ClassTerm): Term | undefined {
  let at: Term | undefined = of;
  for (let depth = 0; at?.kind === 'class' && depth < 20; depth++) {
    const make = at.methods.get('constructor');
    if (make !== undefined) return make;
    at = at.parent;
  }
  return at;
}

function setFields(of: ClassTerm, self: ObjectTerm, run: Run, depth: number): void {
  if (of.parent?.kind === 'class' && depth < 20) setFields(of.parent, self, run, depth + 1);
  const scope = makeScope(of.scope, true);
  const frame: Frame = { run, module: of.module, scope, self, home: of, returns: [] };
  for (const element of of.node.body.body) {
    if (element.type !== 'PropertyDefinition' || element.static) continue;
    const name = propertyName(element.key, element.computed, frame);
    if (name === undefined) continue;
    const value = element.value === null ? UNDEFINED : run.interpreter.evaluate(element.value, frame);
    // A declared field without a value is filled by code that may not be seen (dependency injection).
    const typed = element.typeAnnotation ? typeOf(element.typeAnnotation.typeAnnotation, value, frame) : value;
    if (typed !== UNDEFINED && typed !== UNKNOWN) self.properties.set(name, typed);
  }
}
