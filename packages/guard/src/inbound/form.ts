import type { Bounds } from '../policy.ts';
import type { Multi } from './inbound.ts';
import { isForbidden, type Parsed } from './json.ts';

/** Pairs of a query string or form in order. Undefined when an escape is broken, overlong or not UTF-8. */
export function pairs(source: string, max: number): readonly (readonly [string, string])[] | undefined {
  const found: (readonly [string, string])[] = [];
  if (source === '') return found;
  for (const pair of source.split('&', max + 1)) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    if (name === undefined || value === undefined) return undefined;
    found.push([name, value]);
  }
  return found;
}

/** Decodes `+` and percent-escapes once. A `%` that starts no escape stands for itself, as browsers read it. */
export function decode(source: string): string | undefined {
  const spaced = source.includes('+') ? source.replaceAll('+', ' ') : source;
  return unescape(spaced);
}

/** As `decode`, leaving `+` alone. */
export function unescape(source: string): string | undefined {
  if (!source.includes('%')) return source;
  try {
    return decodeURIComponent(source.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return undefined;
  }
}

export function multi(entries: Iterable<readonly [string, string]>): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [name, value] of entries) {
    const known = map.get(name);
    if (known === undefined) map.set(name, [value]);
    else known.push(value);
  }
  return map;
}

/** A form as an object: a name given once is a string, one given more often a list. */
export function parseForm(source: string, bounds: Bounds): Parsed {
  const entries = pairs(source, bounds.maxKeys);
  if (entries === undefined) return { fault: { code: 'body-encoding' } };
  if (entries.length > bounds.maxKeys) return { fault: { code: 'body-keys' } };
  return plain(multi(entries));
}

export function plain(fields: Multi): Parsed {
  const value: Record<string, unknown> = {};
  for (const [name, values] of fields) {
    if (isForbiddenName(name)) return { fault: { code: 'body-forbidden-key', name } };
    value[name] = values.length === 1 ? values[0] : values;
  }
  return { value };
}

/** `a[__proto__][b]` and `a.__proto__.b` are nested by common form parsers. */
export function isForbiddenName(name: string): boolean {
  if (!name.includes('__proto__') && !name.includes('prototype')) return false;
  const steps = name.split(/[.[\]]+/);
  return steps.some((step, at) => isForbidden(step, steps[at - 1] ?? ''));
}
