import { secretIn } from '#analyses/controls/secret-shape';
import type { Json } from './json.ts';
import { isList, isObject } from './json.ts';

const HIDDEN = '(not shown)';
const SECRET_PLACE = /password|passwd|secret|token|credential|private_?key|api_?key|auth/i;

/** A value for people and files: what is, or could well be, a secret is left out. */
export function safeValue(path: string, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  const name = path.split('.').at(-1) ?? path;
  if (isList(value)) return value.map((one) => safeValue(path, one) ?? null);
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, safeValue(`${path}.${key}`, one) ?? null] as const),
    );
  }
  const isSecret = SECRET_PLACE.test(name) || secretIn(name, value) !== undefined;
  return isSecret || path.startsWith('Environment.Variables') ? HIDDEN : value;
}
