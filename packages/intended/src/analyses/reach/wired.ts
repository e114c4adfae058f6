import type { Hop } from '#finding/finding';
import type { Place } from '#source/place';
import type { ClassSet } from './class-set.ts';
import { NONE } from './class-set.ts';
import type { Flow, FlowGraph, Seed } from './flow.ts';
import { eventOf, nodeOf, responseOf } from './flow.ts';

/** W of the design: what lies at every point when nothing misbehaves, and how it came there. */
export interface Wired {
  /** Classes that surely arrive. */
  sure(point: string): ClassSet;
  /** Classes that arrive on some reading of what is unknown; includes the sure ones. */
  possible(point: string): ClassSet;
  /** All that possibly lies on a node: at rest, as its event and in its answers. */
  held(node: string): ClassSet;
  /** Hops by which one class (a single bit) came to a point, from its origin on. */
  path(point: string, bit: ClassSet): readonly Hop[];
}

type Origin = Flow | Seed;

/** Least fixpoint of the seeds pushed along the flows; each class remembers the first step that brought it. */
export function computeWired(graph: FlowGraph): Wired {
  const sure = push(
    graph.seeds.filter((seed) => seed.sure),
    graph.flows.filter((flow) => flow.sure),
  );
  const possible = push(graph.seeds, graph.flows);
  const heldByNode = new Map<string, ClassSet>();
  return {
    sure: (point) => sure.held.get(point) ?? NONE,
    possible: (point) => possible.held.get(point) ?? NONE,
    held(node) {
      const known = heldByNode.get(node);
      if (known !== undefined) return known;
      const of = (point: string): ClassSet => possible.held.get(point) ?? NONE;
      const held = of(node) | of(eventOf(node)) | of(responseOf(node));
      heldByNode.set(node, held);
      return held;
    },
    path(point, bit) {
      const origins = ((sure.held.get(point) ?? NONE) & bit) === NONE ? possible.origins : sure.origins;
      return pathTo(point, bit, origins);
    },
  };
}

interface Reached {
  readonly held: ReadonlyMap<string, ClassSet>;
  readonly origins: ReadonlyMap<string, readonly Arrival[]>;
}

interface Arrival {
  readonly classes: ClassSet;
  readonly by: Origin;
}

function push(seeds: readonly Seed[], flows: readonly Flow[]): Reached {
  const flowsFrom = new Map<string, Flow[]>();
  for (const flow of flows) {
    const known = flowsFrom.get(flow.from);
    if (known === undefined) flowsFrom.set(flow.from, [flow]);
    else known.push(flow);
  }
  const held = new Map<string, ClassSet>();
  const origins = new Map<string, Arrival[]>();
  const waiting: string[] = [];
  const arrive = (point: string, classes: ClassSet, by: Origin): void => {
    const before = held.get(point) ?? NONE;
    const fresh = classes & ~before;
    if (fresh === NONE) return;
    held.set(point, before | fresh);
    const arrivals = origins.get(point);
    if (arrivals === undefined) origins.set(point, [{ classes: fresh, by }]);
    else arrivals.push({ classes: fresh, by });
    waiting.push(point);
  };
  for (const seed of seeds) arrive(seed.to, seed.classes, seed);
  // Breadth first, so that the remembered path of a class is a shortest one.
  for (let next = 0; next < waiting.length; next++) {
    const point = waiting[next] ?? '';
    const classes = held.get(point) ?? NONE;
    for (const flow of flowsFrom.get(point) ?? []) arrive(flow.to, classes & flow.only, flow);
  }
  return { held, origins };
}

function pathTo(point: string, bit: ClassSet, origins: ReadonlyMap<string, readonly Arrival[]>): readonly Hop[] {
  const hops: Hop[] = [];
  const seen = new Set<string>();
  let current = point;
  while (!seen.has(current)) {
    seen.add(current);
    const arrival = origins.get(current)?.find((candidate) => (candidate.classes & bit) !== NONE);
    if (arrival === undefined) break;
    hops.unshift(hopOf(arrival.by));
    if (!('from' in arrival.by)) break;
    current = arrival.by.from;
  }
  // The first hop is the origin; later ones inside one service (event to code) say nothing new.
  return hops.filter((hop, index) => hop.from !== hop.to || index === 0);
}

function hopOf(origin: Origin): Hop {
  const to = nodeOf(origin.to);
  const place: { at: Place } = { at: origin.at };
  return { from: 'from' in origin ? nodeOf(origin.from) : to, to, how: origin.how, ...place };
}
