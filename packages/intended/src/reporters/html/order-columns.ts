import type { FlowEdge, FlowGraph } from './flow-graph.ts';

/** A place in a column: a node, or the lane of an edge that passes by. */
export interface Slot {
  readonly id: string;
  /** The edge, for a lane. */
  readonly edge: FlowEdge | undefined;
}

const SWEEPS = 8;

/**
 * Columns from left to right, each in drawing order. Which column a node stands in is given (who, way in, compute,
 * store, outside), so all that is left is the order: each slot moves to the mean height of its neighbours, a few times.
 * A general graph layout would move services between columns.
 */
export function orderColumns(graph: FlowGraph): readonly (readonly Slot[])[] {
  const used = [...new Set(graph.nodes.map((node) => node.column))].sort((a, b) => a - b);
  const indexOf = new Map(graph.nodes.map((node) => [node.id, used.indexOf(node.column)]));
  const columns: Slot[][] = used.map((column) =>
    graph.nodes.filter((node) => node.column === column).map(({ id }) => ({ id, edge: undefined })),
  );
  const neighbours = new Map<string, string[]>();
  for (const [number, edge] of graph.edges.entries()) {
    const from = indexOf.get(edge.from);
    const to = indexOf.get(edge.to);
    if (from === undefined || to === undefined) continue;
    const chain = [edge.from, ...lanesOf(edge, number, from, to, columns), edge.to];
    for (let at = 1; at < chain.length; at++) join(neighbours, chain[at - 1] ?? '', chain[at] ?? '');
  }
  return sweep(columns, neighbours);
}

/** Adds a lane to each column between the two ends; their ids, in the direction of the edge. */
function lanesOf(
  edge: FlowEdge,
  number: number,
  from: number,
  to: number,
  columns: readonly Slot[][],
): readonly string[] {
  if (from === to) return [];
  const step = Math.sign(to - from);
  const ids: string[] = [];
  for (let column = from + step; column !== to; column += step) {
    // No resource's name holds a new line, so a lane is never taken for a node.
    const id = `\n${number} ${column}`;
    columns[column]?.push({ id, edge });
    ids.push(id);
  }
  return ids;
}

function join(neighbours: Map<string, string[]>, one: string, other: string): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const list = neighbours.get(from);
    if (list === undefined) neighbours.set(from, [to]);
    else list.push(to);
  }
}

function sweep(columns: readonly Slot[][], neighbours: ReadonlyMap<string, readonly string[]>): readonly Slot[][] {
  const height = new Map<string, number>();
  const settle = (column: readonly Slot[]): void => {
    for (const [row, slot] of column.entries()) height.set(slot.id, row - column.length / 2);
  };
  let current = columns;
  for (const column of current) settle(column);
  for (let round = 0; round < SWEEPS; round++) {
    current = current.map((column) => {
      const wish = new Map(column.map(({ id }) => [id, mean(neighbours.get(id), height, id)]));
      const sorted = column.toSorted((a, b) => (wish.get(a.id) ?? 0) - (wish.get(b.id) ?? 0));
      settle(sorted);
      return sorted;
    });
  }
  return current;
}

function mean(ids: readonly string[] | undefined, height: ReadonlyMap<string, number>, self: string): number {
  if (ids === undefined || ids.length === 0) return height.get(self) ?? 0;
  return ids.reduce((sum, id) => sum + (height.get(id) ?? 0), 0) / ids.length;
}
