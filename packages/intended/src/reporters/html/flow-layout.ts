import type { FlowEdge, FlowGraph, FlowNode } from './flow-graph.ts';

export interface PlacedNode {
  readonly node: FlowNode;
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: FlowEdge;
  /** SVG path data. */
  readonly path: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

export const NODE_WIDTH = 168;
export const NODE_HEIGHT = 50;
const COLUMN_GAP = 120;
const ROW_GAP = 26;
const MARGIN = 34;
const SWEEPS = 6;

/**
 * Columns are given (who, way in, compute, store), so all that is left is the order within a column: each node moves
 * to the mean height of its neighbours, a few times. A general graph layout would move services between columns.
 */
export function layoutFlow(graph: FlowGraph): Layout {
  const used = [...new Set(graph.nodes.map((node) => node.column))].sort((a, b) => a - b);
  const columns = ordered(
    used.map((column) => graph.nodes.filter((node) => node.column === column)),
    graph.edges,
  );
  const rows = Math.max(...columns.map((column) => column.length), 1);
  const height = 2 * MARGIN + rows * (NODE_HEIGHT + ROW_GAP) - ROW_GAP;
  const nodes = columns.flatMap((column, index) => {
    const top = (height - (column.length * (NODE_HEIGHT + ROW_GAP) - ROW_GAP)) / 2;
    const x = MARGIN + index * (NODE_WIDTH + COLUMN_GAP);
    return column.map((node, row) => ({ node, x, y: top + row * (NODE_HEIGHT + ROW_GAP) }));
  });
  const width = 2 * MARGIN + columns.length * (NODE_WIDTH + COLUMN_GAP) - COLUMN_GAP;
  return { width, height, nodes, edges: placedEdges(graph.edges, nodes) };
}

function ordered(columns: readonly FlowNode[][], edges: readonly FlowEdge[]): readonly FlowNode[][] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const list = neighbours.get(one);
      if (list === undefined) neighbours.set(one, [other]);
      else list.push(other);
    }
  }
  const height = new Map<string, number>();
  const settle = (column: readonly FlowNode[]): void => {
    for (const [row, node] of column.entries()) height.set(node.id, row - column.length / 2);
  };
  for (const column of columns) settle(column);
  let current = columns;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    current = current.map((column) => {
      const wish = new Map(column.map((node) => [node.id, mean(neighbours.get(node.id), height, node.id)]));
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

/** Edges of one side share it evenly, in the order of their other ends, so that they do not all cross in one point. */
function placedEdges(edges: readonly FlowEdge[], nodes: readonly PlacedNode[]): readonly PlacedEdge[] {
  const placeById = new Map(nodes.map((place) => [place.node.id, place]));
  const ports = portsOf(edges, placeById);
  return edges.flatMap((edge) => {
    const from = placeById.get(edge.from);
    const to = placeById.get(edge.to);
    if (from === undefined || to === undefined) return [];
    return [{ edge, path: curve(from, to, ports.get(`>${keyOf(edge)}`) ?? 0.5, ports.get(`<${keyOf(edge)}`) ?? 0.5) }];
  });
}

function portsOf(edges: readonly FlowEdge[], placeById: ReadonlyMap<string, PlacedNode>): ReadonlyMap<string, number> {
  const sides = new Map<string, { readonly key: string; readonly y: number }[]>();
  const put = (node: string, side: string, key: string, other: string): void => {
    const list = sides.get(`${side}${node}`) ?? [];
    list.push({ key, y: placeById.get(other)?.y ?? 0 });
    sides.set(`${side}${node}`, list);
  };
  for (const edge of edges) {
    const isForward = (placeById.get(edge.from)?.x ?? 0) < (placeById.get(edge.to)?.x ?? 0);
    const isSame = placeById.get(edge.from)?.x === placeById.get(edge.to)?.x;
    put(edge.from, isForward || isSame ? 'right' : 'left', `>${keyOf(edge)}`, edge.to);
    put(edge.to, isForward ? 'left' : 'right', `<${keyOf(edge)}`, edge.from);
  }
  const ports = new Map<string, number>();
  for (const list of sides.values()) {
    list.sort((a, b) => a.y - b.y);
    for (const [index, { key }] of list.entries()) ports.set(key, (index + 1) / (list.length + 1));
  }
  return ports;
}

function curve(from: PlacedNode, to: PlacedNode, out: number, into: number): string {
  const y1 = round(from.y + NODE_HEIGHT * out);
  const y2 = round(to.y + NODE_HEIGHT * into);
  if (from.x === to.x) {
    const x = from.x + NODE_WIDTH;
    const bow = x + Math.min(COLUMN_GAP * 0.7, 30 + Math.abs(y2 - y1) * 0.18);
    return `M${x} ${y1}C${round(bow)} ${y1} ${round(bow)} ${y2} ${x + TIP} ${y2}`;
  }
  const isForward = from.x < to.x;
  const x1 = isForward ? from.x + NODE_WIDTH : from.x;
  const x2 = isForward ? to.x - TIP : to.x + NODE_WIDTH + TIP;
  const bend = round((x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** Room for the arrow head. */
const TIP = 7;

function keyOf(edge: FlowEdge): string {
  return JSON.stringify([edge.from, edge.to]);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
