import type { Json, JsonObject } from './json.ts';
import { isList, isObject } from './json.ts';

/** A value that the template leaves to something that cannot be read from here. */
export const UNKNOWN: unique symbol = Symbol('unknown');

export type Resolved = null | boolean | number | string | typeof UNKNOWN | readonly Resolved[] | ResolvedObject;
export interface ResolvedObject {
  readonly [key: string]: Resolved;
}

/** What references in a template stand for once it is deployed. */
export interface Scope {
  /** Value of a parameter, of a pseudo parameter, or the physical id of a resource. */
  ref(name: string): Resolved;
  attribute(logicalId: string, name: string): Resolved;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
}

const NOTHING: unique symbol = Symbol('AWS::NoValue');
type Step = Resolved | typeof NOTHING;

const DEEPEST = 60;

/** Works out what a value of the template was at deployment; undefined for `AWS::NoValue`. */
export function resolve(value: Json, scope: Scope): Resolved | undefined {
  const resolved = step(value, scope, 0);
  return resolved === NOTHING ? undefined : resolved;
}

function step(value: Json, scope: Scope, depth: number): Step {
  if (depth > DEEPEST) return UNKNOWN;
  if (isList(value)) return list(value, scope, depth);
  if (!isObject(value)) return value;
  const [entry, ...others] = Object.entries(value);
  if (entry !== undefined && others.length === 0 && (entry[0] === 'Ref' || entry[0].startsWith('Fn::'))) {
    return call(entry[0], entry[1], scope, depth + 1);
  }
  const resolved = Object.entries(value).map(([key, one]) => [key, step(one, scope, depth + 1)] as const);
  return Object.fromEntries(resolved.flatMap(([key, one]) => (one === NOTHING ? [] : [[key, one] as const])));
}

function list(items: readonly Json[], scope: Scope, depth: number): readonly Resolved[] {
  return items.map((one) => step(one, scope, depth + 1)).filter((one) => one !== NOTHING);
}

function call(name: string, value: Json, scope: Scope, depth: number): Step {
  switch (name) {
    case 'Ref':
      return value === 'AWS::NoValue' ? NOTHING : typeof value === 'string' ? scope.ref(value) : UNKNOWN;
    case 'Fn::GetAtt':
      return attribute(value, scope);
    case 'Fn::Sub':
      return substitute(value, scope, depth);
    case 'Fn::Join':
      return join(value, scope, depth);
    case 'Fn::If':
      return choose(value, scope, depth);
    case 'Fn::FindInMap':
      return findInMap(value, scope, depth);
    case 'Fn::Select':
      return select(value, scope, depth);
    case 'Fn::Split':
      return split(value, scope, depth);
    default:
      return UNKNOWN;
  }
}

function attribute(value: Json, scope: Scope): Resolved {
  const parts = typeof value === 'string' ? value.split('.') : isList(value) ? value : [];
  const [id, ...names] = parts;
  const isPlain = typeof id === 'string' && names.every((name) => typeof name === 'string');
  return isPlain ? scope.attribute(id, names.join('.')) : UNKNOWN;
}

function substitute(value: Json, scope: Scope, depth: number): Resolved {
  const [text, given] = isList(value) ? value : [value];
  if (typeof text !== 'string') return UNKNOWN;
  let isKnown = true;
  const filled = text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, written: string) => {
    if (literal === '!') return `\${${written}}`;
    const name = written.trim();
    const own = isObject(given) ? given[name] : undefined;
    const found =
      own !== undefined
        ? step(own, scope, depth)
        : name.includes('.') && !name.includes('::')
          ? attribute(name, scope)
          : scope.ref(name);
    const isText = typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean';
    if (!isText) isKnown = false;
    return isText ? String(found) : '';
  });
  return isKnown ? filled : UNKNOWN;
}

function join(value: Json, scope: Scope, depth: number): Resolved {
  const [by, items] = isList(value) ? value : [];
  const parts = items === undefined ? UNKNOWN : step(items, scope, depth);
  if (typeof by !== 'string' || !Array.isArray(parts)) return UNKNOWN;
  return parts.every((part) => typeof part === 'string' || typeof part === 'number')
    ? parts.map(String).join(by)
    : UNKNOWN;
}

function choose(value: Json, scope: Scope, depth: number): Step {
  const [condition, yes = null, no = null] = isList(value) ? value : [];
  const holds = typeof condition === 'string' ? conditionHolds(condition, scope, depth) : undefined;
  return holds === undefined ? UNKNOWN : step(holds ? yes : no, scope, depth);
}

function findInMap(value: Json, scope: Scope, depth: number): Resolved {
  const keys = isList(value) ? value.slice(0, 3).map((key) => step(key, scope, depth)) : [];
  let here: Json | undefined = scope.mappings;
  for (const key of keys) here = isObject(here) && typeof key === 'string' ? here[key] : undefined;
  return here === undefined || keys.length < 3 ? UNKNOWN : here;
}

function select(value: Json, scope: Scope, depth: number): Step {
  const [index, items] = isList(value) ? value : [];
  const parts = items === undefined ? UNKNOWN : step(items, scope, depth);
  const found: Resolved | undefined = Array.isArray(parts) ? parts[Number(index)] : undefined;
  return found ?? UNKNOWN;
}

function split(value: Json, scope: Scope, depth: number): Resolved {
  const [by, whole] = isList(value) ? value : [];
  const text = whole === undefined ? UNKNOWN : step(whole, scope, depth);
  return typeof by === 'string' && typeof text === 'string' ? text.split(by) : UNKNOWN;
}

/** Three-valued: undefined where a condition rests on something unknown. */
export function conditionHolds(name: string, scope: Scope, depth: number = 0): boolean | undefined {
  const condition = scope.conditions[name];
  return condition === undefined ? undefined : holds(condition, scope, depth + 1);
}

function holds(condition: Json, scope: Scope, depth: number): boolean | undefined {
  if (depth > DEEPEST || !isObject(condition)) return undefined;
  const [name, value] = Object.entries(condition)[0] ?? [];
  if (name === 'Condition' && typeof value === 'string') return conditionHolds(value, scope, depth);
  if (!isList(value)) return undefined;
  if (name === 'Fn::Equals') {
    const [a, b] = value.map((one) => step(one, scope, depth));
    const isKnown = [a, b].every((one) => ['string', 'number', 'boolean'].includes(typeof one));
    return isKnown ? String(a) === String(b) : undefined;
  }
  const all = value.map((one) => holds(one, scope, depth + 1));
  if (name === 'Fn::Not') return all[0] === undefined ? undefined : !all[0];
  if (name === 'Fn::And') return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
  if (name === 'Fn::Or') return all.includes(true) ? true : all.includes(undefined) ? undefined : false;
  return undefined;
}

/** What is known of a resolved value, as plain JSON: unknown parts are left out. */
export function knownPart(value: Resolved): Json | undefined {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) {
    return value.map((one: Resolved) => knownPart(one)).filter((one) => one !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value as null | boolean | number | string;
  const known = Object.entries(value).map(([key, one]) => [key, knownPart(one)] as const);
  return Object.fromEntries(known.flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const])));
}
