import type { Place } from '#source/place';
import type { Tree } from '#source/tree';
import type { Value } from '#model/value';
import { deferred } from '#model/value';

/**
 * Limits on what a template can make of itself. Substitution, loops, includes and nested stacks can each double a value
 * at every step; real applications stay far below every number here.
 */
export const bounds = {
  /** Characters of one text. */
  textLength: 1_000_000,
  /** Parts of one text. */
  textParts: 10_000,
  /** Alternatives that one text is spelled out in. */
  alternatives: 32,
  /** Nodes and parts of a value that goes through a parameter, an output, a mapping or an export. */
  passedSize: 1_000,
  /** Nodes that loops and includes may add to one template. */
  expandedNodes: 100_000,
  /** Conditions that lead to one another. */
  conditionChain: 200,
  /** Outputs that lead to one another through parameters, and exports through imports. */
  outputChain: 40,
  /** Nested stacks of one run, their depth, and the characters of all their templates. */
  stacks: 500,
  nesting: 16,
  characters: 50_000_000,
} as const;

/** The value, or `bounds` where it is too large to be copied to every place that uses it. */
export function passed(value: Value, name: string, at: Place): Value {
  return valueSize(value, bounds.passedSize) > bounds.passedSize ? deferred('bounds', name, at) : value;
}

/** Nodes and parts of a value, counted up to just above `limit`. */
export function valueSize(value: Value, limit: number): number {
  switch (value.kind) {
    case 'scalar':
    case 'deferred':
    case 'absent':
      return 1;
    case 'text':
      return value.parts.length;
    case 'list':
      return sum(value.items, limit);
    case 'choice':
      return sum(value.branches, limit);
    case 'dictionary':
      return sum(
        [...value.entries.values()].map((entry) => entry.value),
        limit,
      );
    default:
      return value satisfies never;
  }
}

function sum(values: readonly Value[], limit: number): number {
  let size = 1;
  for (const value of values) {
    size += valueSize(value, limit - size);
    if (size > limit) break;
  }
  return size;
}

/** Nodes of a tree, itself included. */
export function treeSize(tree: Tree): number {
  if (tree.kind === 'scalar') return 1;
  let size = 1;
  if (tree.kind === 'list') for (const item of tree.items) size += treeSize(item);
  else for (const entry of tree.entries.values()) size += treeSize(entry.value);
  return size;
}
