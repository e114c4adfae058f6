import type { MemberExpression } from 'oxc-parser';
import { handOver, noteClients } from './escape.ts';
import type { Frame } from './run.ts';
import { spotOf } from './run.ts';
import type { Journal } from './scope.ts';
import type { Spot } from './script.ts';
import type { ObjectTerm, Term } from './term.ts';
import { join, membersOf } from './term.ts';

/** `object.name = value`. */
export function assignMember(target: MemberExpression, value: Term, frame: Frame): void {
  const { run } = frame;
  const name = memberName(target, frame);
  const spot = spotOf(target.property, frame.module);
  for (const object of membersOf(run.interpreter.evaluate(target.object, frame)))
    if (KEPT.has(object.kind)) setMember(object, name, value, { journal: run.journal, spot });
    else {
      // Put where it cannot be followed: a global, a request, an object of a package.
      handOver([value], run);
      noteClients([value], 'an object that is not followed', spot, run);
    }
}

const KEPT: ReadonlySet<Term['kind']> = new Set(['object', 'function', 'class', 'array'] as const);

/** The name of a member, where the code alone decides it. */
export function memberName(node: MemberExpression, frame: Frame): string | undefined {
  if (!node.computed) return node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name;
  if (node.property.type === 'Literal') return String(node.property.value);
  const key = frame.run.interpreter.evaluate(node.property, frame);
  return key.kind === 'literal' && key.value !== undefined ? String(key.value) : undefined;
}

interface Setting {
  readonly journal: Journal | undefined;
  readonly spot: Spot;
}

export function setMember(object: Term, name: string | undefined, value: Term, { journal, spot }: Setting): void {
  if (object.kind === 'object') {
    if (name === undefined) addRest(object, value, journal);
    else {
      setIn(object.properties, name, value, journal);
      if (!object.spots.has(name)) object.spots.set(name, spot);
    }
  }
  if (object.kind === 'function' && name !== undefined) setIn(object.properties, name, value, journal);
  if (object.kind === 'class' && name !== undefined) setIn(object.statics, name, value, journal);
  if (object.kind === 'array' && object.items.length < 200) object.items.push(value);
}

function addRest(object: ObjectTerm, value: Term, journal: Journal | undefined): void {
  if (object.rest.length > 100) return;
  object.rest.push({ key: { kind: 'unknown', name: undefined, parent: undefined }, value });
  journal?.push(() => object.rest.pop());
}

function setIn(map: Map<string, Term>, name: string, value: Term, journal: Journal | undefined): void {
  const before = map.get(name);
  const after = before === undefined || before.kind === 'accessor' ? value : join(before, value);
  if (after === before) return;
  journal?.push(() => {
    if (before === undefined) map.delete(name);
    else map.set(name, before);
  });
  map.set(name, after);
}
