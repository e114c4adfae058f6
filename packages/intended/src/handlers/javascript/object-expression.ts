import type { Node, ObjectExpression } from 'oxc-parser';
import { propertyName } from './pattern.ts';
import type { Frame } from './run.ts';
import { spotOf } from './run.ts';
import type { ObjectTerm, Term } from './term.ts';
import { emptyObject, unknownNamed } from './term.ts';

export function evaluateObject(node: ObjectExpression, frame: Frame): Term {
  const object = emptyObject();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') spreadInto(object, frame.run.interpreter.evaluate(property.argument, frame));
    else addProperty(object, property, frame);
  }
  return object;
}

/** Copies what is known of the spread object; keeps the rest as data under names that are not known. */
function spreadInto(object: ObjectTerm, value: Term): void {
  if (value.kind === 'object') {
    for (const [name, term] of value.properties) object.properties.set(name, term);
    for (const [name, spot] of value.spots) object.spots.set(name, spot);
    object.rest.push(...value.rest);
    return;
  }
  if (value.kind === 'union') {
    for (const member of value.terms) spreadInto(object, member);
    return;
  }
  if (value.kind !== 'literal') object.rest.push({ key: undefined, value });
}

function addProperty(object: ObjectTerm, property: Node, frame: Frame): void {
  if (property.type !== 'Property') return;
  const name = propertyName(property.key, property.computed, frame);
  const { interpreter } = frame.run;
  let value = interpreter.evaluate(property.value, frame);
  if (property.kind === 'get' && value.kind === 'function') value = { kind: 'accessor', get: value };
  if (property.kind === 'set') return;
  if (value.kind === 'unknown' && value.name === undefined && name !== undefined) value = unknownNamed(name);
  if (name === undefined) {
    object.rest.push({ key: interpreter.evaluate(property.key, frame), value });
    return;
  }
  object.properties.set(name, value);
  object.spots.set(name, spotOf(property.key, frame.module));
}
