import type { TSType } from 'oxc-parser';
import { noteType } from './type-fields.ts';
import { memberOf } from './member.ts';
import type { Frame } from './run.ts';
import { spotOf } from './run.ts';
import { lookUp, termOf } from './scope.ts';
import type { Term } from './term.ts';
import { UNKNOWN } from './term.ts';

/**
 * A value of a declared type: where the code does not show the value itself (an injected argument, a field set
 * elsewhere), a class of the app or a client of the SDK stands in by its type.
 */
export function typeOf(type: TSType, value: Term, frame: Frame): Term {
  if (value.kind === 'event' && type.type !== 'TSAnyKeyword') noteType(type, frame);
  const isBlank =
    value.kind === 'unknown' || (value.kind === 'literal' && (value.value === undefined || value.value === null));
  if (!isBlank || type.type !== 'TSTypeReference') return value;
  const named = nameOf(type.typeName, frame);
  if (named === undefined) return value;
  if (named.kind === 'class' && (frame.run.active.get(named.node) ?? 0) === 0) return construct(named, type, frame);
  if (named.kind === 'outside' && /^(?:aws-sdk$|aws-sdk\/|@aws-sdk\/(?:client-|lib-dynamodb))/.test(named.name)) {
    const made = construct(named, type, frame);
    return made.kind === 'client' ? made : value;
  }
  return value;
}

/** A class that holds its own type would never end: each is built once in a chain. */
function construct(callee: Term, type: TSType, frame: Frame): Term {
  const { run, module } = frame;
  const key = callee.kind === 'class' ? callee.node : type;
  const active = run.active.get(key) ?? 0;
  run.active.set(key, active + 1);
  const made = run.interpreter.call({ run, module, callee, args: [], spot: spotOf(type, module), isNew: true });
  run.active.set(key, active);
  return made;
}

type TypeName = Extract<TSType, { type: 'TSTypeReference' }>['typeName'];

function nameOf(name: TypeName, frame: Frame): Term | undefined {
  if (name.type === 'Identifier') {
    const cell = lookUp(frame.scope, name.name);
    return cell === undefined ? undefined : termOf(cell);
  }
  if (name.type !== 'TSQualifiedName') return UNKNOWN;
  const left = nameOf(name.left, frame);
  return left === undefined ? undefined : memberOf(left, name.right.name, frame.run);
}
