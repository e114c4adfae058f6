import type { Place } from '#source/place';
import type { Dictionary, Entry, Value } from '#model/value';
import type { RouteEvent } from './expansion.ts';
import { pseudo, record, text } from './shape.ts';

/** The body of an API that a person described only by events. */
export function emptyBody(protocol: RouteEvent['protocol'], at: Place): Dictionary {
  const info = { version: '1.0', title: text([pseudo('StackName')], at) };
  return record(protocol === 'rest' ? { info, paths: {}, swagger: '2.0' } : { info, paths: {}, openapi: '3.0.1' }, at);
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
  const entries = new Map(body.entries).set('paths', { value, keyAt: written?.keyAt ?? body.at });
  return { ...body, entries };
}

function withMethod(item: Entry | undefined, { method, operation, at }: Operation): Entry {
  const key = method === 'any' ? 'x-amazon-apigateway-any-method' : method;
  const known = item?.value.kind === 'dictionary' ? item.value.entries : new Map<string, Entry>();
  const there = known.get(key)?.value;
  const value: Value =
    there === undefined
      ? operation
      : { kind: 'choice', condition: `${method} route`, branches: [there, operation], at };
  const entries = new Map(known).set(key, { value, keyAt: at });
  return { keyAt: item?.keyAt ?? at, value: { kind: 'dictionary', entries, at: item?.value.at ?? at } };
}
