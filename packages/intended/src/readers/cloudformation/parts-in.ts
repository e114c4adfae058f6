import type { Part, Reason, Value } from '#model/value';

/** The parts that a value is written as inside a string; what is no string at all is a hole. */
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

export function hole(cause: Reason['cause'], name: string): Part {
  return { kind: 'hole', why: { cause, name } };
}

/** Joins neighbouring literals and drops empty ones. */
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
