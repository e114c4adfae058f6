import type { Resource } from '#model/application';
import { resolvedString } from '#model/read-value';
import type { Choice, Deferred, Dictionary, List, Scalar, Text, Value } from '#model/value';
import { deferred } from '#model/value';
import type { Place } from '#source/place';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined, violated } from './define-control.ts';

/** What stands at the end of a path once nothing is undecided; undefined where there is nothing. */
export type Leaf = Scalar | Text | List | Dictionary | undefined;

/**
 * Asks one question of the value at a dotted path, through everything that templates leave open: a deferred value
 * leaves the outcome open, an undecided `Fn::If` decides only if all its branches agree.
 */
export function judgeAt(value: Value | undefined, path: string, ask: (leaf: Leaf) => Outcome): Outcome {
  return walk(value, path === '' ? [] : path.split('.'), ask);
}

function walk(value: Value | undefined, path: readonly string[], ask: (leaf: Leaf) => Outcome): Outcome {
  if (value === undefined || value.kind === 'absent') return ask(undefined);
  if (value.kind === 'deferred') return undetermined(value);
  if (value.kind === 'choice') return judgeBranches(value, (branch) => walk(branch, path, ask));
  const [key, ...rest] = path;
  if (key === undefined) return ask(value);
  return walk(value.kind === 'dictionary' ? value.entries.get(key)?.value : undefined, rest, ask);
}

/** One outcome of an undecided `Fn::If`: that of its branches where they agree. */
export function judgeBranches(choice: Choice, judge: (branch: Value) => Outcome): Outcome {
  const outcomes = choice.branches.map(judge);
  const [first] = outcomes;
  if (first !== undefined && outcomes.every((outcome) => outcome.kind === first.kind)) return first;
  return undetermined(deferred('condition', choice.condition, choice.at));
}

/** The worst that is certain: a violation beats an open question, which beats satisfaction. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  const kinds = ['violated', 'undetermined', 'satisfied', 'not-applicable'] as const;
  for (const kind of kinds) {
    const found = outcomes.find((outcome) => outcome.kind === kind);
    if (found !== undefined) return found;
  }
  return satisfied;
}

/** The best that is certain: for questions that one of several things may answer. */
export function bestOf(outcomes: readonly Outcome[], none: Outcome): Outcome {
  const kinds = ['satisfied', 'undetermined', 'violated', 'not-applicable'] as const;
  for (const kind of kinds) {
    const found = outcomes.find((outcome) => outcome.kind === kind);
    if (found !== undefined) return found;
  }
  return none;
}

/** What a property must be. `absent` says whether leaving it out will do, which is a fact about the provider's default. */
export interface Must {
  readonly absent: 'violated' | 'satisfied';
  /** Where any value will do, one that comes from a parameter or another stack does, too. */
  readonly given?: 'satisfied';
  holds(leaf: NonNullable<Leaf>): boolean | 'unknown';
}

/** One of these values; `true` and `"true"` are the same to CloudFormation, and so are cases of words. */
export function be(values: Scalar['value'] | readonly Scalar['value'][], absent: Must['absent'] = 'violated'): Must {
  const wanted = new Set((Array.isArray(values) ? values : [values]).map(plainWord));
  return { absent, holds: (leaf) => asWord(leaf, (word) => wanted.has(word)) };
}

/** None of these values. */
export function notBe(
  values: Scalar['value'] | readonly Scalar['value'][],
  absent: Must['absent'] = 'satisfied',
): Must {
  const refused = new Set((Array.isArray(values) ? values : [values]).map(plainWord));
  return { absent, holds: (leaf) => asWord(leaf, (word) => !refused.has(word)) };
}

/** Anything but nothing: an empty string, list or mapping is nothing. */
export const bePresent: Must = { absent: 'violated', given: 'satisfied', holds: (leaf) => !isEmpty(leaf) };

/** Nothing. */
export const beAbsent: Must = { absent: 'satisfied', holds: (leaf) => isEmpty(leaf) };

/** A number within bounds, both inclusive. */
export function beBetween(least: number, most: number, absent: Must['absent'] = 'violated'): Must {
  const inside = (word: string): boolean => Number(word) >= least && Number(word) <= most;
  return { absent, holds: (leaf) => asWord(leaf, inside) };
}

/** Judges one property of a resource. The place is the property's, or the resource's type line where it is missing. */
export function judgeProperty(resource: Resource, path: string, must: Must, message: string): Outcome {
  return judgeValue(resource.properties, path, must, { at: resource.typeAt, message });
}

/** Judges what stands at a path below any value; `otherwise.at` is the place of a violation by something missing. */
export function judgeValue(
  value: Value | undefined,
  path: string,
  must: Must,
  otherwise: { readonly at: Place; readonly message: string },
): Outcome {
  const outcome = judgeAt(value, path, (leaf) => {
    if (leaf === undefined) return must.absent === 'satisfied' ? satisfied : violated(otherwise.at, otherwise.message);
    const holds = must.holds(leaf);
    if (holds === 'unknown') return undetermined(openOf(leaf));
    return holds ? satisfied : violated(leaf.at, otherwise.message);
  });
  return must.given === 'satisfied' && outcome.kind === 'undetermined' && isGiven(outcome.why) ? satisfied : outcome;
}

/** Somebody gives a value, whatever it is. */
function isGiven({ why }: Deferred): boolean {
  return ['parameter', 'import', 'dynamic-reference', 'attribute', 'variable'].includes(why.cause);
}

/** Why a leaf that is no plain value is open. */
export function openOf(leaf: NonNullable<Leaf>): ReturnType<typeof deferred> {
  const text = resolvedString(leaf);
  return text?.kind === 'deferred' ? text : deferred('unsupported', 'value', leaf.at);
}

function asWord(leaf: NonNullable<Leaf>, holds: (word: string) => boolean): boolean | 'unknown' {
  if (leaf.kind === 'text') return 'unknown';
  return leaf.kind === 'scalar' && holds(plainWord(leaf.value));
}

function plainWord(value: Scalar['value']): string {
  return String(value).toLowerCase();
}

function isEmpty(leaf: NonNullable<Leaf>): boolean {
  if (leaf.kind === 'scalar') return leaf.value === null || leaf.value === '';
  if (leaf.kind === 'list') return leaf.items.every((item) => item.kind === 'absent');
  return leaf.kind === 'dictionary' && leaf.entries.size === 0;
}

/** The place of a property if it is there, else that of the resource's type line. */
export function placeOf(resource: Resource, value: Value | undefined): Place {
  return value === undefined || value.kind === 'absent' ? resource.typeAt : value.at;
}
