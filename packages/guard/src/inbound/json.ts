import type { Bounds } from '../policy.ts';
import type { BodyFault } from './inbound.ts';

export type Parsed = { readonly value: unknown } | { readonly fault: BodyFault };

const QUOTE = 34;
const COLON = 58;
const COMMA = 44;
const BACKSLASH = 92;

interface Shape {
  readonly depth: number;
  /** Colons outside strings: as many as fields are written, duplicates included. */
  readonly fields: number;
  readonly items: number;
}

/**
 * Parses JSON as strictly as a guard must: two parsers may disagree about fields given twice, and assignments to
 * `__proto__` reach every object. Depth and size are measured before anything is built.
 */
export function parseJson(source: string, bounds: Bounds): Parsed {
  const shape = measure(source, bounds);
  if (shape.depth > bounds.maxDepth) return { fault: { code: 'body-depth' } };
  if (shape.fields + shape.items > bounds.maxKeys) return { fault: { code: 'body-keys' } };
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { fault: { code: 'body-malformed' } };
  }
  const seen = { fields: 0, forbidden: '' };
  walk(value, '', seen);
  if (seen.forbidden !== '') return { fault: { code: 'body-forbidden-key', name: seen.forbidden } };
  if (seen.fields === shape.fields) return { value };
  const name = duplicate(source);
  return { fault: { code: 'body-duplicate-key', ...(name === undefined ? {} : { name }) } };
}

/** Stops at the first bound that is passed. */
function measure(source: string, bounds: Bounds): Shape {
  let [depth, deepest, fields, items] = [0, 0, 0, 0];
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === QUOTE) at = endOfString(source, at);
    else if (code === COLON) fields += 1;
    else if (code === COMMA) items += 1;
    else if (code === 125 || code === 93) depth -= 1;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, (depth += 1));
    if (deepest > bounds.maxDepth || fields + items > bounds.maxKeys) break;
  }
  return { depth: deepest, fields, items };
}

/** Index of the closing quote, or of the end. */
function endOfString(source: string, start: number): number {
  let end = source.indexOf('"', start + 1);
  while (end > 0) {
    let before = end - 1;
    while (source.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = source.indexOf('"', end + 1);
  }
  return source.length;
}

/** Counts fields and finds the first forbidden one. Depth is bounded by `measure`. */
function walk(value: unknown, parent: string, seen: { fields: number; forbidden: string }): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') walk(item, '', seen);
    return;
  }
  // `for in` makes no list of pairs; what JSON.parse makes inherits no field.
  for (const key in value) {
    seen.fields += 1;
    if (isForbidden(key, parent)) seen.forbidden = key;
    const child = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof child === 'object') walk(child, key, seen);
  }
}

/** `constructor` alone is a word that people use (a racing team); with `prototype` below, it is an attack. */
export function isForbidden(key: string, parent: string): boolean {
  return key === '__proto__' || (key === 'prototype' && parent === 'constructor');
}

/** Name of the first field that its object has twice. Slow, for texts that are denied anyway. */
function duplicate(source: string): string | undefined {
  const stack: Set<string>[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 123 || code === 91) stack.push(new Set());
    if (code === 125 || code === 93) stack.pop();
    if (code !== QUOTE) continue;
    const end = endOfString(source, at);
    if (/^\s*:/.test(source.slice(end + 1, end + 64))) {
      const key = String(JSON.parse(source.slice(at, end + 1)));
      const keys = stack.at(-1);
      if (keys?.has(key) === true) return key;
      keys?.add(key);
    }
    at = end;
  }
  return undefined;
}

/** Bounds and forbidden keys of a value that came parsed (events, records); cycles are too deep. */
export function checkValue(value: unknown, bounds: Bounds): BodyFault | undefined {
  let count = 0;
  const visit = (node: unknown, parent: string, depth: number): BodyFault | undefined => {
    if (typeof node === 'string') return node.length > bounds.maxBodyBytes ? { code: 'body-too-large' } : undefined;
    if (typeof node !== 'object' || node === null) return undefined;
    if (depth > bounds.maxDepth) return { code: 'body-depth' };
    for (const key of Object.keys(node)) {
      if (++count > bounds.maxKeys) return { code: 'body-keys' };
      if (isForbidden(key, parent)) return { code: 'body-forbidden-key', name: key };
      const fault = visit((node as Record<string, unknown>)[key], key, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  return visit(value, '', 1);
}
