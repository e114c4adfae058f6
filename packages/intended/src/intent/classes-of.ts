import type { Field, Schema } from '#model/flow';
import type { Store } from '#model/node';
import type { ClassKind, DataClass } from './intent.ts';
import { CLASS_KINDS } from './class-defaults.ts';
import { classifyField } from './classify-field.ts';
import { nounOfStore } from './store-noun.ts';
import { kindsOfStore } from './store-kinds.ts';
import { wordKey } from './words.ts';

type NamedField = Pick<Field, 'name' | 'parent' | 'type'>;

/** Kinds that stand in for one that has no class of its own, nearest first. */
const NEAREST: Readonly<Partial<Record<ClassKind, readonly ClassKind[]>>> = {
  personal: ['contact', 'location', 'behavioural'],
  contact: ['personal', 'location'],
  location: ['personal', 'contact'],
  children: ['personal', 'contact'],
  behavioural: ['personal'],
  'government-id': ['personal'],
  biometric: ['special-category', 'personal', 'credential'],
  'special-category': ['personal'],
  health: ['special-category', 'personal'],
  cardholder: ['financial'],
  financial: ['cardholder', 'personal'],
};

/**
 * Which declared classes a set of fields has: first by the classes' own field lists, compared word by word, then by kind.
 * Fields that tell nothing belong to the business class of the store `on`, where there is one. Ids in the order of `classes`.
 */
export function classesOf(
  fields: readonly NamedField[],
  classes: readonly DataClass[],
  on?: string,
): readonly string[] {
  const index = indexOf(classes);
  const found = new Set<string>();
  const business = on === undefined ? undefined : businessClass(on, classes);
  for (const field of fields) {
    for (const id of classesOfField(field, index, business)) found.add(id);
  }
  return classes.map((dataClass) => dataClass.id).filter((id) => found.has(id));
}

/** The classes of a kind, or of the nearest kind that has any; for what is known by kind only (a token, a face). */
export function classesOfKind(kind: ClassKind, classes: readonly DataClass[]): readonly string[] {
  return byKind(kind, indexOf(classes));
}

/** What a store holds, as far as schemas, tags, its nature and its name tell; empty where nothing does. */
export function classesOfStore(
  store: Store,
  schemas: readonly Schema[],
  classes: readonly DataClass[],
): readonly string[] {
  const found = new Set<string>();
  for (const tag of store.tags) for (const id of classesOfTag(tag.value, classes)) found.add(id);
  for (const kind of kindsOfStore(store)) for (const id of classesOfKind(kind, classes)) found.add(id);
  for (const id of classesOf(fieldsOn(store.id, schemas), classes, store.id)) found.add(id);
  const business = businessClass(store.id, classes);
  // Keys and time stamps alone do not say what a store is for.
  const telling = classes.some((dataClass) => found.has(dataClass.id) && dataClass.kind !== 'infrastructure');
  const isPlain = found.size === 0 || (!telling && kindsOfStore(store).length === 0 && store.tags.length === 0);
  if (isPlain && business !== undefined) found.add(business);
  return classes.map((dataClass) => dataClass.id).filter((id) => found.has(id));
}

const fieldsByNode = new WeakMap<readonly Schema[], ReadonlyMap<string, readonly Field[]>>();

/** The fields that any schema shows on a node; indexed once for a list of schemas. */
function fieldsOn(id: string, schemas: readonly Schema[]): readonly Field[] {
  let index = fieldsByNode.get(schemas);
  if (index === undefined) {
    const made = new Map<string, Field[]>();
    for (const schema of schemas) {
      const known = made.get(schema.on);
      if (known === undefined) made.set(schema.on, [...schema.fields]);
      else known.push(...schema.fields);
    }
    index = made;
    fieldsByNode.set(schemas, index);
  }
  return index.get(id) ?? [];
}

/** A tag's value may be a class id, a kind, or a list of them: `pii`, `personal`, `PII/credentials`. */
function classesOfTag(value: string, classes: readonly DataClass[]): readonly string[] {
  const words = value.toLowerCase().split(/[\s,;/+|]+/);
  const ids = classes
    .filter((dataClass) => words.includes(dataClass.id.toLowerCase()))
    .map((dataClass) => dataClass.id);
  const kinds = CLASS_KINDS.filter((kind) => words.includes(kind));
  return [...ids, ...kinds.flatMap((kind) => classesOfKind(kind, classes))];
}

function businessClass(on: string, classes: readonly DataClass[]): string | undefined {
  const { businessByNoun, business } = indexOf(classes);
  const noun = nounOfStore(on);
  const own = noun === undefined ? undefined : businessByNoun.get(wordKey(noun));
  return own ?? (business.has('business') ? 'business' : undefined);
}

interface ClassIndex {
  readonly byField: ReadonlyMap<string, readonly string[]>;
  readonly byKind: ReadonlyMap<ClassKind, readonly DataClass[]>;
  readonly business: ReadonlySet<string>;
  /** Id of the first business class with this word key: asked for every store of an application. */
  readonly businessByNoun: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<readonly DataClass[], ClassIndex>();

function indexOf(classes: readonly DataClass[]): ClassIndex {
  const known = indexes.get(classes);
  if (known !== undefined) return known;
  const byField = new Map<string, string[]>();
  const byKind = new Map<ClassKind, DataClass[]>();
  for (const dataClass of classes) {
    byKind.set(dataClass.kind, [...(byKind.get(dataClass.kind) ?? []), dataClass]);
    for (const field of dataClass.fields)
      byField.set(wordKey(field), [...(byField.get(wordKey(field)) ?? []), dataClass.id]);
  }
  const business = new Set((byKind.get('business') ?? []).map((dataClass) => dataClass.id));
  const businessByNoun = new Map<string, string>();
  for (const id of business) if (!businessByNoun.has(wordKey(id))) businessByNoun.set(wordKey(id), id);
  const index = { byField, byKind, business, businessByNoun };
  indexes.set(classes, index);
  return index;
}

function classesOfField(field: NamedField, index: ClassIndex, own: string | undefined): readonly string[] {
  const declared =
    index.byField.get(wordKey(`${field.parent ?? ''} ${field.name}`)) ?? index.byField.get(wordKey(field.name)) ?? [];
  const telling = declared.filter((id) => !index.business.has(id));
  if (telling.length > 0) return telling;
  const kind = classifyField(field)?.kind;
  const ids = kind === undefined ? [] : byKind(kind, index);
  // A business class lists whatever its store has: it may not hide that `contact` is personal.
  if (ids.length > 0) return ids;
  return own !== undefined && (declared.length === 0 || declared.includes(own)) ? [own] : declared;
}

function byKind(kind: ClassKind, index: ClassIndex): readonly string[] {
  for (const candidate of [kind, ...(NEAREST[kind] ?? [])]) {
    const all = index.byKind.get(candidate) ?? [];
    if (all.length === 0) continue;
    // A class that lists its fields has said what it means; one that does not means the whole kind.
    const open = all.filter((dataClass) => dataClass.fields.length === 0);
    return (open.length > 0 ? open : all).map((dataClass) => dataClass.id);
  }
  return [];
}
