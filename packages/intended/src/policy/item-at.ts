/**
 * The item that stands at an index which this room itself gave out (of a facet, a node, a kind), never one from a template.
 * @throws {RangeError} when nothing stands there: the bookkeeping is broken.
 */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
  return item;
}

/**
 * The same for a key of a map.
 * @throws {RangeError} when the map has no such key.
 */
export function itemOf<K, T>(items: ReadonlyMap<K, T>, key: K): T {
  const item = items.get(key);
  if (item === undefined) throw new RangeError(`no item \`${String(key)}\` among ${items.size}`);
  return item;
}
