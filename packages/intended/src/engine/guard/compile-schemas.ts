import type { Ajv as AjvType } from 'ajv';
import { FORMATS } from './formats.ts';
import { isPattern } from './strict-schema.ts';

/** Schemas by the name that their validator gets. */
export interface SchemaSet {
  /** Values that arrive as text (path, query, forms): `12` is a number. */
  readonly coerced: ReadonlyMap<string, unknown>;
  readonly exact: ReadonlyMap<string, unknown>;
  readonly definitions: ReadonlyMap<string, unknown>;
}

/** Compiles schemas to JavaScript that needs no library. Throws what ajv says of a schema that is none. */
export async function compileSchemas(set: SchemaSet): Promise<string> {
  const [{ Ajv2020 }, standalone] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv/dist/standalone/index.js'),
  ]);
  // Authors of patterns seldom write for the `u` flag; where one needs its absence, all of the set go without.
  const unicodeRegExp = !patternsIn([set.exact, set.coerced, set.definitions].map((map) => [...map])).some(
    (one) => !isPattern(one, 'u'),
  );
  const emit = (schemas: ReadonlyMap<string, unknown>, coerceTypes: boolean): string => {
    if (schemas.size === 0) return '';
    const ajv: AjvType = new Ajv2020({
      code: { source: true, esm: true, lines: true },
      strict: false,
      allErrors: false,
      coerceTypes: coerceTypes ? 'array' : false,
      messages: false,
      ownProperties: true,
      unicodeRegExp,
    });
    for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
    const $defs = Object.fromEntries(set.definitions);
    for (const [name, schema] of schemas)
      ajv.addSchema({ $id: name, ...asObject(schema), $defs: used(schema, $defs) }, name);
    return standalone.default.default(ajv, Object.fromEntries([...schemas.keys()].map((name) => [name, name])));
  };
  return [emit(set.exact, false), isolated(emit(set.coerced, true))].map(withoutLibraries).join('\n');
}

function patternsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (key === 'pattern' && typeof child === 'string') return [child];
    return [
      ...(key === 'patternProperties' && typeof child === 'object' && child !== null ? Object.keys(child) : []),
      ...patternsIn(child),
    ];
  });
}

/** Both parts count their functions from nought. */
function isolated(code: string): string {
  return code.replace(/\b(validate|schema|pattern|formats|func|def|default)(\d+)\b/g, '$1C$2');
}

function asObject(schema: unknown): object {
  if (typeof schema === 'object' && schema !== null) return schema;
  return schema === false ? { not: {} } : {};
}

/** Only the definitions that a schema reaches. */
function used(schema: unknown, all: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const name = key === '$ref' && typeof child === 'string' ? child.replace('#/$defs/', '') : undefined;
      if (name !== undefined && all[name] !== undefined && found[name] === undefined) {
        found[name] = all[name];
        visit(all[name]);
      }
      visit(child);
    }
  };
  visit(schema);
  return found;
}

/** ajv's two run-time parts, which are a line each. */
function withoutLibraries(code: string): string {
  return code
    .replace(/^"use strict";/, '')
    .replace(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, '((text) => [...text].length)')
    .replace(/require\("ajv\/dist\/runtime\/equal"\)\.default/g, 'isSame');
}

/** Deep equality for `const`, `enum` and `uniqueItems`, emitted where it is used. */
export const IS_SAME = `function isSame(a, b) {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a !== a && b !== b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}
`;
