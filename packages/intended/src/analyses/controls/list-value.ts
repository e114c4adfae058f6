import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Place } from '#source/place';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined, violated } from './define-control.ts';
import { openOf } from './judge-value.ts';

/** One text of a list: its literal head is enough to know a scheme by. */
export interface Item {
  readonly text: string;
  readonly at: Place;
}

/**
 * Asks whether no item of a list (or a lone value) is bad. One bad item that is surely there is enough for a
 * violation; an item that nobody knows leaves the outcome open.
 */
export function judgeItems(
  value: Value | undefined,
  isBad: (item: Item) => boolean,
  message: (item: Item) => string,
): Outcome {
  const { items, open } = itemsIn(value);
  const bad = items.find(isBad);
  if (bad !== undefined) return violated(bad.at, message(bad));
  return open === undefined ? satisfied : open;
}

/** Texts of a list that are surely there, and why the rest is open. */
export function itemsIn(value: Value | undefined): {
  readonly items: readonly Item[];
  readonly open: Outcome | undefined;
} {
  if (value === undefined) return { items: [], open: undefined };
  switch (value.kind) {
    case 'scalar':
      return { items: [{ text: String(value.value), at: value.at }], open: undefined };
    case 'text': {
      const [head] = value.parts;
      return typeof head === 'string'
        ? { items: [{ text: head, at: value.at }], open: undefined }
        : { items: [], open: undetermined(openOf(value)) };
    }
    case 'list': {
      const each = value.items.map(itemsIn);
      return { items: each.flatMap(({ items }) => items), open: each.find(({ open }) => open !== undefined)?.open };
    }
    case 'choice':
      return { items: [], open: undetermined(deferred('condition', value.condition, value.at)) };
    case 'deferred':
      return { items: [], open: undetermined(value) };
    case 'absent':
    case 'dictionary':
      return { items: [], open: undefined };
    default:
      return value satisfies never;
  }
}
