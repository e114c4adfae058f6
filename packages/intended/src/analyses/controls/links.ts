import type { Application, Resource } from '#model/application';
import { literal, partsOf } from '#model/read-value';
import type { Value } from '#model/value';

/** Who names whom, by reference and by name. */
export interface Links {
  find(value: Value | undefined, types: readonly string[]): Resource | undefined;
  naming(resource: Resource, types: readonly string[]): readonly Resource[];
}

/** Properties that give a resource the name it has in the cloud. */
const NAME = /^(?:Name|[A-Z]\w*Name|Alias|Domain|[A-Z]\w*Identifier|Id)$/;

/** Walks every property of every resource once. */
export function indexLinks(application: Application): Links {
  const named = physicalNames(application);
  const naming = new Map<string, Set<Resource>>();
  for (const resource of application.resources.values())
    for (const id of namesIn(resource.properties, named)) {
      const known = naming.get(id) ?? new Set();
      naming.set(id, known.add(resource));
    }
  const isOf = (types: readonly string[]) => (one: Resource) => types.length === 0 || types.includes(one.type);
  return {
    find(value, types) {
      const ids = [...namesIn(value, named)];
      return ids.flatMap((id) => application.resources.get(id) ?? []).find(isOf(types));
    },
    naming: (resource, types) =>
      [...(naming.get(resource.id) ?? [])].filter((one) => one !== resource).filter(isOf(types)),
  };
}

/** Ids of resources by the plain name that their properties give them. */
function physicalNames({ resources }: Application): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const resource of resources.values())
    for (const [key, entry] of resource.properties.entries) {
      const name = NAME.test(key) ? literal(entry.value) : undefined;
      if (name !== undefined && name !== '') names.set(name, [...(names.get(name) ?? []), resource.id]);
    }
  return names;
}

function* namesIn(value: Value | undefined, named: ReadonlyMap<string, readonly string[]>): Iterable<string> {
  if (value === undefined) return;
  switch (value.kind) {
    case 'scalar':
    case 'text':
      for (const part of partsOf(value) ?? []) {
        if (typeof part === 'object' && part.kind === 'reference') yield part.to;
        if (typeof part === 'string') for (const word of wordsOf(part)) yield* named.get(word) ?? [];
      }
      return;
    case 'list':
      for (const item of value.items) yield* namesIn(item, named);
      return;
    case 'choice':
      for (const branch of value.branches) yield* namesIn(branch, named);
      return;
    case 'dictionary':
      for (const entry of value.entries.values()) yield* namesIn(entry.value, named);
      return;
    case 'deferred':
    case 'absent':
      return;
    default:
      value satisfies never;
  }
}

/** A text itself, and the pieces of an ARN, URL or path in it. */
function wordsOf(text: string): readonly string[] {
  return /[:/]/.test(text) ? [text, ...text.split(/[:/]+/)] : [text];
}
