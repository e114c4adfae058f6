import type { Json, JsonObject } from './json.ts';
import { isList, isObject, parseJson } from './json.ts';
import type { Resolved, ResolvedObject } from './resolve.ts';
import { UNKNOWN } from './resolve.ts';

/** One place where the deployed resource is not as the template says. */
export interface Difference {
  /** Keys from the resource's properties down, joined by dots. */
  readonly path: string;
  /** Undefined where the template sets nothing. */
  readonly expected: Json | undefined;
  /** Undefined where nothing is set. */
  readonly actual: Json | undefined;
}

/** Differences in what the template sets. What it leaves open or what cannot be known from here is no difference. */
export function differences(expected: Resolved, actual: Json | undefined, path: string): readonly Difference[] {
  if (expected === UNKNOWN) return [];
  if (actual === undefined) return isEmpty(expected) ? [] : [{ path, expected: shown(expected), actual }];
  if (isResolvedList(expected)) return sameList(expected, actual) ? [] : [different(path, expected, actual)];
  if (isResolvedObject(expected)) return inObject(expected, actual, path);
  return sameScalar(expected, actual) ? [] : [different(path, expected, actual)];
}

function inObject(expected: ResolvedObject, actual: Json, path: string): readonly Difference[] {
  const object = objectOf(actual);
  if (object === undefined) return [different(path, expected, actual)];
  const set = Object.entries(expected).flatMap(([key, one]) => differences(one, object[key], `${path}.${key}`));
  // A statement without its condition, or with one more principal, is another statement.
  return set;
}

function different(path: string, expected: Resolved, actual: Json): Difference {
  return { path, expected: shown(expected), actual };
}

/** Order does not matter in what a service keeps as a set, and it gives no order for much of what it keeps. */
function sameList(expected: readonly Resolved[], actual: Json): boolean {
  const items = isList(actual) ? actual : [actual];
  const own = items.filter((item) => !isProvidersTag(item));
  if (expected.length !== own.length) return expected.length === 0 && own.length === 0;
  const left = [...own];
  return expected.every((one) => {
    const found = left.findIndex((item) => differences(one, item, '').length === 0);
    if (found < 0) return false;
    left.splice(found, 1);
    return true;
  });
}

function isProvidersTag(item: Json): boolean {
  return isObject(item) && typeof item['Key'] === 'string' && item['Key'].startsWith('aws:');
}

/** Services give back booleans and numbers as text, a list of one as the one, and an account as its root principal. */
function sameScalar(expected: Resolved, actual: Json): boolean {
  if (isList(actual)) return actual.length === 1 && actual[0] !== undefined && sameScalar(expected, actual[0]);
  if (isObject(actual)) return typeof expected === 'string' && sameDocument(expected, actual);
  const [a, b] = [String(expected), String(actual)];
  return a === b || (a.toLowerCase() === b.toLowerCase() && /^(?:true|false)$/i.test(a)) || rootOf(a) === rootOf(b);
}

function sameDocument(expected: string, actual: JsonObject): boolean {
  const parsed = parseJson(expected);
  return parsed !== undefined && differences(parsed, actual, '').length === 0;
}

function rootOf(text: string): string {
  return /^arn:[\w-]+:iam::(\d{12}):root$/.exec(text)?.[1] ?? text;
}

function objectOf(actual: Json): JsonObject | undefined {
  if (isObject(actual)) return actual;
  const parsed = typeof actual === 'string' ? parseJson(actual) : undefined;
  return isObject(parsed) ? parsed : undefined;
}

/** Set to nothing is as good as not set. */
function isEmpty(expected: Resolved): boolean {
  if (expected === UNKNOWN || expected === null || expected === false || expected === '') return true;
  if (String(expected) === 'false') return true;
  if (isResolvedList(expected)) return expected.every(isEmpty);
  return isResolvedObject(expected) && Object.values(expected).every(isEmpty);
}

function isResolvedList(value: Resolved): value is readonly Resolved[] {
  return Array.isArray(value);
}

function isResolvedObject(value: Resolved): value is ResolvedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: Resolved): Json {
  if (value === UNKNOWN) return '(not known here)';
  if (isResolvedList(value)) return value.map(shown);
  if (!isResolvedObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)] as const));
}
