import type { Place, TextPosition } from '#source/place';
import type { Choice, Scalar, Text, Value } from '#model/value';
import { displayPart } from './display-name.ts';
import { withDynamicReferences } from './dynamic-references.ts';
import { mergeLiterals, partsIn } from './parts-in.ts';
import { samePlace } from './same-place.ts';

/** Texts with several undecided conditions are spelled out up to so many alternatives. */
const maxAlternatives = 32;

/**
 * Writes values one after the other as a string: plain where every one is plain, else a text that keeps what is not.
 * An undecided branch makes a choice of whole texts; the same condition decides alike everywhere in one text.
 */
export function concat(values: readonly Value[], at: Place, raw: Scalar | undefined): Value {
  const choices = values.filter((value) => value.kind === 'choice');
  const first = choices[0];
  if (first === undefined) return text(values, at, raw);
  const alternatives = choices.reduce((count, choice) => count * choice.branches.length, 1);
  if (alternatives > maxAlternatives) return text(values, at, raw);
  const branches = first.branches.map((_, index) => concat(decide(values, first, index), at, raw));
  return { kind: 'choice', condition: first.condition, branches, at };
}

function decide(values: readonly Value[], by: Choice, index: number): readonly Value[] {
  return values.map((value) => {
    if (value.kind !== 'choice' || value.condition !== by.condition) return value;
    return value.branches.length === by.branches.length ? (value.branches[index] ?? value) : value;
  });
}

function text(values: readonly Value[], at: Place, raw: Scalar | undefined): Scalar | Text {
  const parts = withDynamicReferences(mergeLiterals(values.flatMap(partsIn)));
  if (parts.some((part) => typeof part !== 'string')) {
    const written = raw ?? placeholders(values, at);
    return written === undefined ? { kind: 'text', parts, at } : { kind: 'text', parts, at, raw: written };
  }
  return plainText(values, at);
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
