import type { Place } from '#source/place';
import type { Dictionary, Part, Value } from '#model/value';

/** What an expansion writes: values as they were read, mixed with plain JavaScript for the generated parts. */
export type Shape =
  | Value
  | string
  | number
  | boolean
  | undefined
  | readonly Shape[]
  | { readonly [key: string]: Shape };

/** Makes a value from a shape; generated parts stand at `at`, read parts keep their places, undefined entries vanish. */
export function shape(input: Shape, at: Place): Value {
  if (input === undefined) return { kind: 'absent', at };
  if (typeof input !== 'object') return { kind: 'scalar', value: input, at };
  if (isList(input)) return { kind: 'list', items: input.map((item) => shape(item, at)), at };
  return isValue(input) ? input : record(input, at);
}

/** The same for a dictionary, whose type then says so. */
export function record(input: { readonly [key: string]: Shape }, at: Place): Dictionary {
  const entries = new Map<string, { value: Value; keyAt: Place }>();
  for (const [key, item] of Object.entries(input)) {
    if (item === undefined) continue;
    const value = shape(item, at);
    entries.set(key, { value, keyAt: value.at });
  }
  return { kind: 'dictionary', entries, at };
}

export function reference(to: string, attribute: string, at: Place): Value {
  return { kind: 'text', parts: [{ kind: 'reference', to, attribute }], at };
}

export function text(parts: readonly Part[], at: Place): Value {
  return { kind: 'text', parts, at };
}

export function pseudo(name: string): Part {
  return { kind: 'pseudo', name: `AWS::${name}` };
}

/** `first` with the entries of `second` in place of or after its own. */
export function joined(first: Dictionary, second: Dictionary): Dictionary {
  return { ...first, entries: new Map([...first.entries, ...second.entries]) };
}

/** A dictionary without some of its keys. */
export function without(value: Dictionary, keys: ReadonlySet<string>): Dictionary {
  return { ...value, entries: new Map([...value.entries].filter(([key]) => !keys.has(key))) };
}

/** The named entries of a dictionary that are there, with their places. */
export function only(value: Dictionary, keys: readonly string[]): Dictionary {
  const kept = keys.flatMap((key) => {
    const entry = value.entries.get(key);
    return entry === undefined ? [] : [[key, entry] as const];
  });
  return { ...value, entries: new Map(kept) };
}

function isList(input: object): input is readonly Shape[] {
  return Array.isArray(input);
}

function isValue(input: object): input is Value {
  return 'kind' in input && 'at' in input && typeof input.at === 'object';
}
