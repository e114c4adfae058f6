import type { Node, ObjectExpression } from 'oxc-parser';
import type { Field } from '#model/flow';
import { recordFields } from './record.ts';
import { placeOf } from './script.ts';
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
  noteJsonSchema(object, frame);
  return object;
}

/** `{ type: 'object', properties: { … } }` is JSON Schema wherever it stands. */
function noteJsonSchema(object: ObjectTerm, frame: Frame): void {
  const type = object.properties.get('type');
  const properties = object.properties.get('properties');
  if (type?.kind !== 'literal' || type.value !== 'object' || properties?.kind !== 'object') return;
  const fields: Field[] = [];
  for (const [name, value] of properties.properties) {
    const spot = properties.spots.get(name);
    const declared = value.kind === 'object' ? value.properties.get('type') : undefined;
    const typeName = declared?.kind === 'literal' ? String(declared.value) : undefined;
    if (spot !== undefined) fields.push({ name, parent: undefined, type: typeName, at: placeOf(spot) });
  }
  const [first] = fields;
  if (first !== undefined) recordFields(frame.run.effects, { origin: 'schema', call: undefined, fields, at: first.at });
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
