import type { Place } from '#source/place';
import type { Value } from '#model/value';

/**
 * The same value, standing at its place of use: a finding about a value from a parameter, a mapping or another stack
 * points at the property that uses it.
 */
export function relocate(value: Value, at: Place): Value {
  switch (value.kind) {
    case 'scalar':
      return { kind: 'scalar', value: value.value, at };
    case 'list':
      return { ...value, items: value.items.map((item) => relocate(item, at)), at };
    case 'choice':
      return { ...value, branches: value.branches.map((branch) => relocate(branch, at)), at };
    case 'dictionary': {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { value: relocate(entry.value, at), keyAt: at }] as const,
      );
      return { ...value, entries: new Map(entries), at };
    }
    case 'text':
    case 'deferred':
    case 'absent':
      return { ...value, at };
    default:
      return value satisfies never;
  }
}
