import type { Place, TextPosition } from '#source/place';
import type { Choice, Part, Reason, Scalar, Text, Value } from '#model/value';
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
    value.kind === 'scalar' ? value : { kind: 'scalar', value: partsIn(value).map(written_).join(''), at: value.at },
  );
  return plainText(written, at);
}

function written_(part: Part): string {
  if (typeof part === 'string') return part;
  if (part.kind === 'reference')
    return part.attribute === 'Ref' ? `\${${part.to}}` : `\${${part.to}.${part.attribute}}`;
  return part.kind === 'pseudo' ? `\${${part.name}}` : `\${${part.why.name}}`;
}

function shifted(piece: Value, by: number): readonly TextPosition[] {
  if (piece.kind !== 'scalar' || piece.positions === undefined || piece.positions.length === 0)
    return [{ offset: by, file: piece.at.file, line: piece.at.line, column: piece.at.column }];
  return by === 0 ? piece.positions : piece.positions.map((run) => ({ ...run, offset: run.offset + by }));
}

/** The parts that a value is written as inside a string. */
export function partsIn(value: Value): readonly Part[] {
  switch (value.kind) {
    case 'scalar':
      return value.value === null ? [] : [String(value.value)];
    case 'text':
      return value.parts;
    case 'deferred':
      return [{ kind: 'hole', why: value.why }];
    case 'choice':
      return [hole('condition', value.condition)];
    case 'absent':
      return [];
    case 'list':
    case 'dictionary':
      return [hole('malformed', value.kind)];
    default:
      return value satisfies never;
  }
}

function hole(cause: Reason['cause'], name: string): Part {
  return { kind: 'hole', why: { cause, name } };
}

export function mergeLiterals(parts: readonly Part[]): readonly Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const before = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof before === 'string') merged[merged.length - 1] = before + part;
    else merged.push(part);
  }
  return merged;
}

const opening = '{{resolve:';

/** `{{resolve:service:key}}` becomes one hole, also where its key is put together from parts. */
export function withDynamicReferences(parts: readonly Part[]): readonly Part[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes(opening))) return parts;
  const done: Part[] = [];
  let open: string | undefined;
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (open === undefined) done.push(part);
      else open += written_(part);
      continue;
    }
    let rest = part;
    while (rest !== '') {
      const mark = open === undefined ? opening : '}}';
      const at = rest.indexOf(mark);
      const before = at === -1 ? rest : rest.slice(0, at);
      if (open !== undefined) open += before;
      else if (before !== '') done.push(before);
      rest = at === -1 ? '' : rest.slice(at + mark.length);
      if (at === -1) continue;
      if (open === undefined) open = '';
      else {
        done.push(hole('dynamic-reference', open));
        open = undefined;
      }
    }
  }
  if (open !== undefined) done.push(hole('dynamic-reference', open));
  return mergeLiterals(done);
}
