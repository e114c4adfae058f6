import type { Diagnostic } from '#source/place';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';

/** A warning for every reference to a resource that no stack has. To be run after expansion: SAM adds resources. */
export function danglingReferences(resources: readonly Resource[]): readonly Diagnostic[] {
  const ids = new Set(resources.map((resource) => resource.id));
  const found = new Map<string, Diagnostic>();
  for (const resource of resources) {
    walk(resource.properties, ids, found);
    walk(resource.attributes, ids, found);
  }
  return [...found.values()];
}

function walk(value: Value, ids: ReadonlySet<string>, found: Map<string, Diagnostic>): void {
  switch (value.kind) {
    case 'text':
      for (const part of value.parts)
        if (typeof part === 'object' && part.kind === 'reference' && !ids.has(part.to)) add(part.to, value, found);
      return;
    case 'list':
      for (const item of value.items) walk(item, ids, found);
      return;
    case 'choice':
      for (const branch of value.branches) walk(branch, ids, found);
      return;
    case 'dictionary':
      for (const entry of value.entries.values()) walk(entry.value, ids, found);
      return;
    case 'scalar':
    case 'deferred':
    case 'absent':
      return;
    default:
      value satisfies never;
  }
}

function add(to: string, value: Value, found: Map<string, Diagnostic>): void {
  const { at: place } = value;
  const name = to.slice(to.lastIndexOf('/') + 1);
  const key = `${place.file}:${place.line}:${place.column}:${to}`;
  const message = `\`${name}\` is neither a parameter nor a resource here; correct the name or add the template that defines it`;
  if (!found.has(key)) found.set(key, { severity: 'warning', place, message });
}
