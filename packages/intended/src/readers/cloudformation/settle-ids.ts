import type { Resource } from '#model/application';
import type { Part, Value } from '#model/value';
import { mapStack } from './map-stack.ts';
import type { Stack } from './stack.ts';

/**
 * Gives resources their final ids: the bare logical id where only one stack has it, `Stack.LogicalId` elsewhere
 * (resources of the root stack stay bare). To be run once all stacks and expansions are there.
 */
export function settleIds(stacks: readonly Stack[]): readonly Stack[] {
  const names = settledNames(stacks);
  if (names.size === 0) return stacks;
  const rename = (id: string): string => names.get(id) ?? id;
  const change = (leaf: Value): Value => renameParts(leaf, names);
  return stacks.map((stack) => {
    const renamed = mapStack(stack, change);
    return { ...renamed, resources: renamed.resources.map((resource) => renameResource(resource, rename)) };
  });
}

/** Provisional ids that change, with what they become. */
function settledNames(stacks: readonly Stack[]): ReadonlyMap<string, string> {
  const owners = new Map<string, number>();
  const resources = stacks.flatMap((stack) => stack.resources);
  for (const { logicalId } of resources) owners.set(logicalId, (owners.get(logicalId) ?? 0) + 1);
  const names = new Map<string, string>();
  for (const { id, logicalId, stack } of resources) {
    const isAlone = owners.get(logicalId) === 1;
    const settled = isAlone || stack === '' ? logicalId : `${stack.replaceAll('/', '.')}.${logicalId}`;
    if (settled !== id) names.set(id, settled);
  }
  return names;
}

function renameParts(leaf: Value, names: ReadonlyMap<string, string>): Value {
  if (leaf.kind !== 'text') return leaf;
  const touched = leaf.parts.some(
    (part) => typeof part === 'object' && part.kind === 'reference' && names.has(part.to),
  );
  return touched ? { ...leaf, parts: leaf.parts.map((part) => renamePart(part, names)) } : leaf;
}

function renamePart(part: Part, names: ReadonlyMap<string, string>): Part {
  if (typeof part === 'string' || part.kind !== 'reference') return part;
  return { ...part, to: names.get(part.to) ?? part.to };
}

function renameResource(resource: Resource, rename: (id: string) => string): Resource {
  const { id, expandedFrom } = resource;
  return { ...resource, id: rename(id), expandedFrom: expandedFrom === undefined ? undefined : rename(expandedFrom) };
}
