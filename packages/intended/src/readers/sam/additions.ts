import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Dictionary, Entry, Value } from '#model/value';
import { dictionary } from '#model/read-value';
import type { Addition } from './expansion.ts';
import { grouped } from './grouped.ts';

/** The resources with what events add inside them; additions to resources that are not there are left out. */
export function withAdditions(resources: readonly Resource[], additions: readonly Addition[]): readonly Resource[] {
  if (additions.length === 0) return resources;
  const byResource = grouped(additions, (addition) => addition.to);
  return resources.map((resource) => {
    const own = byResource.get(resource.id);
    if (own === undefined) return resource;
    const properties = own.reduce(
      (properties, addition) => insert(properties, addition.path, addition),
      resource.properties,
    );
    return { ...resource, properties };
  });
}

function insert(into: Dictionary, [key, ...rest]: readonly string[], addition: Addition): Dictionary {
  if (key === undefined) return into;
  const there = into.entries.get(key);
  const { at } = addition.value;
  const value =
    rest.length === 0 ? placed(there?.value, addition) : insert(asDictionary(there?.value, at), rest, addition);
  const entry: Entry = { keyAt: there?.keyAt ?? at, value };
  return { ...into, entries: new Map(into.entries).set(key, entry) };
}

function placed(there: Value | undefined, { how, value }: Addition): Value {
  if (how === 'set') return value;
  if (there?.kind === 'list') return { ...there, items: [...there.items, value] };
  return { kind: 'list', items: [value], at: value.at };
}

function asDictionary(value: Value | undefined, at: Place): Dictionary {
  return value?.kind === 'dictionary' ? value : dictionary({}, at);
}
