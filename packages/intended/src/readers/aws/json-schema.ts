import type { Field } from '#model/flow';
import type { Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';

const MAX_DEPTH = 8;
const MAX_FIELDS = 2000;

/** Finds what a `$ref` points to, by its last name. */
export type Definitions = (name: string) => Value | undefined;

/** Field names of a JSON Schema, those of nested objects with the name of the object that holds them. */
export function schemaFields(
  schema: Value | undefined,
  parent: string | undefined,
  definitions: Definitions,
): readonly Field[] {
  const fields: Field[] = [];
  collect(schema, parent, { definitions, fields, open: new Set() }, 0);
  return fields;
}

interface Walk {
  readonly definitions: Definitions;
  readonly fields: Field[];
  /** Names of definitions being read: schemas may refer to themselves. */
  readonly open: Set<string>;
}

function collect(schema: Value | undefined, parent: string | undefined, walk: Walk, depth: number): void {
  if (schema === undefined || depth > MAX_DEPTH || walk.fields.length >= MAX_FIELDS) return;
  const reference = referenceName(valueAt(schema, '$ref'));
  if (reference !== undefined) {
    if (walk.open.has(reference)) return;
    walk.open.add(reference);
    collect(walk.definitions(reference), reference, walk, depth + 1);
    walk.open.delete(reference);
    return;
  }
  for (const combination of ['allOf', 'anyOf', 'oneOf'])
    for (const branch of itemsOf(valueAt(schema, combination))) collect(branch, parent, walk, depth + 1);
  collect(valueAt(schema, 'items'), parent, walk, depth + 1);
  const properties = valueAt(schema, 'properties');
  if (properties?.kind !== 'dictionary') return;
  for (const [name, entry] of properties.entries) {
    walk.fields.push({ name, parent, type: literal(valueAt(entry.value, 'type')), at: entry.keyAt });
    collect(entry.value, name, walk, depth + 1);
  }
}

function referenceName(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') {
    // `https://apigateway.amazonaws.com/restapis/${Api}/models/${Model}` names the model's resource.
    const last = value.parts.at(-1);
    return typeof last === 'object' && last.kind === 'reference' ? last.to : undefined;
  }
  const text = literal(value);
  return text?.slice(text.lastIndexOf('/') + 1);
}

/** Definitions of an OpenAPI document, of version 2 or 3. */
export function openApiDefinitions(body: Value | undefined): Definitions {
  const found = new Map([
    ...entriesOf(valueAt(body, 'definitions')),
    ...entriesOf(valueAt(body, 'components', 'schemas')),
  ]);
  return (name) => found.get(name);
}
