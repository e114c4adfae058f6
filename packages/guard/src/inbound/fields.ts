import { Denied, deny } from '../decision.ts';

/** A foreign object, read field by field. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function malformed(name: string): Denied {
  return new Denied(deny('event-malformed', { name }));
}

/** A part that the platform always sends as an object, or leaves out. */
export function part(from: Fields, name: string): Fields {
  const value = from[name];
  if (value === undefined || value === null) return {};
  if (!isFields(value)) throw malformed(name);
  return value;
}

export function text(from: Fields, name: string): string | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(name);
  return value;
}

/** As `text`, for fields that only describe: another type is as good as absent. */
export function label(from: Fields, name: string): string | undefined {
  const value = from[name];
  return typeof value === 'string' && value.length <= 2048 ? value : undefined;
}

/** Calls `each` for every string entry; more than `max` entries, or other values, deny. */
export function eachText(from: Fields, name: string, max: number, each: (key: string, value: string) => void): number {
  let count = 0;
  const entries = part(from, name);
  for (const key in entries) {
    if (!Object.hasOwn(entries, key)) continue;
    if (++count > max) return count;
    const value = entries[key];
    if (value === null || value === undefined) continue;
    if (typeof value !== 'string') throw malformed(name);
    each(key, value);
  }
  return count;
}

/** As `eachText`, for entries that are lists of strings. */
export function eachTexts(
  from: Fields,
  name: string,
  max: number,
  each: (key: string, values: readonly string[]) => void,
): number {
  let count = 0;
  const entries = part(from, name);
  for (const key in entries) {
    if (!Object.hasOwn(entries, key)) continue;
    const values = entries[key];
    if (values === null || values === undefined) continue;
    if (!Array.isArray(values)) throw malformed(name);
    count += values.length;
    if (count > max) return count;
    if (!values.every((value) => typeof value === 'string')) throw malformed(name);
    each(key, values);
  }
  return count;
}
