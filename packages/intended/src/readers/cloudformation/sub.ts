import { locateText } from '#source/locate-text';
import type { TextPosition } from '#source/place';
import type { ScalarTree } from '#source/tree';
import type { Scalar, Value } from '#model/value';
import { deferred } from '#model/value';
import { concat } from './concat.ts';
import { substituted } from './reference.ts';
import { samePlace } from './same-place.ts';
import type { Call } from './scope.ts';
import { bind } from './scope.ts';

/** `Fn::Sub`: a string, or a string with a dictionary of its own variables. */
export function sub(call: Call): Value {
  const { argument, at, scope } = call;
  const template = argument.kind === 'list' ? argument.items[0] : argument;
  const given = argument.kind === 'list' ? argument.items[1] : undefined;
  if (template?.kind !== 'scalar' || template.value === null) {
    scope.report('error', at, '`Fn::Sub` needs a string, or a list of a string and its variables');
    return deferred('malformed', 'Fn::Sub', at);
  }
  const variables = new Map<string, Value>();
  if (given?.kind === 'dictionary')
    for (const [name, entry] of given.entries) variables.set(name, call.resolve(entry.value, scope));
  const written = writtenScalar(template, bind(String(template.value), scope));
  const values = pieces(written).map((piece) =>
    typeof piece === 'string' ? (variables.get(piece) ?? substituted(piece, written.at, scope)) : piece,
  );
  return concat(values, at, written);
}

function writtenScalar(tree: ScalarTree, value: string): Scalar {
  // Loop variables move what follows them: lines stay right only where nothing was put in.
  if (tree.positions === undefined || value !== tree.value) return { kind: 'scalar', value, at: tree.at };
  return { kind: 'scalar', value, at: tree.at, positions: tree.positions };
}

/** Literal runs as scalars with their places, names of variables as strings. `${!Name}` is the literal `${Name}`. */
function pieces(written: Scalar): readonly (Scalar | string)[] {
  const text = String(written.value);
  const found: (Scalar | string)[] = [];
  let from = 0;
  let open = text.indexOf('${');
  while (open !== -1) {
    const close = text.indexOf('}', open);
    if (close === -1) break;
    if (text[open + 2] === '!') {
      // Keep `${` and drop the `!`.
      found.push(run(written, from, open + 2));
      from = open + 3;
    } else {
      found.push(run(written, from, open), text.slice(open + 2, close).trim());
      from = close + 1;
    }
    open = text.indexOf('${', Math.max(from, open + 2));
  }
  found.push(run(written, from, text.length));
  return found.filter((piece) => typeof piece === 'string' || piece.value !== '');
}

function run(written: Scalar, from: number, to: number): Scalar {
  const value = String(written.value).slice(from, to);
  if (from === 0 && to === String(written.value).length) return written;
  const at = locateText(written, from, to - from);
  const first: TextPosition = { offset: 0, file: at.file, line: at.line, column: at.column };
  const later = between(written.positions ?? [], from, to);
  if (later.length === 0 && samePlace(first, at)) return { kind: 'scalar', value, at };
  return { kind: 'scalar', value, at, positions: [first, ...later] };
}

function between(positions: readonly TextPosition[], from: number, to: number): readonly TextPosition[] {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle]?.offset ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const found: TextPosition[] = [];
  for (let index = low; index < positions.length; index++) {
    const position = positions[index];
    if (position === undefined || position.offset >= to) break;
    found.push({ ...position, offset: position.offset - from });
  }
  return found;
}
