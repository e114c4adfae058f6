import type { DataClass } from '#intent/intent';

/** A set of data classes, one bit each, by their index in a `ClassIndex`. At most 64 classes, as the design fixes. */
export type ClassSet = bigint;

export const NONE: ClassSet = 0n;
export const ALL: ClassSet = (1n << 64n) - 1n;
const MOST_CLASSES = 64;

/** Numbers the data classes of one run. */
export interface ClassIndex {
  readonly classes: readonly DataClass[];
  /** Classes past the most that a set can hold: nothing is followed for them, and the report says so. */
  readonly left: readonly DataClass[];
  readonly bitById: ReadonlyMap<string, ClassSet>;
  /** Classes of these kinds, such as every credential class. */
  ofKinds(...kinds: readonly DataClass['kind'][]): ClassSet;
  /** The set of these ids; ids that are no class are left out. */
  of(ids: Iterable<string>): ClassSet;
  ids(set: ClassSet): readonly string[];
  each(set: ClassSet): readonly DataClass[];
}

/** Classes past the 64th are left out: `left` has them, for the caller to report. */
export function indexClasses(classes: readonly DataClass[]): ClassIndex {
  const kept = classes.slice(0, MOST_CLASSES);
  const bitById = new Map(kept.map((dataClass, index) => [dataClass.id, 1n << BigInt(index)] as const));
  // Few distinct sets occur in one run, and each is asked for in thousands of cells.
  const membersBySet = new Map<ClassSet, readonly DataClass[]>();
  const each = (set: ClassSet): readonly DataClass[] => {
    const cached = membersBySet.get(set);
    if (cached !== undefined) return cached;
    const members = kept.filter((_, index) => (set & (1n << BigInt(index))) !== NONE);
    membersBySet.set(set, members);
    return members;
  };
  const of = (ids: Iterable<string>): ClassSet => {
    let set = NONE;
    for (const id of ids) set |= bitById.get(id) ?? NONE;
    return set;
  };
  return {
    classes: kept,
    left: classes.slice(MOST_CLASSES),
    bitById,
    ofKinds: (...kinds) =>
      of(kept.filter((dataClass) => kinds.includes(dataClass.kind)).map((dataClass) => dataClass.id)),
    of,
    ids: (set) => each(set).map((dataClass) => dataClass.id),
    each,
  };
}
