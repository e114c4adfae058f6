import type { Place } from '#source/place';
import type { Dictionary, Part, Resolved, Value } from './value.ts';
import { known } from './value.ts';

/** The value at a path of keys and list indexes, or undefined where the path leaves the tree. */
export function valueAt(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  let current = value;
  for (const step of path) {
    if (current?.kind === 'dictionary' && typeof step === 'string') current = current.entries.get(step)?.value;
    else if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else return undefined;
  }
  return current;
}

/** The parts of a string value: one literal for a scalar, the parts of a text; undefined for anything else. */
export function partsOf(value: Value | undefined): readonly Part[] | undefined {
  if (value?.kind === 'text') return value.parts;
  if (value?.kind !== 'scalar' || value.value === null) return undefined;
  return [String(value.value)];
}

/** The plain string, number or boolean as a string, or undefined where any part is symbolic or unknown. */
export function literal(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

/** A plain string as a resolved fact; undefined when the value is missing or is not a string at all. */
export function resolvedString(value: Value | undefined): Resolved<string> | undefined {
  if (value === undefined || value.kind === 'absent') return undefined;
  if (value.kind === 'scalar') return value.value === null ? undefined : known(String(value.value), value.at);
  if (value.kind === 'deferred') return value;
  if (value.kind === 'choice')
    return { kind: 'deferred', why: { cause: 'condition', name: value.condition }, at: value.at };
  if (value.kind === 'text') return { kind: 'deferred', why: whyUnknown(value.parts), at: value.at };
  return undefined;
}

function whyUnknown(parts: readonly Part[]): { cause: 'attribute' | 'parameter'; name: string } {
  for (const part of parts) {
    if (typeof part === 'string') continue;
    if (part.kind === 'hole') return { cause: 'parameter', name: part.why.name };
    if (part.kind === 'pseudo') return { cause: 'attribute', name: part.name };
    return { cause: 'attribute', name: `${part.to}.${part.attribute}` };
  }
  return { cause: 'attribute', name: 'text' };
}

/** The items of a list; a single value counts as a list of one, as CloudFormation and IAM allow. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value.kind === 'absent') return [];
  return value.kind === 'list' ? value.items : [value];
}

/** The values that an undecided value may be, `AWS::NoValue` left out; a decided value is its own one branch. */
export function branchesOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value.kind === 'absent') return [];
  return value.kind === 'choice' ? value.branches.flatMap(branchesOf) : [value];
}

/** The entries of a dictionary; none for anything else. */
export function entriesOf(value: Value | undefined): readonly (readonly [string, Value])[] {
  if (value?.kind !== 'dictionary') return [];
  return [...value.entries].map(([key, entry]) => [key, entry.value] as const);
}

/** The one resource that a value names through Ref or GetAtt, when the whole value is that reference. */
export function referenceOf(value: Value | undefined): { to: string; attribute: string } | undefined {
  if (value?.kind !== 'text' || value.parts.length !== 1) return undefined;
  const part = value.parts[0];
  return typeof part === 'object' && part.kind === 'reference' ? part : undefined;
}

/** Every resource named anywhere inside a value, in order, each once. */
export function referencesIn(value: Value | undefined): readonly string[] {
  const found = new Set<string>();
  collect(value, found);
  return [...found];
}

function collect(value: Value | undefined, found: Set<string>): void {
  if (value === undefined) return;
  if (value.kind === 'text')
    for (const part of value.parts) if (typeof part === 'object' && part.kind === 'reference') found.add(part.to);
  if (value.kind === 'list') for (const item of value.items) collect(item, found);
  if (value.kind === 'choice') for (const branch of value.branches) collect(branch, found);
  if (value.kind === 'dictionary') for (const entry of value.entries.values()) collect(entry.value, found);
}

/** Makes a dictionary for facts that a reader synthesises; every entry stands at the same place. */
export function dictionary(entries: Readonly<Record<string, Value | undefined>>, at: Place): Dictionary {
  const map = new Map<string, { value: Value; keyAt: Place }>();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) map.set(key, { value, keyAt: at });
  return { kind: 'dictionary', entries: map, at };
}

/** Makes a plain value (scalars, lists, dictionaries) from a JavaScript one, all at one place. */
export function plain(value: unknown, at: Place): Value {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => plain(item, at)), at };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, { value: plain(item, at), keyAt: at }] as const);
    return { kind: 'dictionary', entries: new Map(entries), at };
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', value, at };
  return { kind: 'scalar', value: null, at };
}
