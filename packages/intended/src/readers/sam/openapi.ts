import type { Place } from '#source/place';
import type { Dictionary, Entry, Value } from '#model/value';
import { literal } from '#model/read-value';
import type { RouteEvent } from './expansion.ts';
import { joined, pseudo, record, text } from './shape.ts';

export const METHODS: ReadonlySet<string> = new Set([
  'delete',
  'get',
  'head',
  'options',
  'patch',
  'post',
  'put',
  'trace',
  'x-amazon-apigateway-any-method',
]);

/** The body of an API that a person described only by events. */
export function emptyBody(protocol: RouteEvent['protocol'], version: Value | undefined, at: Place): Dictionary {
  const info = { version: '1.0', title: text([pseudo('StackName')], at) };
  const three = literal(version)?.startsWith('3') ?? protocol === 'http';
  return record(three ? { info, paths: {}, openapi: version ?? '3.0.1' } : { info, paths: {}, swagger: '2.0' }, at);
}

/** Is the document OpenAPI 3, which keeps schemes and schemas under `components`? */
export function isOpenApi3(body: Dictionary): boolean {
  return body.entries.has('openapi');
}

/** An operation to be put at a path and method. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly operation: Value;
  readonly at: Place;
}

/** The body with the operations added under `paths`; two functions on one route make an undecided operation. */
export function withOperations(body: Dictionary, operations: readonly Operation[]): Dictionary {
  if (operations.length === 0) return body;
  const written = body.entries.get('paths');
  const paths = new Map<string, Entry>(written?.value.kind === 'dictionary' ? written.value.entries : []);
  for (const operation of operations) paths.set(operation.path, withMethod(paths.get(operation.path), operation));
  const value: Dictionary = { kind: 'dictionary', entries: paths, at: written?.value.at ?? body.at };
  return withEntry(body, 'paths', value);
}

function withMethod(item: Entry | undefined, { method, operation, at }: Operation): Entry {
  const key = method === 'any' ? 'x-amazon-apigateway-any-method' : method;
  const known = item?.value.kind === 'dictionary' ? item.value.entries : new Map<string, Entry>();
  const value = beside(known.get(key)?.value, { operation, method, at });
  const entries = new Map(known).set(key, { value, keyAt: at });
  return { keyAt: item?.keyAt ?? at, value: { kind: 'dictionary', entries, at: item?.value.at ?? at } };
}

/** An operation that a person began (`MergeDefinitions`) is completed; one that is whole already stays possible. */
function beside(there: Value | undefined, { operation, method, at }: Omit<Operation, 'path'>): Value {
  if (there === undefined) return operation;
  const isBegun = there.kind === 'dictionary' && !there.entries.has('x-amazon-apigateway-integration');
  if (isBegun && operation.kind === 'dictionary') return joined(operation, there);
  return { kind: 'choice', condition: `${method} route`, branches: [there, operation], at };
}

/** The body with every path item changed; items that are no dictionary stay. */
export function mapPathItems(body: Dictionary, change: (item: Dictionary, path: string) => Dictionary): Dictionary {
  const paths = body.entries.get('paths')?.value;
  if (paths?.kind !== 'dictionary') return body;
  const entries = [...paths.entries].map(([path, entry]): readonly [string, Entry] => {
    const { value } = entry;
    return [path, value.kind === 'dictionary' ? { ...entry, value: change(value, path) } : entry];
  });
  return withEntry(body, 'paths', { ...paths, entries: new Map(entries) });
}

/** The body with every operation changed. */
export function mapOperations(
  body: Dictionary,
  change: (operation: Dictionary, method: string) => Dictionary,
): Dictionary {
  return mapPathItems(body, (item) => {
    const entries = [...item.entries].map(([method, entry]): readonly [string, Entry] => {
      const { value } = entry;
      const isOperation = METHODS.has(method.toLowerCase()) && value.kind === 'dictionary';
      return [method, isOperation ? { ...entry, value: change(value, method.toLowerCase()) } : entry];
    });
    return { ...item, entries: new Map(entries) };
  });
}

/** The dictionary with one entry set, at the place of the entry it replaces. */
export function withEntry(body: Dictionary, key: string, value: Value): Dictionary {
  const keyAt = body.entries.get(key)?.keyAt ?? value.at;
  return { ...body, entries: new Map(body.entries).set(key, { value, keyAt }) };
}

/** The body with more entries in the dictionary at a path of keys; what a person wrote under the same names wins. */
export function withMore(body: Dictionary, [key, ...rest]: readonly string[], more: Dictionary): Dictionary {
  if (more.entries.size === 0) return body;
  if (key === undefined) return { ...body, entries: new Map([...more.entries, ...body.entries]) };
  const there = body.entries.get(key)?.value;
  const inner = there?.kind === 'dictionary' ? there : record({}, more.at);
  return withEntry(body, key, withMore(inner, rest, more));
}
