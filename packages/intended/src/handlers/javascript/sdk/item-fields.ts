import type { Field } from '#model/flow';
import { placeOf } from '../script.ts';
import type { Spot } from '../script.ts';
import type { ObjectTerm, Term } from '../term.ts';
import { membersOf } from '../term.ts';

/** Names of an item's attributes, those of nested objects with the name of their parent. */
export function fieldsOf(term: Term | undefined, spot: Spot, parent?: string, depth = 0): readonly Field[] {
  if (term === undefined || depth > 3) return [];
  return membersOf(term).flatMap((member) => {
    if (member.kind === 'array')
      return member.items.slice(0, 3).flatMap((item) => fieldsOf(item, spot, parent, depth + 1));
    if (member.kind !== 'object') return [];
    return fieldsOfObject(member, spot, parent, depth);
  });
}

/** Each field of each parent once. */
export function distinctFields(fields: readonly Field[]): readonly Field[] {
  const found = new Map<string, Field>();
  for (const field of fields) {
    const key = `${field.parent ?? ''}.${field.name}`;
    if (!found.has(key)) found.set(key, field);
  }
  return [...found.values()];
}

function fieldsOfObject(object: ObjectTerm, spot: Spot, parent: string | undefined, depth: number): readonly Field[] {
  const inner = attributeValue(object);
  if (inner !== undefined) return fieldsOf(inner, spot, parent, depth + 1);
  const found: Field[] = [];
  for (const [name, value] of object.properties) {
    if (value.kind === 'function' || value.kind === 'accessor') continue;
    const at = object.spots.get(name) ?? spot;
    found.push({ name, parent, type: typeName(value), at: placeOf(at) });
    found.push(...fieldsOf(value, at, name, depth + 1));
  }
  for (const entry of object.rest)
    if (entry.key === undefined) found.push(...fieldsOf(entry.value, spot, parent, depth + 1));
  return found;
}

const ATTRIBUTE_TYPES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS']);

/** `{ S: x }` and its like, the typed values of DynamoDB's own API, stand for what they hold. */
function attributeValue(object: ObjectTerm): Term | undefined {
  if (object.properties.size !== 1 || object.rest.length > 0) return undefined;
  const [name, value] = [...object.properties][0] ?? [];
  return name !== undefined && ATTRIBUTE_TYPES.has(name) ? value : undefined;
}

function typeName(value: Term): string | undefined {
  if (value.kind === 'literal' && value.value !== undefined && value.value !== null) return typeof value.value;
  if (value.kind === 'text') return 'string';
  if (value.kind === 'array') return 'array';
  if (value.kind === 'made') return value.from === undefined ? schemaType(value.by.path.at(-1)) : typeName(value.from);
  if (value.kind !== 'object') return undefined;
  return attributeTypeName(value);
}

function schemaType(name: string | undefined): string | undefined {
  return name === 'string' || name === 'number' || name === 'boolean' || name === 'date' || name === 'array'
    ? name
    : undefined;
}

function attributeTypeName(object: ObjectTerm): string | undefined {
  if (object.properties.size !== 1) return 'object';
  const [name] = object.properties.keys();
  if (name === 'S') return 'string';
  if (name === 'N') return 'number';
  if (name === 'BOOL') return 'boolean';
  return 'object';
}

/** Attribute names in an expression: `set #e = :e, price = :p` with `{ '#e': 'email' }`. */
export function fieldsOfExpression(
  expression: Term | undefined,
  names: Term | undefined,
  spot: Spot,
): readonly Field[] {
  if (expression === undefined) return [];
  const at = placeOf(spot);
  const aliases = aliasesOf(names);
  const found = new Set<string>();
  const parents = new Map<string, string>();
  for (const text of textsOf(expression))
    for (const path of text.matchAll(/(?<![\w:#.])[#A-Za-z_][\w#]*(?:\[\d+\])*(?:\.[#A-Za-z_][\w#]*)*(?!\s*\()/g)) {
      let parent: string | undefined;
      for (const step of path[0].replaceAll(/\[\d+\]/g, '').split('.')) {
        const name = step.startsWith('#') ? aliases.get(step) : step;
        if (name === undefined || WORDS.has(name.toLowerCase())) continue;
        found.add(name);
        if (parent !== undefined) parents.set(name, parent);
        parent = name;
      }
    }
  return [...found].map((name) => ({ name, parent: parents.get(name), type: undefined, at }));
}

const WORDS = new Set(
  'set remove add delete and or not between in if_not_exists list_append attribute_exists attribute_not_exists attribute_type begins_with contains size'.split(
    ' ',
  ),
);

function aliasesOf(names: Term | undefined): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const member of names === undefined ? [] : membersOf(names)) {
    if (member.kind !== 'object') continue;
    for (const [alias, name] of member.properties)
      for (const one of membersOf(name))
        if (one.kind === 'literal' && typeof one.value === 'string') aliases.set(alias, one.value);
  }
  return aliases;
}

function textsOf(term: Term): readonly string[] {
  return membersOf(term).flatMap((member) => {
    if (member.kind === 'literal') return [String(member.value)];
    if (member.kind === 'text')
      return [member.parts.map((part) => (part.kind === 'literal' ? String(part.value) : ' ')).join('')];
    return member.kind === 'mixed' ? member.of.flatMap(textsOf) : [];
  });
}
