import type { FlowEdge, FlowGraph, FlowNode } from './flow-graph.ts';
import { orderColumns } from './order-columns.ts';
import type { Slot } from './order-columns.ts';

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

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 50;
/** Height of the lane that an edge keeps free where it passes a column. */
const LANE_HEIGHT = 12;
const COLUMN_GAP = 116;
const ROW_GAP = 22;
const MARGIN = 34;
/** Room for the arrow head. */
const TIP = 7;

/** Places nodes in their columns and edges between them; an edge over several columns passes each in a lane of its own. */
export function layoutFlow(graph: FlowGraph): Layout {
  const columns = orderColumns(graph);
  const heights = columns.map((column) => column.reduce((sum, slot) => sum + heightOf(slot) + ROW_GAP, -ROW_GAP));
  const height = 2 * MARGIN + Math.max(...heights, NODE_HEIGHT);
  const placeById = new Map<string, Box>();
  for (const [index, column] of columns.entries()) {
    let y = (height - (heights[index] ?? 0)) / 2;
    for (const slot of column) {
      placeById.set(slot.id, { x: MARGIN + index * (NODE_WIDTH + COLUMN_GAP), y, height: heightOf(slot) });
      y += heightOf(slot) + ROW_GAP;
    }
  }
  const width = 2 * MARGIN + columns.length * (NODE_WIDTH + COLUMN_GAP) - COLUMN_GAP;
  const nodes = graph.nodes.flatMap((node) => {
    const box = placeById.get(node.id);
    return box === undefined ? [] : [{ node, x: box.x, y: round(box.y) }];
  });
  return { width, height: round(height), nodes, edges: placeEdges(graph.edges, columns, placeById) };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

function heightOf(slot: Slot): number {
  return slot.edge === undefined ? NODE_HEIGHT : LANE_HEIGHT;
}

function placeEdges(
  edges: readonly FlowEdge[],
  columns: readonly (readonly Slot[])[],
  placeById: ReadonlyMap<string, Box>,
): readonly PlacedEdge[] {
  const lanes = new Map<FlowEdge, Box[]>();
  for (const slot of columns.flat()) {
    const box = placeById.get(slot.id);
    if (slot.edge !== undefined && box !== undefined) lanes.set(slot.edge, [...(lanes.get(slot.edge) ?? []), box]);
  }
  const routes = edges.flatMap((edge) => {
    const from = placeById.get(edge.from);
    const to = placeById.get(edge.to);
    if (from === undefined || to === undefined) return [];
    const between = lanes.get(edge) ?? [];
    return [{ edge, from, to, between: from.x <= to.x ? between : between.toReversed() }];
  });
  const ports = portsOf(routes);
  return routes.map((route) => ({ edge: route.edge, path: pathOf(route, ports) }));
}

interface Route {
  readonly edge: FlowEdge;
  readonly from: Box;
  readonly to: Box;
  /** Lanes on the way, in its direction. */
  readonly between: readonly Box[];
}

interface Ports {
  readonly out: ReadonlyMap<FlowEdge, number>;
  readonly into: ReadonlyMap<FlowEdge, number>;
}

/** Edges share the side of a node evenly, in the order of where they go, so that they do not cross right there. */
function portsOf(routes: readonly Route[]): Ports {
  const sides = new Map<string, { readonly edge: FlowEdge; readonly isOut: boolean; readonly y: number }[]>();
  const put = (node: string, side: string, edge: FlowEdge, isOut: boolean, y: number): void => {
    const key = `${side} ${node}`;
    const list = sides.get(key);
    if (list === undefined) sides.set(key, [{ edge, isOut, y }]);
    else list.push({ edge, isOut, y });
  };
  for (const { edge, from, to, between } of routes) {
    const [outSide, intoSide] =
      from.x < to.x ? ['right', 'left'] : from.x > to.x ? ['left', 'right'] : ['right', 'right'];
    put(edge.from, outSide, edge, true, (between[0] ?? to).y);
    put(edge.to, intoSide, edge, false, (between.at(-1) ?? from).y);
  }
  const out = new Map<FlowEdge, number>();
  const into = new Map<FlowEdge, number>();
  for (const list of sides.values()) {
    list.sort((a, b) => a.y - b.y);
    for (const [index, { edge, isOut }] of list.entries())
      (isOut ? out : into).set(edge, (index + 1) / (list.length + 1));
  }
  return { out, into };
}

function pathOf({ edge, from, to, between }: Route, ports: Ports): string {
  const y1 = round(from.y + from.height * (ports.out.get(edge) ?? 0.5));
  const y2 = round(to.y + to.height * (ports.into.get(edge) ?? 0.5));
  if (from.x === to.x) return bow(from.x + NODE_WIDTH, y1, y2);
  const isForward = from.x < to.x;
  const start = isForward ? from.x + NODE_WIDTH : from.x;
  const end = isForward ? to.x - TIP : to.x + NODE_WIDTH + TIP;
  let path = `M${start} ${y1}`;
  let at = { x: start, y: y1 };
  for (const lane of between) {
    const y = round(lane.y + lane.height / 2);
    const enter = isForward ? lane.x : lane.x + NODE_WIDTH;
    const leave = isForward ? lane.x + NODE_WIDTH : lane.x;
    path += `${curve(at.x, at.y, enter, y)}L${leave} ${y}`;
    at = { x: leave, y };
  }
  return path + curve(at.x, at.y, end, y2);
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = round((x2 - x1) / 2);
  return `C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** Between two nodes of one column: out and back on the right side. */
function bow(x: number, y1: number, y2: number): string {
  const reach = round(x + Math.min(COLUMN_GAP * 0.7, 30 + Math.abs(y2 - y1) * 0.18));
  return `M${x} ${y1}C${reach} ${y1} ${reach} ${y2} ${x + TIP} ${y2}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
