import type { Node } from 'oxc-parser';
import type { Frame } from './run.ts';
import { spotOf } from './run.ts';
import { elementOf, memberOf } from './member.ts';
import { noteUse } from './event-use.ts';
import { assign, declare, declareVar } from './scope.ts';
import type { Term } from './term.ts';
import { emptyObject, join, unknownNamed } from './term.ts';
import { assignMember } from './assign-member.ts';

type Binding = 'let' | 'var' | 'assign';

/** Gives every name of a pattern its part of the value. */
export function bind(pattern: Node, value: Term, frame: Frame, how: Binding): void {
  switch (pattern.type) {
    case 'Identifier':
      return bindName(pattern.name, named(value, pattern.name), frame, how);
    case 'AssignmentPattern':
      return bind(pattern.left, orDefault(value, pattern.right, frame), frame, how);
    case 'RestElement':
      return bind(pattern.argument, value, frame, how);
    case 'ArrayPattern':
      pattern.elements.forEach((element, index) => {
        if (element !== null) bind(element, elementAt(value, index, frame), frame, how);
      });
      return;
    case 'ObjectPattern':
      return bindObject(pattern.properties, value, frame, how);
    case 'TSParameterProperty':
      return bind(pattern.parameter, value, frame, how);
    case 'MemberExpression':
      return assignMember(pattern, value, frame);
    default:
      return;
  }
}

function bindName(name: string, value: Term, frame: Frame, how: Binding): void {
  if (how === 'let') declare(frame.scope, name, value);
  else if (how === 'var') declareVar(frame.scope, name, value);
  else assign(frame.scope, name, value, frame.run.journal);
}

function named(value: Term, name: string): Term {
  return value.kind === 'unknown' && value.name === undefined ? unknownNamed(name) : value;
}

function orDefault(value: Term, right: Node, frame: Frame): Term {
  const other = frame.run.interpreter.evaluate(right, frame);
  if (value.kind === 'literal' && value.value === undefined) return other;
  // A default beside a variable of the environment or data of the event says nothing about what arrives.
  if (other.kind === 'literal' || value.kind === 'variable') return value;
  return join(value, other);
}

function elementAt(value: Term, index: number, frame: Frame): Term {
  return value.kind === 'array' || value.kind === 'object'
    ? memberOf(value, String(index), frame.run)
    : elementOf(value, frame.run);
}

function bindObject(properties: readonly Node[], value: Term, frame: Frame, how: Binding): void {
  const taken = new Set<string>();
  for (const property of properties) {
    if (property.type === 'RestElement') {
      bind(property.argument, without(value, taken), frame, how);
      continue;
    }
    if (property.type !== 'Property') continue;
    const name = propertyName(property.key, property.computed, frame);
    if (name !== undefined) taken.add(name);
    const part = memberOf(value, name, frame.run);
    noteUse(part, spotOf(property.key, frame.module), frame.run.effects);
    bind(property.value, part, frame, how);
  }
}

/** What is left of an object after some names are taken out. */
function without(value: Term, taken: ReadonlySet<string>): Term {
  if (value.kind !== 'object') return value;
  const left = emptyObject(value.of);
  for (const [name, term] of value.properties) if (!taken.has(name)) left.properties.set(name, term);
  left.rest.push(...value.rest);
  return left;
}

/** The name of a property as written, or as its computed key decides. */
export function propertyName(key: Node, computed: boolean, frame: Frame): string | undefined {
  if (!computed) {
    if (key.type === 'Identifier') return key.name;
    if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  }
  if (key.type === 'Literal') return String(key.value);
  const term = frame.run.interpreter.evaluate(key, frame);
  return term.kind === 'literal' && term.value !== undefined ? String(term.value) : undefined;
}
