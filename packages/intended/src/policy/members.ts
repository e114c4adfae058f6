import { ANY, codePoint, HOLE, isOpaque, ONE, STAR, STRANGE } from './alphabet.ts';
import { comparePiece, segments } from './compare.ts';

/** More kinds of members than this are not told apart: what then depends on a part is `maybe`. */
const MOST = 256;

/**
 * Ends of the names of a family's members, one for each way in which the patterns can tell its members apart:
 * for `public/*` and `*.png` these are like `public/x`, `x.png`, `public/x.png` and `x`. Undefined where there are too many.
 * Walks all patterns at once, letter by letter, over the sets of positions that each may have reached.
 */
export function tellingEnds(patterns: readonly string[], families: readonly string[]): readonly string[] | undefined {
  const walks = families.flatMap((family) => patterns.map((pattern) => walkInto(pattern, family)));
  const ends = new Map([[keyOf(walks), { end: '', walks }]]);
  // A map grows while it is walked: what is added is visited, too.
  for (const { end, walks: state } of ends.values())
    for (const letter of lettersAt(state)) {
      const next = state.map((walk) => step(walk, letter));
      const key = keyOf(next);
      if (ends.has(key)) continue;
      if (ends.size === MOST) return undefined;
      ends.set(key, { end: end + letter, walks: next });
    }
  return [...ends.values()].map((one) => one.end);
}

/** A pattern, and the positions in it that a text may have reached. */
interface Walk {
  readonly points: readonly string[];
  readonly positions: readonly number[];
}

function keyOf(walks: readonly Walk[]): string {
  return walks.map((walk) => walk.positions.join()).join('|');
}

/** Where in the pattern the text may be at the end of what all members of the family begin with. */
function walkInto(pattern: string, family: string): Walk {
  const named = family.slice(0, -ANY.length);
  const [piece, head] = alike(pattern, named);
  const points = Array.from(piece);
  const start = new Set<number>();
  for (let at = 0; at <= points.length; at += 1)
    if (comparePiece(points.slice(0, at).join(''), head).some > 0) {
      start.add(at);
      if (isFree(points[at - 1])) start.add(at - 1);
    }
  return { points, positions: closure(points, start) };
}

/** The resource parts of two ARNs; all of both where one of them is none. */
function alike(pattern: string, named: string): readonly [string, string] {
  const pieces = segments(pattern);
  const whole = segments(named);
  return pieces === undefined || whole === undefined ? [pattern, named] : [pieces[5], whole[5]];
}

/** Stands for any string. */
function isFree(point: string | undefined): boolean {
  return point !== undefined && (point === STAR || point === HOLE || isOpaque(codePoint(point)));
}

/** What a pattern wants next, and a letter that none of them wants. */
function lettersAt(walks: readonly Walk[]): ReadonlySet<string> {
  const letters = new Set([STRANGE]);
  for (const { points, positions } of walks)
    for (const position of positions) {
      const wanted = points[position];
      if (wanted !== undefined && wanted !== STAR && wanted !== ONE && wanted !== HOLE) letters.add(wanted);
    }
  return letters;
}

function step({ points, positions }: Walk, letter: string): Walk {
  const next = new Set<number>();
  for (const position of positions) {
    const wanted = points[position];
    if (isFree(wanted)) next.add(position);
    if (wanted === letter || wanted === ONE) next.add(position + 1);
  }
  return { points, positions: closure(points, next) };
}

/** What stands for any string also stands for the empty one. */
function closure(points: readonly string[], positions: ReadonlySet<number>): readonly number[] {
  const all = new Set(positions);
  for (const position of all) if (isFree(points[position])) all.add(position + 1);
  return [...all].sort((left, right) => left - right);
}
