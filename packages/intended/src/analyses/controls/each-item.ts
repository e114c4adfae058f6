import type { Value } from '#model/value';
import type { Outcome } from './define-control.ts';
import { undetermined } from './define-control.ts';
import { bestOf, judgeAt, judgeBranches, worstOf } from './judge-value.ts';

/** Asks each item of a list whether it is right; one right item is enough. `none` is the outcome of an empty list. */
export function judgeSome(list: Value | undefined, ask: (item: Value) => Outcome, none: Outcome): Outcome {
  return judgeItem(list, none, (items) => bestOf(items, none), ask);
}

/** Asks each item of a list whether it is right; all must be. `none` is the outcome of an empty list. */
export function judgeEvery(list: Value | undefined, ask: (item: Value) => Outcome, none: Outcome): Outcome {
  return judgeItem(list, none, (items) => (items.length === 0 ? none : worstOf(items)), ask);
}

/** A single value counts as a list of one; an item that may be left out counts as none in that branch. */
function judgeItem(
  value: Value | undefined,
  none: Outcome,
  join: (items: readonly Outcome[]) => Outcome,
  ask: (item: Value) => Outcome,
): Outcome {
  if (value === undefined || value.kind === 'absent') return none;
  if (value.kind === 'deferred') return undetermined(value);
  if (value.kind === 'choice') return judgeBranches(value, (branch) => judgeItem(branch, none, join, ask));
  if (value.kind !== 'list') return ask(value);
  return join(value.items.flatMap((item) => (item.kind === 'absent' ? [] : [judgeItem(item, none, join, ask)])));
}

/** Asks each item of the list at a dotted path of a resource's properties. */
export function judgeEveryAt(
  value: Value | undefined,
  path: string,
  ask: (item: Value) => Outcome,
  none: Outcome,
): Outcome {
  return judgeAt(value, path, (list) => judgeEvery(list, ask, none));
}

/** The same where one right item is enough. */
export function judgeSomeAt(
  value: Value | undefined,
  path: string,
  ask: (item: Value) => Outcome,
  none: Outcome,
): Outcome {
  return judgeAt(value, path, (list) => judgeSome(list, ask, none));
}
