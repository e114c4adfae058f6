import { ANY, CHARACTER, codePoint, HOLE, isGenerated, isOpaque, isSymbolic, ONE, STAR } from './alphabet.ts';

/**
 * How far a pattern covers a text, each as 0 no, 1 maybe, 2 yes: `some` member of the family, `all` members.
 * A text without a family has one member, so both are equal.
 */
export interface Coverage {
  readonly some: 0 | 1 | 2;
  readonly all: 0 | 1 | 2;
}

export const NONE: Coverage = { some: 0, all: 0 };
export const MAYBE: Coverage = { some: 1, all: 1 };
/** Some member for certain, not all. */
export const PART: Coverage = { some: 2, all: 0 };
export const WHOLE: Coverage = { some: 2, all: 2 };

/** Compares the pattern of a policy with the text of a resource, both ARNs in the alphabet, or `*`. */
export function compareArn(pattern: string, text: string): Coverage {
  if (pattern === STAR) return WHOLE;
  const pieces = segments(pattern);
  const whole = segments(text);
  // A hole may hold colons, and a final `*` reaches beyond them; both are compared as one piece.
  if (pieces === undefined || whole === undefined) return spans(pattern) ? comparePiece(pattern, text) : NONE;
  let result = WHOLE;
  // What differs most often is asked first.
  for (const at of [2, 5, 4, 3, 0] as const) {
    const one = comparePiece(pieces[at], whole[at]);
    if (one.some === 0) return NONE;
    result = both(result, one);
  }
  const partition = comparePartition(pieces[1], whole[1]);
  return partition.some === 0 ? NONE : both(result, partition);
}

/** arn, partition, service, region, account, resource; undefined for fewer. */
export function segments(arn: string): Segments | undefined {
  const first = arn.indexOf(':');
  const second = arn.indexOf(':', first + 1);
  const third = arn.indexOf(':', second + 1);
  const fourth = arn.indexOf(':', third + 1);
  const fifth = arn.indexOf(':', fourth + 1);
  // Where one is missing, the search begins anew and finds none after the last.
  if (first < 0 || second <= first || third <= second || fourth <= third || fifth <= fourth) return undefined;
  return [
    arn.slice(0, first),
    arn.slice(first + 1, second),
    arn.slice(second + 1, third),
    arn.slice(third + 1, fourth),
    arn.slice(fourth + 1, fifth),
    arn.slice(fifth + 1),
  ];
}

export type Segments = readonly [
  arn: string,
  partition: string,
  service: string,
  region: string,
  account: string,
  resource: string,
];

function spans(pattern: string): boolean {
  return pattern.endsWith(STAR) || /[\uE000\uDBC0-\uDBFF]/.test(pattern);
}

/** Templates are deployed in one partition that they rarely name: `aws` is ours, another one may be. */
function comparePartition(pattern: string, text: string): Coverage {
  if (pattern === text) return WHOLE;
  return /^aws-[a-z-]+$/.test(pattern) ? MAYBE : comparePiece(pattern, text);
}

function both(left: Coverage, right: Coverage): Coverage {
  if (left === WHOLE) return right;
  if (right === WHOLE) return left;
  const some = left.some < right.some ? left.some : right.some;
  const all = left.all < right.all ? left.all : right.all;
  return { some, all };
}

/** Compares one segment. */
export function comparePiece(pattern: string, text: string): Coverage {
  if (pattern === STAR) return WHOLE;
  const symbolic = isSymbolic(pattern) || isSymbolic(text);
  if (!symbolic) return pattern === text ? WHOLE : NONE;
  if (pattern === text && !text.includes(HOLE)) return WHOLE;
  // An empty region or account is never one that the provider fills in.
  if (pattern === '' && text !== '' && text !== ANY) return NONE;
  if (differAtEnds(pattern, text)) return NONE;
  const left = pointsOf(pattern);
  const right = pointsOf(text);
  if (covers(left, right)) return WHOLE;
  if (text.includes(ANY) && meets(left, right, false))
    return { some: 2, all: covers(left.map(loosened), right) ? 1 : 0 };
  if (!meets(left, right, true)) return NONE;
  if (!text.includes(ANY)) return MAYBE;
  // It may cover every member only if it may cover the one with nothing behind the family's beginning, too.
  const beginning = right.filter((point) => point !== ANY_POINT);
  return { some: 1, all: endsOpen(left) && meets(left, beginning, true) ? 1 : 0 };
}

/** Do known characters at the same place from either end differ? Decides most pairs without walking them. */
function differAtEnds(pattern: string, text: string): boolean {
  const last = pattern.charCodeAt(pattern.length - 1);
  const lastText = text.charCodeAt(text.length - 1);
  if (isPlainUnit(last) && isPlainUnit(lastText) && last !== lastText) return true;
  let at = 0;
  while (at < pattern.length && at < text.length && pattern[at] === text[at] && !isLooseUnit(pattern.charCodeAt(at)))
    at += 1;
  const unit = pattern.charCodeAt(at);
  const unitText = text.charCodeAt(at);
  if (at === pattern.length) return at < text.length && isPlainUnit(unitText);
  return isPlainUnit(unit) && (at === text.length || isPlainUnit(unitText));
}

function isPlainUnit(unit: number): boolean {
  return unit < 0xd800 || unit > CHARACTER_POINT;
}

/** Holes, families, wildcards and opaque symbols: what follows them stands at no fixed place. */
function isLooseUnit(unit: number): boolean {
  return (unit >= HOLE_POINT && unit <= ONE_POINT) || (unit >= 0xdbc0 && unit <= 0xdbff);
}

/** Without a wildcard or unknown at the end, a pattern names one member of a family. */
function endsOpen(pattern: readonly number[]): boolean {
  const last = pattern.at(-1);
  return last !== undefined && (last === STAR_POINT || isUnknown(last));
}

