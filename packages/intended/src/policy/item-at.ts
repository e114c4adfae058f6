/**
 * The item that stands at an index which this room itself gave out (of a facet, a node, a kind), never one from a template.
 * @throws {RangeError} when nothing stands there: the bookkeeping is broken.
 */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
  return item;
}
