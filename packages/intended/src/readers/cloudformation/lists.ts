import type { Place } from '#source/place';
import { literal, partsOf } from '#model/read-value';
import type { Part, Reason, Value } from '#model/value';
import { deferred } from '#model/value';
import { concat } from './concat.ts';
import { mergeLiterals } from './parts-in.ts';
import { intrinsicCall } from './intrinsic-call.ts';
import type { Call } from './scope.ts';

/** `Fn::Join`: a delimiter and a list; a list that is not known becomes one hole. */
export function join(call: Call): Value {
  const { argument, at, scope, resolve } = call;
  const [delimiterTree, listTree] = argument.kind === 'list' ? argument.items : [];
  if (delimiterTree === undefined || listTree === undefined) return malformed(call, 'a delimiter and a list');
  const delimiter = resolve(delimiterTree, scope);
  const list = resolve(listTree, scope);
  if (list.kind === 'choice') {
    const branches = list.branches.map((branch) => joined(delimiter, branch, at));
    return { kind: 'choice', condition: list.condition, branches, at };
  }
  return joined(delimiter, list, at);
}

function joined(delimiter: Value, list: Value, at: Place): Value {
  const items = (list.kind === 'list' ? list.items : [list]).filter((item) => item.kind !== 'absent');
  const plain = items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  const values = plain.flatMap((item, index) => (index === 0 ? [item] : [delimiter, item]));
  if (literal(delimiter) === '') return concat(plain, at, undefined);
  return concat(values, at, undefined);
}

/** Pieces of a text, and from which on they are not certain since a part may hold the delimiter itself. */
interface Pieces {
  readonly pieces: readonly (readonly Part[])[];
  readonly certain: number;
  readonly why: Reason;
}

export function split(call: Call): Value {
  const found = pieces(call);
  if (found === undefined) return malformed(call, 'a delimiter and a string');
  if ('kind' in found) return found;
  if (found.certain < found.pieces.length) return { kind: 'deferred', why: found.why, at: call.at };
  return { kind: 'list', items: found.pieces.map((parts) => asValue(parts, call.at)), at: call.at };
}

function pieces(call: Call): Pieces | Value | undefined {
  const { argument, at, scope, resolve } = call;
  const [delimiterTree, textTree] = argument.kind === 'list' ? argument.items : [];
  if (delimiterTree === undefined || textTree === undefined) return undefined;
  const delimiter = literal(resolve(delimiterTree, scope));
  const text = resolve(textTree, scope);
  if (text.kind === 'deferred') return text;
  if (text.kind === 'choice') return { kind: 'deferred', why: { cause: 'condition', name: text.condition }, at };
  const parts = partsOf(text);
  if (delimiter === undefined || delimiter === '' || parts === undefined) return undefined;
  return splitParts(parts, delimiter);
}

function splitParts(parts: readonly Part[], delimiter: string): Pieces {
  const done: Part[][] = [[]];
  let certain = Number.POSITIVE_INFINITY;
  let why: Reason = { cause: 'attribute', name: 'Fn::Split' };
  for (const part of parts) {
    if (typeof part === 'string') {
      const [head, ...tail] = part.split(delimiter);
      done.at(-1)?.push(head ?? '');
      for (const piece of tail) done.push([piece]);
      continue;
    }
    done.at(-1)?.push(part);
    if (mayHold(part, delimiter) && certain === Number.POSITIVE_INFINITY) {
      certain = done.length - 1;
      why = reasonOf(part);
    }
  }
  return { pieces: done, certain, why };
}

function mayHold(part: Exclude<Part, string>, delimiter: string): boolean {
  if (part.kind !== 'pseudo') return true;
  if (part.name === 'AWS::StackId') return true;
  if (part.name === 'AWS::URLSuffix') return delimiter.includes('.');
  return delimiter.includes('-') || /^[A-Za-z0-9]+$/.test(delimiter);
}

function reasonOf(part: Exclude<Part, string>): Reason {
  if (part.kind === 'hole') return part.why;
  return { cause: 'attribute', name: part.kind === 'pseudo' ? part.name : `${part.to}.${part.attribute}` };
}

function asValue(parts: readonly Part[], at: Place): Value {
  const merged = mergeLiterals(parts);
  if (merged.every((part) => typeof part === 'string')) return { kind: 'scalar', value: merged.join(''), at };
  return { kind: 'text', parts: merged, at };
}

/** `Fn::Select` by a known index; of a `Fn::Split`, a piece is known where nothing before it may hold the delimiter. */
export function select(call: Call): Value {
  const { argument, scope, resolve } = call;
  const [indexTree, listTree] = argument.kind === 'list' ? argument.items : [];
  if (indexTree === undefined || listTree === undefined) return malformed(call, 'an index and a list');
  const index = Number(literal(resolve(indexTree, scope)) ?? Number.NaN);
  const inner = intrinsicCall(listTree);
  if (inner?.name === 'Fn::Split') {
    const found = pieces({ ...call, name: inner.name, argument: inner.argument });
    if (found !== undefined && !('kind' in found)) return selectPiece(found, index, call);
  }
  return selectItem(resolve(listTree, scope), index, call);
}

function selectPiece(found: Pieces, index: number, call: Call): Value {
  const piece = found.pieces[index];
  if (piece !== undefined && index < found.certain) return asValue(piece, call.at);
  if (found.certain < found.pieces.length) return { kind: 'deferred', why: found.why, at: call.at };
  return outOfRange(call);
}

function selectItem(list: Value, index: number, call: Call): Value {
  if (list.kind === 'deferred') return { ...list, at: call.at };
  if (list.kind === 'choice')
    return { ...list, branches: list.branches.map((branch) => selectItem(branch, index, call)), at: call.at };
  // An attribute or parameter that is a list once deployed, such as the name servers of a zone.
  if (list.kind === 'text') return { kind: 'deferred', why: whyUnknown(list.parts), at: call.at };
  if (list.kind !== 'list') return malformed(call, 'an index and a list');
  if (Number.isNaN(index)) return deferred('parameter', 'Fn::Select', call.at);
  return list.items[index] ?? outOfRange(call);
}

function whyUnknown(parts: readonly Part[]): Reason {
  const unknown = parts.find((part) => typeof part !== 'string');
  return unknown === undefined ? { cause: 'malformed', name: 'Fn::Select' } : reasonOf(unknown);
}

function outOfRange(call: Call): Value {
  call.scope.report('error', call.at, '`Fn::Select` asks for an item that the list does not have; correct the index');
  return deferred('malformed', 'Fn::Select', call.at);
}

/** The text before encoding: what readers of user data and inline code want to see. */
export function base64(call: Call): Value {
  return call.resolve(call.argument, call.scope);
}

export function length(call: Call): Value {
  const list = call.resolve(call.argument, call.scope);
  if (list.kind === 'list' && list.items.every((item) => item.kind !== 'choice'))
    return { kind: 'scalar', value: list.items.length, at: call.at };
  return list.kind === 'deferred' ? { ...list, at: call.at } : deferred('condition', 'Fn::Length', call.at);
}

function malformed(call: Call, needs: string): Value {
  call.scope.report('error', call.at, `\`${call.name}\` needs ${needs}`);
  return deferred('malformed', call.name, call.at);
}
