import type { Place } from '#source/place';
import type { Part, Value } from '#model/value';
import { deferred } from '#model/value';
import { concat } from './concat.ts';
import { partsIn } from './parts-in.ts';
import type { Call } from './scope.ts';

/** `Fn::ToJsonString` of AWS::LanguageExtensions: JSON without blanks, unknown parts kept as parts of the text. */
export function toJsonString(call: Call): Value {
  const value = call.resolve(call.argument, call.scope);
  if (value.kind === 'deferred') return { ...value, at: call.at };
  if (value.kind === 'absent') return deferred('malformed', call.name, call.at);
  return concat([...json(value, call.at)], call.at, undefined);
}

function* json(value: Value, at: Place): Generator<Value> {
  switch (value.kind) {
    case 'scalar':
      yield text(JSON.stringify(value.value), at);
      return;
    case 'text':
      yield { kind: 'text', parts: ['"', ...value.parts.map(escaped), '"'], at };
      return;
    case 'list':
      yield* separated(
        value.items.map((item) => [item]),
        '[',
        ']',
        at,
      );
      return;
    case 'dictionary':
      yield* separated(
        [...value.entries].map(([key, entry]) => [text(`${JSON.stringify(key)}:`, at), entry.value]),
        '{',
        '}',
        at,
      );
      return;
    case 'choice':
      yield { ...value, branches: value.branches.map((branch) => concat([...json(branch, at)], at, undefined)) };
      return;
    case 'deferred':
      yield { kind: 'text', parts: partsIn(value), at };
      return;
    case 'absent':
      yield text('null', at);
      return;
    default:
      value satisfies never;
  }
}

/** Rows whose first value is already text when there are two. */
function* separated(rows: readonly (readonly Value[])[], open: string, close: string, at: Place): Generator<Value> {
  yield text(open, at);
  for (const [index, row] of rows.entries()) {
    if (index > 0) yield text(',', at);
    const [key, value] = row;
    if (value === undefined) {
      if (key !== undefined) yield* json(key, at);
      continue;
    }
    if (key !== undefined) yield key;
    yield* json(value, at);
  }
  yield text(close, at);
}

function escaped(part: Part): Part {
  return typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part;
}

function text(value: string, at: Place): Value {
  return { kind: 'scalar', value, at };
}
