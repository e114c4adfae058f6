import type { Place, TextPosition } from '#source/place';
import type { Choice, Deferred, Scalar, Text, Value } from '#model/value';
import { deferred } from '#model/value';
import { bounds } from './bounds.ts';
import { displayPart } from './display-name.ts';
import { withDynamicReferences } from './dynamic-references.ts';
import { mergeLiterals, partsIn } from './parts-in.ts';
import { samePlace } from './same-place.ts';

/**
 * Writes values one after the other as a string: plain where every one is plain, else a text that keeps what is not.
 * An undecided branch makes a choice of whole texts; the same condition decides alike everywhere in one text.
 */
export function concat(values: readonly Value[], at: Place, raw: Scalar | undefined): Value {
  const first = values.find((value) => value.kind === 'choice');
  if (first === undefined || alternatives(values) > bounds.alternatives) return text(values, at, raw);
  const branches = first.branches.map((_, index) =>
    concat(
      values.map((value) => decided(value, first, index)),
      at,
      raw,
    ),
  );
  return { kind: 'choice', condition: first.condition, branches, at };
}

function alternatives(values: readonly Value[]): number {
  const counts = new Map<string, number>();
  const count = (value: Value): void => {
    if (value.kind !== 'choice' || counts.size > bounds.alternatives) return;
    counts.set(value.condition, Math.max(counts.get(value.condition) ?? 0, value.branches.length));
    for (const branch of value.branches) count(branch);
  };
  for (const value of values) count(value);
  return [...counts.values()].reduce((product, branches) => product * branches, 1);
}

function decided(value: Value, by: Choice, index: number): Value {
  if (value.kind !== 'choice') return value;
  if (value.condition === by.condition && value.branches.length === by.branches.length)
    return decided(value.branches[index] ?? value, by, index);
  return { ...value, branches: value.branches.map((branch) => decided(branch, by, index)) };
}

function text(values: readonly Value[], at: Place, raw: Scalar | undefined): Scalar | Text | Deferred {
  if (isTooLong(values)) return deferred('bounds', 'text', at);
  const parts = withDynamicReferences(mergeLiterals(values.flatMap(partsIn)));
  if (parts.some((part) => typeof part !== 'string')) {
    const written = raw ?? placeholders(values, at);
    return written === undefined ? { kind: 'text', parts, at } : { kind: 'text', parts, at, raw: written };
  }
  return plainText(values, at);
}

/** Asked before anything is joined: variables of variables double a text at every step. */
function isTooLong(values: readonly Value[]): boolean {
  let parts = 0;
  let length = 0;
  for (const value of values)
    for (const part of partsIn(value)) {
      parts++;
      if (typeof part === 'string') length += part.length;
      if (parts > bounds.textParts || length > bounds.textLength) return true;
    }
  return false;
}

function plainText(values: readonly Value[], at: Place): Scalar {
  let value = '';
  const positions: TextPosition[] = [];
  for (const piece of values) {
    const written = partsIn(piece).join('');
    if (written === '') continue;
    positions.push(...shifted(piece, value.length));
    value += written;
  }
  const only = positions.length === 1 ? positions[0] : undefined;
  if (positions.length === 0 || (only !== undefined && samePlace(only, at))) return { kind: 'scalar', value, at };
  return { kind: 'scalar', value, at, positions };
}

/** `Fn::Join` of lines of code keeps where each line stands, holes written as `${Name}`. */
function placeholders(values: readonly Value[], at: Place): Scalar | undefined {
  if (values.length < 2) return undefined;
  const written = values.map((value): Value =>
    value.kind === 'scalar' ? value : { kind: 'scalar', value: partsIn(value).map(displayPart).join(''), at: value.at },
  );
  return plainText(written, at);
}

function shifted(piece: Value, by: number): readonly TextPosition[] {
  if (piece.kind !== 'scalar' || piece.positions === undefined || piece.positions.length === 0)
    return [{ offset: by, file: piece.at.file, line: piece.at.line, column: piece.at.column }];
  return by === 0 ? piece.positions : piece.positions.map((run) => ({ ...run, offset: run.offset + by }));
}
