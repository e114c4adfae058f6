import type { Files } from '#source/files';
import type { Term } from './term.ts';
import { UNKNOWN, emptyObject } from './term.ts';

/** Data of a JSON file as a term; unknown where it cannot be read. */
export function termOfJson(file: string, files: Files): Term {
  const read = files.read(file);
  if (read.kind !== 'text') return UNKNOWN;
  try {
    const value: unknown = JSON.parse(read.text);
    return termOfValue(value, 0);
  } catch {
    return UNKNOWN;
  }
}

function termOfValue(value: unknown, depth: number): Term {
  if (depth > 20) return UNKNOWN;
  if (Array.isArray(value))
    return { kind: 'array', items: value.slice(0, 200).map((item) => termOfValue(item, depth + 1)) };
  if (typeof value === 'object' && value !== null) {
    const object = emptyObject();
    for (const [name, item] of Object.entries(value)) object.properties.set(name, termOfValue(item, depth + 1));
    return object;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? { kind: 'literal', value }
    : { kind: 'literal', value: null };
}
