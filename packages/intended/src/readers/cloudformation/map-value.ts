import type { Dictionary, Entry, Value } from '#model/value';

/**
 * Changes the leaves of a value: texts, deferred values, scalars and absences. A part that stays as it is keeps its
 * identity, so that a walk that finds nothing to change costs no memory.
 */
export function mapValue(value: Value, change: (leaf: Value) => Value): Value {
  switch (value.kind) {
    case 'list': {
      const items = mapItems(value.items, change);
      return items === value.items ? value : { ...value, items };
    }
    case 'choice': {
      const branches = mapItems(value.branches, change);
      return branches === value.branches ? value : { ...value, branches };
    }
    case 'dictionary':
      return mapDictionary(value, change);
    case 'scalar':
    case 'text':
    case 'deferred':
    case 'absent':
      return change(value);
    default:
      return value satisfies never;
  }
}

export function mapDictionary(dictionary: Dictionary, change: (leaf: Value) => Value): Dictionary {
  let entries: Map<string, Entry> | undefined;
  for (const [key, entry] of dictionary.entries) {
    const value = mapValue(entry.value, change);
    if (value === entry.value) continue;
    entries ??= new Map(dictionary.entries);
    entries.set(key, { ...entry, value });
  }
  return entries === undefined ? dictionary : { ...dictionary, entries };
}

function mapItems(items: readonly Value[], change: (leaf: Value) => Value): readonly Value[] {
  let changed: Value[] | undefined;
  for (const [index, item] of items.entries()) {
    const value = mapValue(item, change);
    if (value === item) continue;
    changed ??= [...items];
    changed[index] = value;
  }
  return changed ?? items;
}
