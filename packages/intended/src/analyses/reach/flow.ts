import type { Place } from '#source/place';
import type { ClassSet } from './class-set.ts';

/**
 * Data moves from one point to another when nothing misbehaves. A point is a node id, or one side of a
 * compute: `eventOf(id)` (what arrives as its event) and `responseOf(id)` (what it answers).
 */
export interface Flow {
  readonly from: string;
  readonly to: string;
  /** Only these classes pass. */
  readonly only: ClassSet;
  /** False where the code or the policy leaves it open whether this happens. */
  readonly sure: boolean;
  readonly how: string;
  readonly at: Place;
}

/** Data enters the application here: a request, a store's inventory, a value made in code. */
export interface Seed {
  readonly to: string;
  readonly classes: ClassSet;
  readonly sure: boolean;
  readonly how: string;
  readonly at: Place;
}

export interface FlowGraph {
  readonly flows: readonly Flow[];
  readonly seeds: readonly Seed[];
}

const EVENT = '\u0000event';
const RESPONSE = '\u0000response';
const CACHEABLE = '\u0000cacheable';

export function eventOf(compute: string): string {
  return compute + EVENT;
}

export function responseOf(compute: string): string {
  return compute + RESPONSE;
}

/** Answers of an API that a cache before it may keep: those to GET and HEAD. */
export function cacheableOf(api: string): string {
  return api + CACHEABLE;
}

/** The node a point belongs to. */
export function nodeOf(point: string): string {
  const end = point.indexOf('\u0000');
  return end === -1 ? point : point.slice(0, end);
}
