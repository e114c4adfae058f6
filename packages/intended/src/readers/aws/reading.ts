import type { Files } from '#source/files';
import type { Resource } from '#model/application';
import type { Part, Value } from '#model/value';
import { referencesIn, valueAt } from '#model/read-value';
import { ALIASES } from './aliases.ts';
import { ARN_SHAPES, arnTail, physicalName } from './arn-templates.ts';
import { keyOf, nameIndex, textOf } from './name-index.ts';
import type { Named, NameIndex } from './name-index.ts';

/** What mappers may ask about the other resources. Every answer comes from an index built once. */
export interface Reading {
  readonly files: Files;
  readonly resources: ReadonlyMap<string, Resource>;
  ofType(type: string): readonly Resource[];
  /** Resources whose ARNs are of an IAM prefix. */
  ofService(service: string): readonly Resource[];
  /** Resources of a type that name `id` (or an alias of it) in that property. */
  childrenOf(id: string, type: string, property: string): readonly Resource[];
  /** Resource that a value names, aliases followed: of a choice or list the first that is one. */
  find(value: Value | undefined, service?: string): Resource | undefined;
  findAll(value: Value | undefined, service?: string): readonly Resource[];
  findParts(parts: readonly Part[] | undefined, service?: string): Resource | undefined;
  /** The resource itself, or the one that it is another name of. */
  settle(id: string): Resource | undefined;
  /**
   * Id of a node that is only named: the name itself, or `role Orders` where `Orders` is already a resource or something
   * of another kind. The same name and kind give the same id; of two kinds the first asked for keeps the bare name.
   */
  idOf(name: string, kind: string): string;
  /** Log groups by the text of their names (see `keyOf`). */
  logGroup(name: readonly Part[]): Resource | undefined;
}

/** Ids of nodes that exist without being written or named. */
const IMPLICIT_IDS = ['Browser', 'BrowserClient', 'DefaultEventBus', 'anyone', 'partner', 'signed-in'];

export function startReading(files: Files, resources: ReadonlyMap<string, Resource>): Reading {
  const types = groupByType(resources);
  const settle = (id: string): Resource | undefined => settleResource(id, resources);
  let names: NameIndex | undefined;
  const children = new Map<string, ReadonlyMap<string, readonly Resource[]>>();
  const findParts = (parts: readonly Part[] | undefined, service?: string): Resource | undefined => {
    names ??= nameIndex(namedResources(resources), (id) => settle(id)?.id);
    const id = names.find(parts, service);
    return id === undefined ? undefined : settle(id);
  };
  const findAll = (value: Value | undefined, service?: string): readonly Resource[] => {
    if (value === undefined) return [];
    if (value.kind === 'list') return value.items.flatMap((item) => findAll(item, service));
    if (value.kind === 'choice') return value.branches.flatMap((branch) => findAll(branch, service));
    const found = findParts(textOf(value), service);
    return found === undefined ? [] : [found];
  };
  let groups: ReadonlyMap<string, Resource> | undefined;
  const kindByName = new Map(IMPLICIT_IDS.map((id) => [id, 'implicit']));
  return {
    files,
    resources,
    ofType: (type) => types.get(type) ?? [],
    ofService: (service) => [...types].flatMap(([type, ofType]) => (ARN_SHAPES[type]?.[0] === service ? ofType : [])),
    childrenOf(id, type, property) {
      const key = `${type} ${property}`;
      let byParent = children.get(key);
      if (byParent === undefined) {
        byParent = groupByParent(types.get(type) ?? [], property, findAll);
        children.set(key, byParent);
      }
      return byParent.get(id) ?? [];
    },
    find: (value, service) => findAll(value, service)[0],
    findAll,
    findParts,
    settle,
    idOf(name, kind) {
      if (!resources.has(name) && !kindByName.has(name)) kindByName.set(name, kind);
      return kindByName.get(name) === kind ? name : `${kind} ${name}`;
    },
    logGroup(name) {
      groups ??= groupsByName(types.get('AWS::Logs::LogGroup') ?? []);
      return groups.get(keyOf(name));
    },
  };
}

/** Names and ARNs of resources, as far as the templates tell them. */
export function namedResources(resources: ReadonlyMap<string, Resource>): readonly Named[] {
  const named: Named[] = [];
  for (const resource of resources.values()) {
    const shape = ARN_SHAPES[resource.type];
    if (shape === undefined) continue;
    named.push({ id: resource.id, service: shape[0], name: physicalName(resource), tail: arnTail(resource) });
  }
  return named;
}

/** Follows aliases (a stage to its API, a version to its function); bounded, since templates may be circular. */
export function settleResource(id: string, resources: ReadonlyMap<string, Resource>): Resource | undefined {
  let resource = resources.get(id);
  for (let hops = 0; resource !== undefined && hops < 6; hops += 1) {
    const parent = parentOf(resource, resources);
    if (parent === undefined) return isStack(resource) ? undefined : resource;
    resource = parent;
  }
  return resource;
}

// An output of a nested stack that could not be read names something inside it, not the stack.
function isStack(resource: Resource): boolean {
  return resource.type === 'AWS::CloudFormation::Stack';
}

function parentOf(resource: Resource, resources: ReadonlyMap<string, Resource>): Resource | undefined {
  for (const property of ALIASES[resource.type] ?? []) {
    const [to] = referencesIn(valueAt(resource.properties, property));
    const parent = to === undefined || to === resource.id ? undefined : resources.get(to);
    if (parent !== undefined) return parent;
  }
  return undefined;
}

function groupByType(resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, readonly Resource[]> {
  const types = new Map<string, Resource[]>();
  for (const resource of resources.values()) push(types, resource.type, resource);
  return types;
}

function groupByParent(
  resources: readonly Resource[],
  property: string,
  findAll: (value: Value | undefined) => readonly Resource[],
): ReadonlyMap<string, readonly Resource[]> {
  const byParent = new Map<string, Resource[]>();
  for (const resource of resources)
    for (const parent of findAll(valueAt(resource.properties, ...property.split('.'))))
      push(byParent, parent.id, resource);
  return byParent;
}

function groupsByName(groups: readonly Resource[]): ReadonlyMap<string, Resource> {
  const byName = new Map<string, Resource>();
  for (const group of groups) {
    const name = textOf(valueAt(group.properties, 'LogGroupName'));
    if (name !== undefined && !byName.has(keyOf(name))) byName.set(keyOf(name), group);
  }
  return byName;
}

function push(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [resource]);
  else if (there.at(-1) !== resource) there.push(resource);
}