/** What is not known may be a wildcard. */
function loosened(point: number): number {
  return isUnknown(point) ? STAR_POINT : point;
}

const HOLE_POINT = HOLE.charCodeAt(0);
const ANY_POINT = ANY.charCodeAt(0);
const STAR_POINT = STAR.charCodeAt(0);
const ONE_POINT = ONE.charCodeAt(0);
const CHARACTER_POINT = CHARACTER.charCodeAt(0);

function pointsOf(text: string): readonly number[] {
  return Array.from(text, codePoint);
}

/** Does the pattern match every member of the text whatever its unknowns are? Greedy, with one point of return: linear in practice. */
function covers(pattern: readonly number[], text: readonly number[]): boolean {
  let at = 0;
  let back = -1;
  let backText = 0;
  let here = 0;
  for (let found = text[here]; found !== undefined; found = text[here]) {
    const wanted = pattern[at];
    if (wanted === STAR_POINT) {
      back = at;
      backText = here;
      at += 1;
    } else if (wanted !== undefined && sameCharacter(wanted, found)) {
      at += 1;
      here += 1;
    } else if (back >= 0) {
      at = back + 1;
      backText += 1;
      here = backText;
    } else return false;
  }
  while (pattern[at] === STAR_POINT) at += 1;
  return at === pattern.length;
}

function sameCharacter(wanted: number, found: number): boolean {
  if (wanted === ONE_POINT) return found === CHARACTER_POINT || isLiteral(found);
  return wanted === found && found !== HOLE_POINT && found !== ANY_POINT;
}

function isLiteral(point: number): boolean {
  return point < HOLE_POINT || (point > CHARACTER_POINT && point < 0xf0000);
}

/**
 * May pattern and text denote a common string? `loose`: for some value of the unknowns; otherwise for every one,
 * the family's members alone being free to choose.
 * Walks pairs of positions once each: at most |pattern| × |text| × 3 steps.
 */
function meets(pattern: readonly number[], text: readonly number[], loose: boolean): boolean {
  const [left, right] = loose ? withoutCommonEnds(pattern, text) : [pattern, text];
  const width = right.length + 1;
  const seen = new Uint8Array((left.length + 1) * width * 3);
  const pending: number[] = [0];
  const visit = (at: number, here: number, inside: number): void => {
    const state = (at * width + here) * 3 + inside;
    if (seen[state] === 1) return;
    seen[state] = 1;
    pending.push(state);
  };
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const inside = state % 3;
    const here = Math.floor(state / 3) % width;
    const at = Math.floor(state / 3 / width);
    if (at === left.length && here === right.length && inside === 0) return true;
    if (inside > 0) walkGenerated(left, at, here, inside, visit);
    else step(left, right, at, here, loose, visit);
  }
  return false;
}

type Visit = (at: number, here: number, inside: number) => void;

function step(
  left: readonly number[],
  right: readonly number[],
  at: number,
  here: number,
  loose: boolean,
  visit: Visit,
): void {
  const wanted = left[at];
  const found = right[here];
  const freeLeft = wanted === STAR_POINT || (loose && wanted !== undefined && isUnknown(wanted));
  const freeRight = found === ANY_POINT || (loose && found !== undefined && isUnknown(found));
  if (freeLeft) {
    visit(at + 1, here, 0);
    if (found !== undefined) visit(at, here + 1, 0);
  }
  if (freeRight) {
    visit(at, here + 1, 0);
    // A parameter never holds the name that the provider generates for another resource.
    if (wanted !== undefined && (found === ANY_POINT || !isGenerated(wanted))) visit(at + 1, here, 0);
  }
  if (wanted === undefined || found === undefined) return;
  if (sameCharacter(wanted, found) || (loose && found === CHARACTER_POINT && isLiteral(wanted)))
    visit(at + 1, here + 1, 0);
  if (loose && isGenerated(found)) visit(at, here, 1);
}

function isUnknown(point: number): boolean {
  return point === HOLE_POINT || isOpaque(point);
}

/**
 * Inside a generated name (`stack-Logical-RANDOM`): letters, digits, `.`, `_` and `-` may be its beginning or middle;
 * its random end is only covered by a wildcard. 1: the last thing taken is not one, 2: it is.
 */
function walkGenerated(left: readonly number[], at: number, here: number, inside: number, visit: Visit): void {
  if (inside === 2) visit(at, here + 1, 0);
  const wanted = left[at];
  if (wanted === undefined) return;
  if (wanted === STAR_POINT || isUnknown(wanted)) {
    visit(at, here, 2);
    visit(at + 1, here, 2);
  } else if (wanted === ONE_POINT || isNameCharacter(wanted)) visit(at + 1, here, 1);
}

function isNameCharacter(point: number): boolean {
  return point < 128 && /[A-Za-z0-9._-]/.test(String.fromCharCode(point));
}

/** Equal symbols at both ends cancel out: `${Stage}-a` and `${Stage}-b` are different whatever the stage. */
function withoutCommonEnds(
  left: readonly number[],
  right: readonly number[],
): readonly [readonly number[], readonly number[]] {
  const most = Math.min(left.length, right.length);
  let head = 0;
  while (head < most && sameFixed(left[head], right[head])) head += 1;
  let tail = 0;
  while (tail < most - head && sameFixed(left[left.length - 1 - tail], right[right.length - 1 - tail])) tail += 1;
  return [left.slice(head, left.length - tail), right.slice(head, right.length - tail)];
}

function sameFixed(left: number | undefined, right: number | undefined): boolean {
  return left !== undefined && left === right && (isLiteral(left) || left >= 0xf0000);
}
