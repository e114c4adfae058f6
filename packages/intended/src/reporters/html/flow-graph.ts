import { compareRows, compareText } from '#finding/compare';
import type { Hop, MatrixRow, Report } from '#finding/finding';
import { accessGroups } from '../access-groups.ts';

export interface FlowNode {
  readonly id: string;
  readonly kind: string;
  /** Column of the picture: 0 actors, 1 ways in, 2 compute, 3 stores, 4 outside. */
  readonly column: number;
  readonly stars: number;
  readonly starsMax: number;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly data: readonly string[];
  readonly how: readonly string[];
}

export type EdgeKind = 'excess' | 'leak' | 'intended' | 'path';

export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** Services left out, because a picture of everything shows nothing, or because no flow of theirs is known. */
  readonly hidden: number;
}

// A picture with more is no longer read, and its page grows heavy; the table always holds everything.
const MOST_NODES = 60;
const MOST_EDGES = 240;

/** Edges of the report as a graph: what is intended, what leaks, what could happen beyond. Worst rows first when too many. */
export function flowGraph(report: Report): FlowGraph {
  const rows = [...report.matrix].sort(compareRows);
  const rowById = new Map(rows.map((row) => [row.service, row]));
  const edges = edgesOf(report, rows);
  const joined = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const wanted = new Set<string>();
  const worst = rows.filter((row) => joined.has(row.service)).map((row) => row.service);
  for (const id of [...worst, ...joined]) if (wanted.size < MOST_NODES) wanted.add(id);
  const shown = edges.filter((edge) => wanted.has(edge.from) && wanted.has(edge.to)).slice(0, MOST_EDGES);
  const sources = new Set(shown.map((edge) => edge.from));
  const nodes = [...wanted].sort(compareText).map((id) => nodeOf(id, rowById.get(id), sources.has(id)));
  return { nodes, edges: shown, hidden: rows.filter((row) => !wanted.has(row.service)).length };
}

function edgesOf(report: Report, rows: readonly MatrixRow[]): readonly FlowEdge[] {
  const edges = new Map<string, FlowEdge>();
  const add = (from: string, to: string, kind: EdgeKind, data: readonly string[], how: string): void => {
    if (from === to) return;
    const key = JSON.stringify([from, to, kind]);
    const known = edges.get(key);
    edges.set(key, {
      from,
      to,
      kind,
      data: union(known?.data, data),
      how: union(known?.how, [how]),
    });
  };
  for (const flow of report.flows ?? []) {
    add(flow.from, flow.to, flow.kind === 'intended' ? 'intended' : 'leak', flow.data, flow.how);
  }
  for (const row of rows) {
    for (const group of accessGroups(row)) {
      if (group.kind !== 'excess' && group.kind !== 'leak') continue;
      addPath(group.path, group.kind, group.data, add);
    }
  }
  const isCovered = (edge: FlowEdge): boolean =>
    edge.kind === 'path' &&
    KINDS.some((kind) => kind !== 'path' && edges.has(JSON.stringify([edge.from, edge.to, kind])));
  return [...edges.values()]
    .filter((edge) => !isCovered(edge))
    .sort(
      (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareText(a.from, b.from) || compareText(a.to, b.to),
    );
}

type Add = (from: string, to: string, kind: EdgeKind, data: readonly string[], how: string) => void;

/** Only the last hop departs from intent; those before it are the way there. */
function addPath(path: readonly Hop[], kind: 'excess' | 'leak', data: readonly string[], add: Add): void {
  for (const [index, hop] of path.entries()) {
    const isLast = index === path.length - 1;
    add(hop.from, hop.to, isLast ? kind : 'path', isLast ? data : [], hop.how);
  }
}

/** Gravest first. */
const KINDS: readonly EdgeKind[] = ['excess', 'leak', 'intended', 'path'];

const COLUMNS: readonly (readonly [RegExp, number])[] = [
  [/actor|anyone|signed|partner|operator|internet|provider/i, 0],
  [/browser|distribution|api|gate|authorizer|firewall|client|schedule|rule|identity-pool/i, 1],
  [/host|outside|external/i, 4],
  [/function|workflow|task|pipe|compute|build|custom|delivery/i, 2],
];

function nodeOf(id: string, row: MatrixRow | undefined, isSource: boolean): FlowNode {
  if (row === undefined) {
    return { id, kind: isSource ? 'actor' : 'outside', column: isSource ? 0 : 4, stars: 0, starsMax: 0 };
  }
  const column = COLUMNS.find(([pattern]) => pattern.test(row.kind))?.[1] ?? 3;
  return { id, kind: row.kind, column, stars: row.stars, starsMax: row.starsMax };
}

function union(known: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])];
}
